"""``python -m refundletters``."""

from refundletters.cli.main import run

run()
