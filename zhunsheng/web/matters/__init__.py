"""Lists of matters: their filters in the address, their rows, their files to take away."""
