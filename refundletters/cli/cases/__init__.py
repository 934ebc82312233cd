"""The cases of the person: which one a command is about, what it holds, and all of them."""
