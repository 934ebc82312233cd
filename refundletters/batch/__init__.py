"""Thousands of cases in one go: rows of a source → letters, and a report of every row.

::

    sources/     a file or folder → rows, one after the other
    mapping      columns of a table → keys of a case
    letters      one row → one outcome; pure, runs in a worker
    schedulers/  where chunks of rows are worked on: processes of this machine, or a cluster
    ordered      a bounded window of chunks → outcomes in the order of the rows
    outputs/     outcomes → files, one zip, or volumes to print
    report       one line a row; resume: what a later run needs to go on
    run          all of it, one after the other
"""
