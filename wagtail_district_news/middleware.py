"""Answers old addresses where the site itself has nothing."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Site

from . import conf, legacy_addresses


class LegacyAddressMiddleware:
    """Turns a 404 for an old address into a 301 to its page, or a 410 if that was taken down for good.

    Put it before wagtail.contrib.redirects in MIDDLEWARE: then what editors redirect is asked first.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.answer(request, self.get_response(request))

    def answer(self, request, response):
        """Return the response itself, or what stands for it if it is a 404 for an address that is known."""
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        site = Site.find_for_request(request)
        found = legacy_addresses.resolve(site, request.get_full_path()) if site else None
        if found is None:
            return response
        if found.gone:
            context = {"news_base_template": conf.base_template()}
            return render(request, "wagtail_district_news/gone.html", context, status=410)
        url = found.page.get_url(request) if found.page and found.page.live else None
        if not url or _is_same_place(url, request):
            return response
        return HttpResponsePermanentRedirect(url)


def _is_same_place(url: str, request) -> bool:
    target = urlsplit(url)
    if target.netloc and target.netloc.lower() != request.get_host().lower():
        return False
    return unquote(target.path) == request.path
