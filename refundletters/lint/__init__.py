"""Checks of letters: what every letter owes its writer, with one rule per function.

``source`` looks at templates and data, ``document`` at composed letters, ``tone`` at a person's own
words. Nothing here writes, prints or changes a letter.
"""
