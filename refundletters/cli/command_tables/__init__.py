"""The commands as data, a file for each subject."""
