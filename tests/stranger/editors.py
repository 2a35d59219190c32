"""Editors at work: each method opens a form of the admin, fills it in and posts it, as a browser would."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.importer import editing
from tests.stranger.town import QUAN


class Editor:
    """Somebody who may do everything. Every method fails the test if the admin refuses what was posted."""

    def __init__(self, person: Any):
        self.client = Client(SERVER_NAME=QUAN)
        self.client.force_login(person)

    def copy(self, page: Any, to: Any, slug: str, subpages: bool = False, alias: bool = False) -> Any:
        """Copy a page (or make an alias), published as the original is; return it."""
        data = {"new_title": page.title, "new_slug": slug, "new_parent_page": to.pk, "publish_copies": "on"}
        data |= {"copy_subpages": "on"} if subpages else {}
        data |= {"alias": "on"} if alias else {}
        self._post("copy", [page.pk], data)
        return Page.objects.child_of(to).get(slug=slug).specific

    def move(self, page: Any, to: Any) -> None:
        chosen = self._post("move", [page.pk], {"new_parent_page": to.pk})
        self._done(self.client.post(chosen["Location"]))

    def convert(self, page: Any) -> None:
        self._post("convert_alias", [page.pk])

    def translate(self, page: Any, locale: Any, subtree: bool = False) -> Any:
        """Submit a page for translation; return the translation, which is a draft."""
        data = {"locales": [locale.pk], **({"include_subtree": "on"} if subtree else {})}
        self._done(
            self.client.post(reverse("simple_translation:submit_page_translation", args=[page.pk]), data)
        )
        return page.get_translation(locale).specific

    def edit(self, page: Any, publish: bool = True, revision: Any = None, **changes: Any) -> None:
        """Open a page, or an old revision of it, change these fields, and publish it or save the draft."""
        self._done(editing.save(self.client, page, publish=publish, revision=revision, changes=changes))

    def unpublish(self, page: Any, subpages: bool = False) -> None:
        self._post("unpublish", [page.pk], {"include_descendants": "on"} if subpages else {})

    def delete(self, page: Any) -> None:
        self._post("delete", [page.pk])

    def _post(self, name: str, arguments: list, data: dict | None = None) -> Any:
        url = reverse(f"wagtailadmin_pages:{name}", args=arguments)
        opened = self.client.get(url)
        assert opened.status_code == 200, (name, opened.status_code, opened.get("Location"))
        return self._done(self.client.post(url, data or {}))

    def _done(self, response: Any) -> Any:
        # a form that is shown again has errors in it
        form = (response.context or {}).get("form")
        assert response.status_code == 302, getattr(form, "errors", response.content[:500])
        return response
