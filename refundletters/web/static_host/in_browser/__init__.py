"""What runs inside the browser, and inside Node while the folder is built; nowhere else."""
