"""Word lists and sentence templates, a module a language."""
