"""An invented city: the exports of its platforms with Chinese headers, and what was planted in them.

Nobody in it exists: the area code of every identity number (439900) was never given out.
"""
