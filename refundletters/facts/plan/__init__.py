"""The plan of a case: its state, which document comes next, and what to do by when."""
