"""A snippet of nothing but Wagtail's own parts: what axe finds in its views is Wagtail's, not ours."""
