"""The one way in which files are written: under a lock, whole or not at all, and kept on the disk.

Case files, the profile, catalogues, caches and every output are written through :mod:`.write`, and
a test finds a file that is written in another way.
"""
