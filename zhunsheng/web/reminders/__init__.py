"""Reminders of time limits: in the page, counted for the masthead, and by e-mail once a day."""
