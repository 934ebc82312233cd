"""Read bank exports: a file becomes payments, and recurring ones are found.

One way through: the kind of file → rows or records → one judge that gives each column its role and
each row its direction → payments → what recurs. Everything here is pure: bytes in, frozen values
out. Whatever the file leaves open is asked, never guessed.
"""
