"""What the tests of files build on."""

from __future__ import annotations

import sys

import pytest

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and links are POSIX")
COMMENTED = """\
# my case
country = "GB"  # where I live

# the service
[service]
id = "netflix"   # them

[[charges]]
date = 2026-03-03  # from the statement
amount = "9.99"
"""
