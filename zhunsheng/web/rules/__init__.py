"""The rules of a kind of matter as a page shows them: every word with its law and its effect."""
