"""The command line: the door for a person at a terminal and for scripts."""
