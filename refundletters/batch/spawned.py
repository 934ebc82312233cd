"""Processes of a batch: spawned, ended with their parent, and left alone by Ctrl-C."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from typing import Any

__all__ = ["spawn"]


def spawn(target: Callable[..., None], *arguments: Any) -> SpawnProcess:
    """Begin a process.

    Ctrl-C reaches all processes of a terminal, but only the parent decides what becomes of it. A
    signal that is ignored when a process begins stays ignored in it, from its first instruction.

    Args:
        target: What it does; importable.
        arguments: What ``target`` is given; sent to the process.
    """
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=target, args=arguments, daemon=True)
    if threading.current_thread() is not threading.main_thread():
        process.start()  # only the main thread may change what a signal does
        return process
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.start()
    finally:
        signal.signal(signal.SIGINT, before)
    return process
