"""Where chunks of rows are worked on: processes of this machine, or a dask cluster."""
