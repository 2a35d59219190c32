"""Whether a mutated site can still be read: what the truth says is on the pages."""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from .site import Row, Site, decode, fold, path_of, squeeze

_WORD = re.compile(r"\w+")
MISSING = 0.01  # the share of a body's words that a page may lack, where its source lacks no more


def unfair(before: Site, after: Site) -> list[str]:
    """What `after` asks for and its pages do not show, one complaint each; what `before` lacked does not count."""
    complaints = [f"{path}: a page without a row" for path in after.pages.keys() - after.truth.keys()]
    complaints += [f"{path}: a row without a page" for path in after.truth.keys() - after.pages.keys()]
    lacking = Counter(word for row in before.truth.values() for word in _lacks(before, row))
    for path, row in after.truth.items():
        if path != path_of(row):
            complaints.append(f"{path}: the row says {path_of(row)}")
        elif path in after.pages and not row.get("gt_suspect"):
            complaints += [f"{path}: {lack}" for lack in _lacks(after, row) if not lacking[lack]]
    return complaints


def visible(content: bytes) -> str:
    """The text of a page that a reader sees, cut at elements."""
    tree = LexborHTMLParser(decode(content)[0])
    for node in tree.css("script, style, noscript, template, head"):
        node.decompose()
    return tree.body.text(separator=" ") if tree.body is not None else ""


def _lacks(site: Site, row: Row) -> list[str]:
    text = visible(site.pages[path_of(row)])
    squeezed = squeeze(text)
    if row["page_type"] == "listing":
        return []
    found = [
        f"no {field}: {row[field]}"
        for field in ("title", "category", "published_raw")
        if row.get(field) and squeeze(str(row[field])) not in squeezed
    ]
    wanted = Counter(_WORD.findall(fold(str(row.get("body_text") or ""))))
    there = Counter(_WORD.findall(fold(text)))
    # Words that elements cut apart are one word to the truth: they are looked for without white space.
    gone = sum(count for word, count in (wanted - there).items() if squeezed.count(word) < wanted[word])
    if gone > MISSING * wanted.total():
        found.append(f"{gone} of {wanted.total()} words of the body are gone: {row['title']}")
    return found
