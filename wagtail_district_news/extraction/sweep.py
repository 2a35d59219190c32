"""A source in one sweep: each page is drafted while the site is surveyed, and finished once that is done."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile

from .accounting import homeless_runs
from .addresses import page_claims
from .documents import Element, Gallery, Quote, RichText, SourceDocument, Table
from .draft import Draft, Known, draft_page
from .messages import message_of
from .parse import PageError
from .profile_model import Profile
from .reading import read
from .survey import Observation, observed

IN_MEMORY = 8_000_000  # bytes of drafts; what is more waits in a temporary file
SMALLEST = 4_000  # bytes that a sketch takes, whatever it holds
A_WORD = 64  # bytes that one takes that is kept in a list


@dataclass(frozen=True, slots=True)
class Sketch:
    """A `draft` until the site is surveyed; or why there is none: `empty`, or `failed` for a reason."""

    path: str
    url: str = ""
    draft: Draft | None = None
    failed: str = ""
    empty: bool = False

    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        if self.draft is None:
            return SMALLEST
        page, ledger = self.draft.page, self.draft.ledger
        listed = [said for _, said in ledger.lost]
        listed += [said for _, texts in ledger.homeless for _, said in texts]
        long = sum(map(_length, page.body)) + len(page.lead)
        apart = len(page.body) + len(page.attachments) + len(self.draft.leads) + len(listed)
        return SMALLEST + 4 * long + 4 * A_WORD * apart + A_WORD * sum(map(len, listed))


def sketch(profile: Profile, document: SourceDocument) -> tuple[Observation | None, Sketch]:
    """Read one document, once: what it says to the survey, and its draft."""
    if document.is_empty:  # as the import has it: the mirror's loss, and no page's fault
        return None, Sketch(document.path, empty=True)
    try:
        reading = read(document, profile, whole=False)
    except PageError as error:
        return None, Sketch(document.path, failed=message_of(error))
    claims = page_claims(reading.tree, reading.decoded.text)
    destinations = reading.regions.destinations()
    runs = homeless_runs(reading.tree, destinations, reading.template)
    seen = observed(reading, claims, (key for key, _ in runs))
    draft, _ = draft_page(reading, profile, Known(claims, destinations, runs))
    return seen, Sketch(document.path, document.url, draft)


def _length(element: Element) -> int:
    """About how many characters an element holds; what is short anyway is not looked into."""
    match element:
        case RichText(html=text) | Quote(text=text):
            return len(text)
        case Table(rows=rows):
            return sum(A_WORD + len(cell) for row in rows for cell in row)
        case Gallery(images=images):
            return 4 * A_WORD * len(images)
    return A_WORD


class Sketches:
    """The sketches of a source in order, in memory that does not grow with it. To be closed."""

    def __init__(self) -> None:
        self._first: list[Sketch] = []
        self._room = IN_MEMORY
        self._others = TemporaryFile()  # noqa: SIM115
        self._count = 0

    def add(self, one: Sketch) -> None:
        if self._room > 0:
            self._room -= one.weight()
            self._first.append(one)
        else:
            self._others.write(pickle.dumps(one, pickle.HIGHEST_PROTOCOL))
            self._count += 1

    def __iter__(self) -> Iterator[Sketch]:
        yield from self._first
        self._others.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._others)

    def __enter__(self) -> Sketches:
        return self

    def __exit__(self, *raised: object) -> None:
        self._others.close()
