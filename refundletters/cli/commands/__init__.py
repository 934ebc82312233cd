"""The commands, grouped in modules; each module is imported only when one of them runs."""
