"""文书: forms as data, filled from a record, typeset as PDF or written as .docx."""
