"""How fast the project is, measured beside what others offer: `python -m bench`."""
