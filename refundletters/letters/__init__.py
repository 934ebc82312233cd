"""From facts to a composed document: environment, markup, compose."""
