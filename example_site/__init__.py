"""A small Wagtail site that uses the package as a site owner would, and a sample legacy portal to move in."""
