"""Records kept for good: Django models, insert only, on SQLite and PostgreSQL."""
