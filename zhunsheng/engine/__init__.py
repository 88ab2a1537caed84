"""What the engine is asked: record, procedure, law and day in, findings out."""
