"""Where templates, locales and data lie, and how several packs become one."""
