"""Letters and their evidence as one file: a zip archive or a PDF file."""
