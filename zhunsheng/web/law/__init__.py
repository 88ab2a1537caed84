"""The law as pages show it: instruments, provisions, full texts, and where each is used."""
