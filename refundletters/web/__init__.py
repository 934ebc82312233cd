"""The page: the same pipeline as the command line, for people without a terminal.

:mod:`.app` is an ASGI application of small coroutines without threads and without files of its own;
a host gives it a store for cases (:mod:`.stores`). :mod:`.serve` is the host on this machine.
"""
