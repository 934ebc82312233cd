"""Characters of running text: isolates, no-break spaces, and what an SMS can hold."""
