"""The conversation on a terminal: the questions, the review screen, and what to write next."""
