"""The law of a case: rules, last days, dispute categories, and bodies to turn to."""
