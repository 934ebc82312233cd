"""The plan of a case: where it stands, which document comes next, and what to do by when."""
