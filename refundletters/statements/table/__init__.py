"""Turn text into rows and columns: its encoding, its separator, its tables."""
