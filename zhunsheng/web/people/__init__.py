"""What the pages of places and people show and take in."""
