"""What follows from a case: money, dates, rules, gates and the plan; pure functions."""
