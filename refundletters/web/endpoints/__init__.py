"""Coroutines that answer requests: each calls the pure layers and returns a page or a file."""
