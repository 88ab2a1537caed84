"""The access log and the state of the record's chain as pages show them."""
