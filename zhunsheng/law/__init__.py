"""What the law says: provisions, corpus, calendar, and the words procedures are written in."""
