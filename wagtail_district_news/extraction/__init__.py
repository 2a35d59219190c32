"""Reads the HTML of a legacy portal. Plain Python: no Django, no database."""
