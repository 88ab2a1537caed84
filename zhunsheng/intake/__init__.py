"""Outside files become records; what is wrong with them is said, never guessed."""
