"""What the tables share: which base page they point at, and what stays out of the reference index."""

import swapper
from wagtail.models import Page  # noqa: F401  (registers WAGTAIL_PAGE_MODEL with swapper where Wagtail has it)

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE_MODEL_NAME = swapper.get_model_name("wagtailcore", "Page")
# a concrete page of a package cannot follow a base page that the site swapped
PAGES_ARE_OURS = not swapper.is_swapped("wagtailcore", "Page")


def stays_out_of_reference_index(field) -> None:
    """Keep bookkeeping of ours out of the "usage" that editors are shown of a page."""
    field.wagtail_reference_index_ignore = True
