"""Where templates, locales and data are found, and how several packs are merged."""
