"""Changes that real portals make to their pages, put on whole sites with their ground truth."""

from . import (
    addresses,
    article,
    body,
    categories,
    dates,
    layout,
    listings,
    neighbours,
    portal,
    source,
    titles,
)
from .registry import MUTATIONS, Mutation, Outcome, apply, in_order
from .site import Site

__all__ = ["MUTATIONS", "Mutation", "Outcome", "Site", "apply", "in_order"]
assert all(
    (addresses, article, body, categories, dates, layout, listings, neighbours, portal, source, titles)
)
