"""Where letters go: files of a folder, entries of one zip, or volumes to print."""
