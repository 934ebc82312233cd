"""Write the right message about a subscription charge, for the step you are at."""

__version__ = "0.1.0"
