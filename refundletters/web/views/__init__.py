"""Values of the core as a page shows them: pure functions, with words from the catalogue."""
