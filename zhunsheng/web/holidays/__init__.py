"""The calendar as pages show it: a year of months, and the computation of a last day."""
