"""The command line: the context for a person at a terminal and for scripts."""
