"""Files and databases from outside, read as a stream of batches in bounded memory."""
