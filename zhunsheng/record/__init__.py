"""What happened: events, records, their chain and their text."""
