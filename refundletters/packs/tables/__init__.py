"""The kinds of rows that data files hold, one module each, as frozen structs.

A row is converted once, where it is loaded: an unknown field, a wrong value or a condition that
cannot be parsed is an error there, and nothing beyond the loader sees a TOML table.
"""
