"""News for Wagtail sites, and an importer for the portals they replace."""

__version__ = "0.1.0"
