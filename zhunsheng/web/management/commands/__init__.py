"""Commands of an installation, run through `zhunsheng`."""
