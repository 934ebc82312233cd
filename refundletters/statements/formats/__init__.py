"""One module for each kind of file that banks export."""
