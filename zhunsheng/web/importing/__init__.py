"""Files from outside: read, shown fault by fault, kept only when confirmed, withdrawn as one."""
