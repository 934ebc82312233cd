"""The kinds of rows that the tables of data hold, as frozen values."""
