"""Mutations inside the body: how its paragraphs are made, and what stands between them."""

from __future__ import annotations

import re
from html import escape
from random import Random
from urllib.parse import unquote

from .anatomy import TABLE_PARTS, is_inside
from .opened import OpenPage, texts_of
from .registry import FURNITURE, LAYOUT, WIRE, over_pages
from .site import fold, squeeze

_PARAGRAPHS = ("p", "div", "b", "strong", "em", "i", "-text")
_LEAST_KEPT = 400  # squeezed letters of a body that is cut short


@over_pages(LAYOUT)
def lead_block(page: OpenPage) -> None:
    """The first paragraph has left the body for a bold block of its own before it."""
    parts, blocks = page.parts, page.blocks
    if not page.is_article or len(blocks) < 3 or blocks[0].tag not in _PARAGRAPHS:
        return
    lead = blocks[0]
    if not 40 <= len(fold(lead.text())) <= 900 or lead.mem_id == getattr(page.start, "mem_id", None):
        return
    if parts.title is not None and is_inside(parts.title, lead):
        return
    html = f'<div class="news-lead"><b>{lead.inner_html}</b></div>'
    if parts.flat or parts.container is None:
        lead.insert_before(page.markup(html))
    else:
        page.before(parts.container, html)
    lead.decompose()


@over_pages(LAYOUT)
def body_in_two(page: OpenPage) -> None:
    """The body is cut over two panes with a strip of advertisements between them."""
    blocks = page.blocks
    if page.is_article and len(blocks) >= 4 and not any(node.tag in TABLE_PARTS for node in blocks):
        middle, strip = len(blocks) // 2, _advert(page)
        page.around(blocks[0], blocks[middle - 1], '<div class="pane pane-1">', "</div>")
        page.around(blocks[middle], blocks[-1], f'{strip}<div class="pane pane-2">', "</div>")


@over_pages(LAYOUT)
def br_paragraphs(page: OpenPage) -> None:
    """Paragraphs are no elements, but texts with two line breaks after them."""
    if page.is_article:
        for node in [node for node in page.span if node.tag == "p"]:
            node.insert_after(page.markup("<br><br>\n"))
            node.unwrap()


@over_pages(LAYOUT)
def word_markup(page: OpenPage) -> None:
    """The body was pasted out of a word processor: fonts, spans, empty `o:p` and conditional comments."""
    if not page.is_article or not page.blocks or page.blocks[0].tag in TABLE_PARTS:
        return
    page.blocks[0].insert_before(page.markup(_OFFICE))
    for node in [node for node in page.blocks if node.tag == "p" and node.first_child is not None]:
        size = page.dice.choice(("12.0", "13.0", "14.0"))
        node.attrs["class"] = page.dice.choice(("MsoNormal", "MsoBodyText", "MsoNormal MsoNoSpacing"))
        page.prepend(
            node,
            f'<span style="font-size:{size}pt;font-family:&quot;Times New Roman&quot;"><font color="#000000">',
        )
        page.append(node, "</font></span><o:p></o:p>")


@over_pages(LAYOUT)
def unclosed_divs(page: OpenPage) -> None:
    """On four pages in ten an element that opens in the body is never closed."""
    if (
        page.is_article
        and page.blocks
        and page.dice.random() < 0.4
        and page.blocks[-1].tag not in TABLE_PARTS
    ):
        page.blocks[-1].insert_before(page.markup('<div class="text-part">'))


@over_pages(LAYOUT)
def caption_paragraphs(page: OpenPage) -> None:
    """The paragraph after each picture of the body is its caption."""
    images = (
        {_file_name(str(address)) for address in page.row.get("images") or []} if page.is_article else set()
    )
    lines = str(page.row.get("body_text") or "").split("\n")
    for place, node in enumerate(page.span):
        pictures = (
            [image for image in node.css("img") if node.is_element_node] if node.is_element_node else []
        )
        if node.tag in TABLE_PARTS or not any(
            _file_name(image.attributes.get("src") or "") in images for image in pictures
        ):
            continue
        caption = f"{page.phrases.label('photo')}: {page.phrases.sentences(page.dice, 1)}"
        before = squeeze("".join(piece.text() for piece in page.span[: place + 1]))
        at = next((at for at, line in enumerate(lines) if squeeze(line) not in before), len(lines))
        lines.insert(at, caption)
        node.insert_after(page.markup(f'<p style="text-align:center"><i>{escape(caption)}</i></p>'))
    if page.changed:
        page.row["body_text"] = "\n".join(lines)


@over_pages(FURNITURE)
def advert_amid(page: OpenPage) -> None:
    """An advertisement, one of four, stands amid the paragraphs."""
    blocks = page.blocks
    if page.is_article and len(blocks) >= 3 and not any(node.tag in TABLE_PARTS for node in blocks):
        blocks[len(blocks) // 2].insert_before(page.markup(_advert(page)))


@over_pages(FURNITURE)
def byline_in_body(page: OpenPage) -> None:
    """A labelled line with the author's name is the last of the body's column."""
    last = page.parts.last
    if page.is_article and last is not None and last.tag not in TABLE_PARTS:
        name = page.phrases.person(page.dice)
        last.insert_after(
            page.markup(f'<p class="author" align="right"><b>{page.phrases.label("by")}: {name}</b></p>')
        )


@over_pages(FURNITURE)
def comments_churn(page: OpenPage) -> None:
    """All comments of the source are gone, and others stand between and amid the paragraphs."""
    for node in [node for node in page.tree.root.traverse(include_text=True) if node.is_comment_node]:  # type: ignore[union-attr]
        node.remove()
        page.changed = True
    for node in page.span:
        for text in list(texts_of(node)) if node.is_element_node else []:
            left, gap, right = (text.text() or "").partition(" ")
            if gap and right and page.dice.random() < 0.5:
                note = f"<!-- {page.phrases.person(page.dice)} 12/03/2011 -->"
                text.replace_with(f"{left} {page.markup(note)}{right}")


@over_pages(WIRE)
def truncated_pages(page: OpenPage) -> None:
    """One page in eight ends in the middle of its body, and one in eight soon after it: the line went dead."""
    turn, blocks = page.dice.random(), page.blocks
    if not page.is_article or turn >= 0.25 or page.end is None or page.parts.title is None:
        return
    if turn >= 0.125:
        page.cut_after(page.end)
        return
    kept = [squeeze(block.text()) for block in blocks]
    middle = next(
        (
            at
            for at in range(len(blocks) // 2, len(blocks) - 1)
            if sum(map(len, kept[: at + 1])) >= _LEAST_KEPT
        ),
        None,
    )
    if middle is not None:
        page.cut_after(blocks[middle])
        _forget_what_is_cut(page)


def _forget_what_is_cut(page: OpenPage) -> None:
    """Take out of the truth what is no longer on the page."""
    source = page.html()
    rest = OpenPage(
        page.site.with_changes({page.path: page.content()}, {page.path: page.row}), page.path, Random(0)
    )
    text = squeeze(rest.body.text())
    lines = str(page.row["body_text"]).split("\n")
    place, kept = 0, []
    for line in map(squeeze, lines):  # in their order: a line that is cut off may stand above as well
        found = text.find(line, place)
        if found < 0:
            break
        place = found + len(line)
        kept.append(line)
    page.row["body_text"] = "\n".join(lines[: len(kept)])
    for field, truth in (("published", "published_raw"), ("category", "category")):
        if page.row.get(field) and squeeze(str(page.row[truth])) not in text:
            page.row[field] = page.row[truth] = None
    for field in ("images", "attachments"):
        page.row[field] = [
            name for name in page.row.get(field) or [] if _file_name(str(name)) in unquote(source).lower()
        ]


def _advert(page: OpenPage) -> str:
    number = page.dice.randrange(len(page.phrases.slogans))
    return (
        f'<div class="adv-box"><span>{page.phrases.label("advert")}</span>'
        f'<a href="http://ads.example/click?b={number}">{page.phrases.slogans[number]}</a></div>'
    )


def _file_name(address: str) -> str:
    return re.split(r"[?#]", unquote(address))[0].rstrip("/").rsplit("/", 1)[-1].strip().lower()


_OFFICE = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    "<style>/* Style Definitions */ table.MsoNormalTable {mso-style-name:'Table Normal'; mso-style-noshow:yes}</style>"
)
