"""Commands for authors of letters and for packagers."""
