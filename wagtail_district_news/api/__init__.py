"""The news as JSON: one description of an article, and a thin layer for each of Wagtail's APIs."""
