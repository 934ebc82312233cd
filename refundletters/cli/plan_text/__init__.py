"""A plan as text: one screen of it, or everything."""
