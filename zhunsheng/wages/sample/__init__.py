"""An invented city: the exports of its platforms, and a list of the faults planted in them.

Nobody in it exists: the area code of every identity number (439900) was never given out.
"""
