"""Pages of an import whose ledger was dropped: compared with what would be written, and entered in the new ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from wagtail_district_news import text

from .digest import revision_digest
from .identity import file_addresses
from .ledger import Ledger, replace_pending
from .links import PageLinks, Pending
from .media import Media, standing_files
from .models import ImportRecord, ImportRun, Status
from .options import Outcome
from .reading import with_words
from .reasons import reason
from .references import PageReferences, gather
from .standing import row_of
from .sweep import relinked

NOT_OURS = 0  # no revision has this number: a page that says something else counts as an editor's, for good


@dataclass(frozen=True, slots=True)
class Same:
    """What writing an adopted page would find: links that still wait, issues, and words that are lost."""

    pending: list[Pending]
    issues: tuple[Any, ...]
    lost_words: tuple[str, ...]


class Adoption:
    """Compares the pages that stand with what the import would write. Writes nothing but the ledger's rows."""

    def __init__(self, portal: Any, ledger: Ledger, writer: Any, categories: Any, media: Media):
        self.portal, self.ledger, self.writer = portal, ledger, writer
        self.categories, self.media = categories, media

    def compare(self, wanted: Any) -> tuple[Outcome, Any, list[Pending]]:
        """Return (outcome, the page or None, the links that still wait); the outcome's status tells if it is ours.

        `unchanged`: the page says what the import would write, and later runs keep it up to date. `skipped`: it says
        something else, was it an editor or another profile, and is left alone.
        """
        page = self.writer.model.objects.filter(pk=wanted.stands).first()
        same = self._same(page, wanted) if page is not None else None
        if same is None:
            return self._outcome(wanted, page, Status.SKIPPED, "stands-already"), page, []
        outcome = self._outcome(wanted, page, Status.UNCHANGED, "adopted")
        outcome = replace(outcome, issues=tuple(dict.fromkeys((*wanted.issues, *same.issues))))
        return with_words(outcome, len(same.lost_words), same.lost_words), page, same.pending

    def take(self, wanted: Any, record: ImportRecord, run: ImportRun) -> Outcome:
        """Compare, and enter the page in its claimed record."""
        outcome, page, pending = self.compare(wanted)
        self.ledger.fill(record, wanted.page, wanted.source_hash, outcome, run)
        if page is None:  # of another class, made by hand: nothing of the import
            record.save()
            return outcome
        record.page_id, record.written = page.pk, True
        record.view_count = self.writer.take_over_count(page, wanted.page)
        if outcome.status == Status.UNCHANGED:
            latest = page.latest_revision
            record.revision, record.was_live = latest.pk, page.live
            record.content_digest = revision_digest(latest.content, self.writer.model)
            record.placed_under = self._place(page, wanted)
        else:
            record.revision, record.content_digest = NOT_OURS, ""
        record.save()
        replace_pending(record, pending)
        return outcome

    def _place(self, page: Any, wanted: Any) -> int | None:
        """Return the category if the page stands where the import would put it: then it may move it again."""
        parent, wanted_parent = page.get_parent(), self.categories.standing_for(wanted.page.category)
        return parent.pk if wanted_parent is not None and parent.pk == wanted_parent.pk else None

    def _same(self, page: Any, wanted: Any) -> Same | None:
        """Return what writing would find if the page says what would be written, else None."""
        latest = page.latest_revision
        if latest is None or (page.live and page.live_revision_id not in (latest.pk, None)):
            return None
        gathered = gather(
            wanted.page, self.media, self.portal.page_paths, self.writer.takes_attachments, write=False
        )
        made = standing_files(gathered.prepared())
        if made is None:
            return None
        links = self._links(wanted)
        references = PageReferences(wanted.page, gathered, made, links, plan=False)
        filled, issues, stream = self.writer.filled(latest.as_object(), wanted, gathered, made, references)
        content = filled.serializable_data()
        dead = {each.href: None for each in links.pending if each.href.startswith("/")}
        content["body"] = json.dumps(relinked(json.loads(content["body"]), dead), ensure_ascii=False)
        model = self.writer.model
        if revision_digest(content, model) != revision_digest(latest.content, model):
            return None
        pending = [each for each in links.pending if each.href not in dead]
        found = (*gathered.issues, *links.issues, *issues, *stream.issues)
        return Same(pending, found, tuple(stream.lost_words))

    def _links(self, wanted: Any) -> RememberedLinks:
        return RememberedLinks(
            page=wanted.page,
            portal=self.portal.name,
            base_url=self.portal.base_url,
            locate=self.media.locate,
            is_page=self.portal.page_paths.__contains__,
            pages=self.ledger.page_of,
            site=self.portal.target.site,
        )

    def _outcome(self, wanted: Any, page: Any, status: str, code: str) -> Outcome:
        return Outcome(
            status,
            wanted.page.path,
            title=text.fold_space(wanted.page.title),
            kind=wanted.page.kind,
            address=wanted.page.address,
            reason=reason(code) if status == Status.SKIPPED else "",
            code=code,
            page_id=page.pk if page is not None else None,
            page_url=(page.url or "") if page is not None else "",
            issues=wanted.issues,
            words=wanted.page.accounting,
        )


@dataclass(slots=True)
class RememberedLinks(PageLinks):
    """The links of a page whose neighbours may not be in the ledger yet: the site's old addresses know them."""

    site: Any = None

    def _page(self, path: str, key: str, stored: str) -> Any:
        page_id = self.pages(path, key)
        forms = file_addresses(path, self.base_url) if path else [stored]
        rows = (row_of(self.site, form) for form in forms) if page_id is None else ()
        page_id = next((row.page_id for row in rows if row is not None and row.page_id), page_id)
        if page_id is not None:
            return {"linktype": "page", "id": str(page_id)}
        self.pending.append(Pending(stored, path, key))
        return {"href": stored}
