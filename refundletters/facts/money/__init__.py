"""The money of a case: single charges, sums with their working, and shares of a period."""
