"""The conversation on a terminal: questions, the review, and what can be written next."""
