"""Text as rows and columns: its code page, its separator, its tables."""
