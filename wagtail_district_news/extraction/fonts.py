"""Text that is Vietnamese only under its font (TCVN3, VNI, VISCII) -> Unicode, run by run."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from .charsets import charset_of_font, convert, convert_run, looks_vietnamese
from .documents import Issue
from .messages import say_many
from .parse import TEXT, Node, Tree
from .shapes import Paths, Shape
from .tree import NeedsWholeTree

_FAMILY = re.compile(r"(?<![\w-])font(?:-family)?\s*:([^;]*)", re.IGNORECASE)
_SIZE = re.compile(
    r"^.*\d(?:px|pt|em|rem|%|ex|cm|mm|in)?(?:/\S+)?\s+", re.DOTALL
)  # before the family in "font:"
_MOST_RULES = 300
LONGEST_SHEET = 20_000  # characters; what is longer is not remembered
_POOLED = 50_000  # characters that are enough to judge a font by
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)


def convert_fonts(tree: Tree, page_charset: str) -> list[Issue]:
    """Convert the texts under legacy fonts, in place. `page_charset` is the encoding of the page.

    Raises NeedsWholeTree where there are such fonts and parts of the page were left out.
    """
    rules = _rules(tree)
    if not rules and not _may_set_legacy(tree.paths):
        return []
    styled = tree.styled()
    if not rules and not any(sets_legacy_font(shape) for shape in {node.shape for node in styled}):
        return []
    if tree.unread:
        raise NeedsWholeTree
    own = {node.index: font for node in styled if (font := _font(node.attributes))}
    own = _by_rules(tree, rules) | own
    runs = _runs(tree, own)
    trusted = {font for font, nodes in runs.items() if _is_clear(font, nodes)}
    changed: Counter[str] = Counter()
    for font, nodes in runs.items():
        for node in nodes:
            converted = convert_run(node.text, font, page_charset, font in trusted)
            if converted != node.text:
                node.text = converted
                changed[font.split(",")[0].strip(" '\"")] += 1
    return [_told(font, count) for font, count in sorted(changed.items())]


def _may_set_legacy(paths: Paths) -> bool:
    """Whether any element of all pages that share a table sets such a font: on most sites none does."""
    while paths.styled:
        paths.draws_legacy |= sets_legacy_font(paths.styled.pop())
    return paths.draws_legacy


def sets_legacy_font(shape: Shape) -> bool:
    """Whether a start tag sets a font of a charset older than Unicode."""
    if shape.draws_legacy is None:
        shape.draws_legacy = charset_of_font(_font(shape.attributes)) is not None
    return shape.draws_legacy


def may_name_legacy_font(sheet: str) -> bool:
    """Whether a style sheet could set such a font."""
    low = sheet.casefold()
    return "font" in low and any(name in low for name in ("vn", "viscii", "vi "))


def _told(font: str, count: int) -> Issue:
    message = say_many(
        "%(count)s piece of text in the font “%(font)s” was converted to Unicode",
        "%(count)s pieces of text in the font “%(font)s” were converted to Unicode",
        count,
        font=font,
    )
    return Issue("legacy-font", message)


def _runs(tree: Tree, own: dict[int, str]) -> dict[str, list[Node]]:
    """The texts under each legacy font; the nearest font counts."""
    base = next(
        (node.attributes["face"] for node in tree.tagged("basefont") if "face" in node.attributes), ""
    )
    fonts: list[str] = []
    runs: dict[str, list[Node]] = {}
    for node in tree.nodes:
        inherited = fonts[node.parent.index] if node.parent is not None else base
        font = own.get(node.index) or inherited
        fonts.append(font)
        if font and node.tag == TEXT and not node.text.isspace():
            runs.setdefault(font, []).append(node)
    return {font: nodes for font, nodes in runs.items() if charset_of_font(font)}


def _is_clear(font: str, nodes: list[Node]) -> bool:
    """Whether the texts under a font together, as many as it takes, are more Vietnamese when converted."""
    charset = charset_of_font(font)
    text = "\n".join(node.text for node in nodes)[:_POOLED]
    return charset is not None and looks_vietnamese(convert(text, charset)) > looks_vietnamese(text) + 0.2


def _rules(tree: Tree) -> list[tuple[str, str]]:
    """(selector, font) of the style sheets inside the page, the stronger ones last; [] without a legacy font."""
    rules: list[tuple[str, str]] = []
    are_legacy = False
    for style in tree.tagged("style"):
        sheet = "".join([node.text for node in style.children])
        found = _known_rules(sheet) if len(sheet) <= LONGEST_SHEET else _read_rules(sheet)
        rules += found
        are_legacy |= found.are_legacy
    if not are_legacy:
        return []
    return sorted(rules[:_MOST_RULES], key=lambda rule: (rule[0].count("#"), rule[0].count(".")))


class _Rules(list[tuple[str, str]]):
    """(selector, font) of one style sheet; whether any of the fonts is of a charset older than Unicode."""

    are_legacy = False


def _read_rules(sheet: str) -> _Rules:
    rules = _Rules()
    if "font" not in sheet.lower():
        return rules
    for block in _COMMENT.sub("", sheet).split("}"):
        before, _, declarations = block.rpartition("{")
        font = _font({"style": declarations})
        if font:
            rules += ((one.strip(), font) for one in before.rpartition("{")[2].split(","))
            rules.are_legacy |= charset_of_font(font) is not None
    return rules


_known_rules = lru_cache(maxsize=128)(_read_rules)  # all pages of a template have the same


def _by_rules(tree: Tree, rules: list[tuple[str, str]]) -> dict[int, str]:
    fonts: dict[int, str] = {}
    for selector, font in rules:
        if selector and ":" not in selector and not selector.startswith("@"):
            fonts |= {node.index: font for node in tree.by_engine(selector)}
    return fonts


def _font(attributes: dict[str, str]) -> str:
    """The font that an element sets itself, "" for none."""
    style = attributes.get("style")
    if style and "font" in style.lower() and (found := _FAMILY.search(style)):
        family = found[1].strip()
        return _SIZE.sub("", family) if "family" not in found[0].lower() else family
    return attributes.get("face", "")
