"""The commands, one module a family; each is imported only when it runs."""
