"""The interface for other systems: the verbs of the office as JSON."""
