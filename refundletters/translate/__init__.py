"""What translators and template authors need: extract, update, check, count, preview.

Two lists of messages are kept: ``letters.pot`` from the letters, and ``ui.pot`` from the code and
from the data that people read on the screen. Every language is one folder with two ``.po`` files.
"""
