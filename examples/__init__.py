"""Examples: published cases, a made-up ledger with planted faults, and matters from end to end."""
