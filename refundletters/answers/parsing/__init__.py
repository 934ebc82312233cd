"""Parse what a person typed, in their own language, into values of the case file."""
