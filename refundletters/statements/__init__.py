"""Read what a bank gives out: a file becomes payments, and what of them recurs.

One way through: which kind of file it is → rows or records → one judge that gives each column its
role and the file its direction → payments → what recurs. Everything here is pure: bytes in, frozen
values out. What cannot be told from the file is asked, never guessed.
"""
