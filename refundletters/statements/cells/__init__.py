"""Single cells of a bank's file: days and amounts, parsed in the light of their whole column."""
