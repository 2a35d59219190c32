"""Runners that measure the package; no part of it."""
