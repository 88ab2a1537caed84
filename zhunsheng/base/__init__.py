"""Days, money, Chinese and errors: no domain, no framework."""
