"""One document, decoded, parsed and laid out: what both sweeps over a source share."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from .decode import Decoded, decode
from .documents import Issue, SourceDocument
from .fonts import convert_fonts
from .messages import say
from .parse import PageError, Tree, parse, settle
from .profile_model import Profile
from .regions import Regions, choose_template, lay_out, within_any
from .skips import Skips, skips_in_use
from .tree import NeedsWholeTree

MAX_BYTES = 20_000_000
_MARKUP = re.compile(r"<[a-zA-Z!/?]")
_LONGEST_BINARY_SHARE = 0.1


@dataclass(slots=True)
class Reading:
    """A page as it was read; nothing is judged yet."""

    document: SourceDocument
    decoded: Decoded
    tree: Tree
    regions: Regions
    issues: list[Issue]

    @property
    def template(self) -> str:
        """The name of the template that explains the page, "" for none."""
        return self.regions.template.name if self.regions.template is not None else ""


def read(document: SourceDocument, profile: Profile, whole: bool = True) -> Reading:
    """Decode, parse and lay out one document. Raises PageError with the reason where it cannot be read.

    Without `whole` the tree lacks what is inside of furniture, wherever nothing else depends on that.
    """
    decoded = _decoded(document)
    if not whole:
        with suppress(NeedsWholeTree):
            return _laid_out(document, decoded, profile, skips_in_use(profile))
    return _laid_out(document, decoded, profile)


def _decoded(document: SourceDocument) -> Decoded:
    content = document.content
    if len(content) > MAX_BYTES:
        raise PageError(
            say(
                "the file has %(size)s bytes; pages up to %(limit)s bytes are read",
                size=len(content),
                limit=MAX_BYTES,
            )
        )
    if document.is_empty:
        raise PageError(say("the file is empty"))
    decoded = decode(document, scripts=False)
    if not _MARKUP.search(decoded.text):
        raise PageError(say("the file holds no HTML"))
    if decoded.replaced > len(decoded.text) * _LONGEST_BINARY_SHARE:
        raise PageError(say("the file is no text: too much of it cannot be decoded"))
    return decoded


def _laid_out(
    document: SourceDocument, decoded: Decoded, profile: Profile, skips: Skips | None = None
) -> Reading:
    """Parse and lay out. Raises PageError, and NeedsWholeTree where something was skipped that is needed."""
    tree = parse(decoded.text, settled=False, skips=skips)  # under a legacy font a soft hyphen is a letter
    converted = convert_fonts(tree, decoded.encoding)
    issues = [*decoded.issues, *converted]
    settle(tree, decoded.text, decoded.is_clear and not converted)
    template = choose_template(tree, profile)
    if (
        skips is not None and template is None
    ):  # all that can be said of such a page is how it looks as a whole
        raise NeedsWholeTree
    regions = lay_out(tree, profile, template)
    if skips is not None and tree.unread:
        _check_unread(regions, skips)
    return Reading(document, decoded, tree, regions, issues)


def _check_unread(regions: Regions, skips: Skips) -> None:
    """Raise NeedsWholeTree where what was skipped is no furniture, or holds a document that the body lists."""
    tree = regions.tree
    for index, held in tree.unread.items():
        node = tree.nodes[index]
        if not regions.is_furniture(node) or (held.has_document and within_any(node, regions.body)):
            skips.doubt(node.path)
            raise NeedsWholeTree
