"""Single cells of a bank's file: days and amounts, read by what a whole column has in common."""
