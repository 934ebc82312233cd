"""The money of a case: charges one by one, sums with their working, and shares of a period."""
