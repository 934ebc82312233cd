"""Rules about a composed letter: what every letter owes its writer, one rule per function."""
