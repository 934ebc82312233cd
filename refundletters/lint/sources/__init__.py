"""Rules about templates, settings, rows of data and catalogues."""
