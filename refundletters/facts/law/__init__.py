"""The law of a case: rules, last days, dispute categories, and bodies that can be turned to."""
