"""The read side of the monitor: what a run's files say, as the values of `shapes.py`."""
