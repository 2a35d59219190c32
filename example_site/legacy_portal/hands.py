"""How different editors, over ten years, left the body of an article: each hand is a habit of markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from . import spelling
from .model import Clip, Items, Paragraph, Part, Photo, Sheet, Subheading

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<href>[^)]+)\)")

Link = Callable[[str], str]


class Plain:
    """2016 on: paragraphs, justified, and pictures in a paragraph of their own with an italic caption."""

    open, close = "", ""

    def __init__(self, link: Link):
        self.link = link

    def letters(self, text: str) -> str:
        return text

    def text(self, text: str) -> str:
        return self.letters(escape(text, quote=False))

    def inline(self, text: str) -> str:
        out, at = [], 0
        for found in _INLINE.finditer(text):
            out.append(self.text(text[at : found.start()]))
            out.append(
                self.bold(found["bold"]) if found["bold"] else self.anchor(found["words"], found["href"])
            )
            at = found.end()
        return "".join([*out, self.text(text[at:])])

    def bold(self, text: str) -> str:
        return f"<strong>{self.text(text)}</strong>"

    def anchor(self, words: str, href: str) -> str:
        return f'<a href="{escape(self.link(href))}">{self.text(words)}</a>'

    def body(self, parts: tuple[Part, ...]) -> str:
        return self.open + "\n".join(self.part(part) for part in parts) + self.close

    def part(self, part: Part) -> str:
        match part:
            case Paragraph(text):
                return self.paragraph(text)
            case Subheading(text):
                return self.subheading(text)
            case Items(items):
                return "<ul>" + "".join(f"<li>{self.inline(item)}</li>" for item in items) + "</ul>"
            case Photo():
                return self.photo(part)
            case Sheet(rows):
                return self.sheet(rows)
            case Clip(url):
                return (
                    f'<p style="text-align:center"><iframe width="560" height="315" src="{escape(url)}" '
                    'frameborder="0" allowfullscreen="allowfullscreen"></iframe></p>'
                )

    def paragraph(self, text: str) -> str:
        return f'<p style="text-align:justify">{self.inline(text)}</p>'

    def subheading(self, text: str) -> str:
        return f'<p style="text-align:justify"><strong>{self.text(text)}</strong></p>'

    def img(self, photo: Photo) -> str:
        return f'<img src="{escape(photo.src)}" alt="{escape(photo.alt)}" style="width:500px" />'

    def photo(self, photo: Photo) -> str:
        caption = (
            f'<p style="text-align:center"><em>{self.text(photo.caption)}</em></p>' if photo.caption else ""
        )
        return f'<p style="text-align:center">{self.img(photo)}</p>\n{caption}'

    def sheet(self, rows: tuple) -> str:
        lines = "".join(f"<tr>{''.join(self.cell(cell) for cell in row)}</tr>" for row in rows)
        return (
            f'<table border="1" cellspacing="0" cellpadding="4" width="100%"><tbody>{lines}</tbody></table>'
        )

    def cell(self, cell: str | tuple[str, int]) -> str:
        text, span = cell if isinstance(cell, tuple) else (cell, 1)
        wide = f' colspan="{span}"' if span > 1 else ""
        return f"<td{wide}>{self.inline(text)}</td>"


class Table(Plain):
    """Pictures in a layout table, the caption in its second row."""

    def photo(self, photo: Photo) -> str:
        caption = f'<tr><td><p style="text-align:justify">{self.text(photo.caption)}</p></td></tr>'
        return (
            f'<table align="center"><tbody><tr><td style="text-align:justify">{self.img(photo)}</td></tr>'
            f"{caption if photo.caption else ''}</tbody></table>"
        )


class Word(Plain):
    """Pasted from a word processor: MsoNormal, empty o:p, fonts, conditional comments, entities."""

    open = (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />'
    )
    letters = staticmethod(spelling.entities)
    span = '<span style="FONT-SIZE: 14pt; mso-ansi-language: VI">'
    font = '<font face="Times New Roman" size="3">'
    style = "MARGIN: 6pt 0cm; TEXT-ALIGN: justify; TEXT-INDENT: 28.35pt; mso-pagination: none"

    def paragraph(self, text: str) -> str:
        run = f"{self.span}{self.font}{self.inline(text)}</font></span>"
        return f'<p class="MsoNormal" style="{self.style}">{run}<span lang="VI"><o:p></o:p></span></p>'

    def subheading(self, text: str) -> str:
        run = f"<b>{self.font}{self.text(text)}</font></b>"
        return f'<p class="MsoNormal" style="{self.style}">{run}<o:p>&nbsp;</o:p></p>'

    def bold(self, text: str) -> str:
        return f'<b style="mso-bidi-font-weight: normal">{self.text(text)}</b>'

    def photo(self, photo: Photo) -> str:
        run = f"<i>{self.font}{self.text(photo.caption)}</font></i>"
        caption = f'<p class="MsoNormal" align="center">{run}<o:p></o:p></p>' if photo.caption else ""
        return f'<p class="MsoNormal" align="center">{self.img(photo)}</p>{caption}'

    def sheet(self, rows: tuple) -> str:
        return super().sheet(rows).replace("<table ", '<table class="MsoNormalTable" ')

    def cell(self, cell: str | tuple[str, int]) -> str:
        return (
            super()
            .cell(cell)
            .replace("<td", '<td style="PADDING: 0cm 5.4pt; mso-border-alt: solid windowtext .5pt"')
        )


class Breaks(Plain):
    """One div, paragraphs made of two line breaks and hard spaces."""

    open, close = "<div>", "</div>"

    def paragraph(self, text: str) -> str:
        return f"&nbsp;&nbsp;&nbsp; {self.inline(text)}<br><br>"

    def subheading(self, text: str) -> str:
        return f"<b>{self.text(text)}</b><br><br>"

    def photo(self, photo: Photo) -> str:
        caption = f"<center><i>{self.text(photo.caption)}</i></center>" if photo.caption else ""
        return f"<center>{self.img(photo)}</center>{caption}<br>"


class Divs(Plain):
    """Paragraphs as divs, an unclosed one among them, empty ones for space."""

    def paragraph(self, text: str) -> str:
        return f'<div style="text-align:justify">{self.inline(text)}</div><div>&nbsp;</div>'

    def subheading(self, text: str) -> str:
        return f'<h3 class="ms-rteElement-H3">{self.text(text)}</h3>'

    def body(self, parts: tuple[Part, ...]) -> str:
        return '<div class="ms-rtestate-field">' + super().body(parts)  # never closed


class Decomposed(Plain):
    """Typed on a machine that stored base letters and combining accents."""

    letters = staticmethod(spelling.decomposed)


class Mixed(Table):
    """Entities for the base letter, a combining accent after it: both forms in one word."""

    letters = staticmethod(spelling.entities_and_tones)


class Tcvn3(Plain):
    """A page of the nineties, pasted: the letters are TCVN3 codes under an ABC font."""

    def text(self, text: str) -> str:
        return f'<font face=".VnTime">{spelling.tcvn3(escape(text, quote=False))}</font>'


HANDS: dict[str, type[Plain]] = {
    "plain": Plain,
    "table": Table,
    "word": Word,
    "breaks": Breaks,
    "divs": Divs,
    "decomposed": Decomposed,
    "mixed": Mixed,
    "tcvn3": Tcvn3,
}


def visible(text: str) -> str:
    """The words that a reader sees of a text with inline markup."""
    return _INLINE.sub(lambda found: found["bold"] or found["words"], text)
