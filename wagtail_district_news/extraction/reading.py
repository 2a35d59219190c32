"""One document, decoded, parsed and laid out: what both sweeps over a source share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .decode import Decoded, decode
from .documents import Issue, SourceDocument
from .fonts import convert_fonts
from .messages import say
from .parse import PageError, Tree, parse, settle
from .profile_model import Profile
from .regions import Regions, choose_template, lay_out

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


def read(document: SourceDocument, profile: Profile) -> Reading:
    """Decode, parse and lay out one document. Raises PageError with the reason where it cannot be read."""
    content = document.content
    if len(content) > MAX_BYTES:
        raise PageError(
            say(
                "the file has %(size)s bytes; pages up to %(limit)s bytes are read",
                size=len(content),
                limit=MAX_BYTES,
            )
        )
    if not content.strip():
        raise PageError(say("the file is empty"))
    decoded = decode(document)
    if not _MARKUP.search(decoded.text):
        raise PageError(say("the file holds no HTML"))
    if decoded.replaced > len(decoded.text) * _LONGEST_BINARY_SHARE:
        raise PageError(say("the file is no text: too much of it cannot be decoded"))
    tree = parse(decoded.text, settled=False)  # under a legacy font a soft hyphen is a letter
    issues = [*decoded.issues, *convert_fonts(tree, decoded.encoding)]
    settle(tree, decoded.text)
    regions = lay_out(tree, profile, choose_template(tree, profile))
    return Reading(document, decoded, tree, regions, issues)
