"""Locales, catalogues, dates and money; the locale is explicit, nothing is set globally."""
