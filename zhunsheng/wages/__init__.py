"""The wage monitor: what each worker was owed and paid, what is wrong, each project's color."""
