"""The cases of the person: which one is the current one, and what is due in each."""
