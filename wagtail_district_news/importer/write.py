"""Pages, one by one: page, revision, publication, addresses and counts in the caller's transaction."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from modelcluster.models import get_all_child_relations

from wagtail_district_news import conf, counting, legacy_addresses, text
from wagtail_district_news.extraction.documents import Attachment, Heading, Issue, Page, Quote, RichText

from . import media as media_module
from .categories import FOUR_DIGITS
from .digest import revision_digest
from .identity import file_addresses
from .messages import say
from .models import ImportRecord
from .reading import Portal, ToWrite
from .references import Gathered
from .richtext import escape, plain_text
from .stream import Stream, build_stream

TITLE_WORDS = 14
SHORT = 255
LONGEST_REDIRECT = 255
LONGEST_LEAD = 5_000  # a lead is a sentence or two; a longer one moves into the body


@dataclass(slots=True)
class Written:
    """A page that was written: its revision, the digest of what it says, and what writing found."""

    page: Any
    revision: int
    digest: str
    live: bool
    url: str
    addresses: int
    view_count: int | None = None  # the old portal's, as it stands in the counter now
    issues: list[Issue] = field(default_factory=list)
    lost_words: tuple[str, ...] = ()


class Writer:
    """Writes the pages of one import. Every method expects to run inside a transaction."""

    def __init__(self, portal: Portal):
        self.portal = portal
        self.owner = portal.options.owner
        self.model = conf.article_model()
        self.stream_block = self.model._meta.get_field("body").stream_block
        self.takes_attachments = takes_attachments(self.model)

    def category(self, parent: Any, name: str) -> Any:
        """Make a category page under a parent and publish it (or leave it a draft, as the import does)."""
        model = conf.category_model()
        title = cut(name, SHORT)
        page = model(
            title=title, slug=free_slug(parent, title, model.fallback_slug), live=False, owner=self.owner
        )
        fresh(parent).add_child(instance=page)
        revision = page.save_revision(user=self.owner)
        if not self.portal.options.draft:
            page.publish(revision, user=self.owner, log_action=True, skip_permission_checks=True)
            page.refresh_from_db()
        return page

    def create(
        self, parent: Any, wanted: ToWrite, gathered: Gathered, made: dict, references: Any
    ) -> Written:
        """Make the page of a document under its category."""
        title, slug_base = self._title(wanted.page)
        page = self.model(
            title=title, slug=free_slug(parent, slug_base, self.model.fallback_slug), live=False
        )
        page.owner = self.owner
        page.first_published_at = wanted.published_at if wanted.live else None
        issues, stream = self._fill(page, wanted, gathered, made, references, title)
        fresh(parent).add_child(instance=page)
        return self._finish(page, wanted, wanted.live, issues, stream)

    def update(
        self, page_id: int, parent: Any, record: ImportRecord, wanted: ToWrite, gathered: Gathered, made: dict,
        references: Any,
    ) -> Written:  # fmt: skip
        """Bring a page that nobody touched to what its document says now. Its state stays, and its slug if it can."""
        row = self._moved(self.model.objects.get(pk=page_id), parent, record)
        live = row.live
        page = row.get_latest_revision_as_object()
        page.slug = row.slug  # the revision may be older than the last move
        title, _slug = self._title(wanted.page)
        issues, stream = self._fill(page, wanted, gathered, made, references, title)
        page.draft_title = title
        if live:
            page.first_published_at = wanted.published_at
        return self._finish(page, wanted, live, issues, stream)

    def filled(
        self, page: Any, wanted: ToWrite, gathered: Gathered, made: dict, references: Any
    ) -> tuple[Any, list[Issue], Stream]:
        """Return a page, not saved, with what `update` would write into its fields, and what that finds."""
        title, _slug = self._title(wanted.page)
        return page, *self._fill(page, wanted, gathered, made, references, title)

    def _moved(self, page: Any, parent: Any, record: ImportRecord) -> Any:
        """Return the page, moved first if its category is another now, unless somebody moved it before."""
        current = page.get_parent()
        if current.pk == parent.pk or current.pk != record.placed_under:
            return page
        slug = free_slug(parent, page.slug, self.model.fallback_slug)
        if slug != page.slug:
            page.slug = slug
            page.save()
        page.move(fresh(parent), pos="last-child")
        return self.model.objects.get(pk=page.pk)

    def _fill(
        self, page: Any, wanted: ToWrite, gathered: Gathered, made: dict, references: Any, title: str
    ) -> tuple[list[Issue], Stream]:
        """Put what was read into the page's fields. What a field cannot hold goes into the body."""
        read, extra, issues = wanted.page, [], []
        page.title, page.published_at, page.lead = title, wanted.published_at, text.nfc(read.lead).strip()
        before = ()
        if len(page.lead) > LONGEST_LEAD:
            before = (RichText(f"<p>{escape(page.lead)}</p>"),)
            page.lead = cut(page.lead, LONGEST_LEAD)
        page.legacy_url = read.address
        page.source_organisation = self.portal.name[:SHORT]
        for name in ("byline", "source"):
            value = getattr(read, name).strip()
            if len(value) > SHORT:
                extra.append(RichText(f"<p>{escape(value)}</p>"))
                value = cut(value, SHORT)
            setattr(page, name, value)
        elements = (*before, *gathered.body, *extra)
        if read.title and title != text.fold_space(read.title):
            elements = (RichText(f"<p><b>{escape(text.fold_space(read.title))}</b></p>"), *elements)
            issues.append(
                Issue("title-cut", say(_("the title is too long for a page; the body begins with all of it")))
            )
        elif not read.title:
            issues.append(
                Issue("no-title", say(_("no title was found; the page is named by its first words")))
            )
        stream = build_stream(elements, self.stream_block, references, f"{self.portal.name}|{wanted.key}")
        page.body = self.model._meta.get_field("body").to_python(_as_json(stream.data))
        page.lead_image_id, page.lead_image_alt = _lead_image(stream)
        if self.takes_attachments:
            self._attach(page, gathered.attachments, gathered, made)
        return issues, stream

    def _attach(self, page: Any, attachments: tuple[Attachment, ...], gathered: Gathered, made: dict) -> None:
        model = self.model._meta.get_field("attachments").related_model
        page.attachments = [
            model(
                document_id=media_module.found(gathered.documents[each.href], made).pk,
                title=cut(each.title, 500),
                sort_order=number,
            )
            for number, each in enumerate(attachments)
        ]

    def take_over_count(self, page: Any, read: Page) -> int | None:
        """Let a page go on from the old count, None where the portal showed none. What is set stays."""
        if read.view_count is None:
            return None
        return counting.set_legacy_view_count(page, read.view_count, read.address or read.path).legacy

    def _finish(self, page: Any, wanted: ToWrite, live: bool, issues: list[Issue], stream: Stream) -> Written:
        page.has_unpublished_changes = not live
        revision = page.save_revision(user=self.owner, log_action=not live)
        if live:
            page.publish(revision, user=self.owner, log_action=True, skip_permission_checks=True)
        page = self.model.objects.get(pk=page.pk)
        addresses = self._remember(page, wanted.page) if "#" not in wanted.key else 0
        return Written(
            page=page,
            revision=revision.pk,
            digest=revision_digest(revision.content, self.model),
            live=live,
            url=page.url or "",
            addresses=addresses,
            view_count=self.take_over_count(page, wanted.page),
            issues=[*issues, *stream.issues],
            lost_words=tuple(stream.lost_words),
        )

    # addresses

    def _remember(self, page: Any, read: Any) -> int:
        """Let every address that the document had lead to the page. Returns how many there are."""
        site = self.portal.target.site
        remembered = self.addresses(read, page.pk)
        for address in remembered.values():
            legacy_addresses.remember(site, address, page)
            if page.live:  # a permanent redirect to a draft would be remembered as an error
                _redirect(site, address, page)
        return len(remembered)

    def addresses(self, read: Any, page_id: int | None, held: Container[str] = ()) -> dict[str, str]:
        """Return {key: address} of what may lead to a page; `held` are keys of other pages not yet written."""
        forms = [read.address] if read.address else []
        forms += file_addresses(read.path, self.portal.base_url)
        keys = {}
        for form in forms:
            keys.setdefault(legacy_addresses.normalise(form), form)
        keys.pop("/", None)
        own = legacy_addresses.normalise(read.address)
        site = self.portal.target.site
        return {
            key: address
            for key, address in keys.items()
            if key == own or not (key in held or _held(site, key, address, page_id))
        }

    # titles

    def _title(self, read: Any) -> tuple[str, str]:
        """Return (title, what the slug is made of)."""
        title = text.fold_space(read.title)
        if title:
            return cut(title, SHORT), title
        words = " ".join(_first_text(read).split()[:TITLE_WORDS])
        title = cut(words, SHORT) or text.fold_space(re.sub(r"\.\w+$", "", read.path.rsplit("/", 1)[-1]))
        return title or gettext("Untitled"), title


def _lead_image(stream: Stream) -> tuple[int | None, str]:
    """Return (pk, text alternative) of the first picture with content: lists and front ends show it."""
    for block in stream.data:
        value = block["value"] if block["type"] == "figure" else {}
        if value.get("image") and not value.get("decorative"):  # a site's own figure may have other fields
            return value["image"], value.get("alt_text", "")
    return None, ""


def takes_attachments(model: type) -> bool:
    """Say whether an article class has attachments as children."""
    return any(relation.get_accessor_name() == "attachments" for relation in get_all_child_relations(model))


def free_slug(parent: Any, title: str, fallback: str) -> str:
    """Return a slug that no sibling has: made of the title, then -2, -3 ... in the order of making."""
    base = text.slug(title, fallback=fallback) or fallback
    if FOUR_DIGITS.fullmatch(base):  # the address of a year's archive
        base = f"{fallback}-{base}"
    # by the path, not by get_children: a parent that was read before its first child believes it has none
    siblings = conf.page_model().objects.child_of(parent).filter(slug__startswith=base)
    taken = set(siblings.values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def fresh(parent: Any) -> Any:
    """Return the parent as it is in the database, locked: its count of children is written back."""
    return conf.page_model().objects.select_for_update().get(pk=parent.pk)


def cut(value: str, length: int) -> str:
    """Return text of at most `length` characters, cut at a word, with an ellipsis where it was cut."""
    value = text.fold_space(value)
    if len(value) <= length:
        return value
    head = value[: length - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head[length // 2 :] else head}…"


def _first_text(read: Any) -> str:
    if read.lead:
        return read.lead
    for element in read.body:
        if isinstance(element, Heading | Quote):
            return element.text
        if isinstance(element, RichText):
            return plain_text(element.html)
    return next((each.title for each in read.attachments if each.title), "")


def _held(site: Any, key: str, address: str, page_id: int | None) -> bool:
    """Say whether another page holds this very key: a file's name is a guess at an address, and gives way."""
    row = legacy_addresses.resolve(site, address)
    return row is not None and row.key == key and row.page_id not in (None, page_id)


def _as_json(data: list[dict[str, Any]]) -> str:
    import json

    return json.dumps(data, ensure_ascii=False)


def _redirect(site: Any, address: str, page: Any) -> None:
    """Make a Wagtail redirect besides, where one fits and nobody has one for this path yet."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return
    from wagtail.contrib.redirects.models import Redirect

    path = Redirect.normalise_path(address)
    if len(path) > LONGEST_REDIRECT or path == "/" or path == Redirect.normalise_path(page.url or "/"):
        return
    if (
        not Redirect.objects.filter(old_path=path, site__in=[site]).exists()
        and not Redirect.objects.filter(old_path=path, site=None).exists()
    ):
        Redirect.objects.bulk_create(
            [Redirect(old_path=path, site=site, redirect_page_id=page.pk, automatically_created=False)],
            ignore_conflicts=True,
        )
