"""Rules about a composed letter, by what they look at."""
