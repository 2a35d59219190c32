"""What every template of the site needs to know."""

from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from wagtail_district_news import queries


def site(request):
    """The site and the categories of its menu, read when a template asks for them."""
    return {
        "site": SimpleLazyObject(lambda: Site.find_for_request(request)),
        "menu": SimpleLazyObject(lambda: _menu(request)),
    }


def _menu(request):
    found = Site.find_for_request(request)
    return queries.top_categories(found) if found else []
