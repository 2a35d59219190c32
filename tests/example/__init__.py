"""The example site, its sample portal, and a walk through it."""
