"""The kinds of rows that data files hold, one module each, as frozen structs.

A row is converted once, where it is read: an unknown field, a wrong value or a condition that
cannot be read is an error there, and nothing behind the loader sees a table of TOML.
"""
