"""How the editors of those years wrote a body down: Word pasted, line breaks, font runs, tidy tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from random import Random

from benchmarks.portals.values import Block, Bullets, Enclosure, Heading, Paragraph, Picture, Quote, Table

Editor = Callable[[Iterable[Block], Random], str]


def esc(text: str) -> str:
    return escape(text, quote=False)


def inline(paragraph: Paragraph, rng: Random | None = None, strong: str = "b") -> str:
    """The text with its link, and now and then a run of it in bold."""
    text = esc(paragraph.text)
    if paragraph.link:
        anchor, href = paragraph.link
        return text.replace(esc(anchor), f'<a href="{href}">{esc(anchor)}</a>', 1)
    words = text.split(" ")
    if rng and len(words) > 12 and rng.random() < 0.15:
        at = rng.randint(0, len(words) - 6)
        words[at : at + 3] = [f"<{strong}>" + " ".join(words[at : at + 3]) + f"</{strong}>"]
    return " ".join(words)


def grid(table: Table, opening: str, cell: str = "{}") -> str:
    rows = ("".join(f"<td>{cell.format(esc(value))}</td>" for value in row) for row in table.rows)
    return opening + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def tidy(blocks: Iterable[Block], rng: Random) -> str:
    """Paragraphs as TinyMCE and CKEditor leave them."""
    out = []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(f"<p>{inline(block, rng, 'strong')}</p>")
            case Heading(text=text):
                out.append(rng.choice((f"<h3>{esc(text)}</h3>", f"<p><strong>{esc(text)}</strong></p>")))
            case Quote(text=text):
                out.append(f"<blockquote><p>{esc(text)}</p></blockquote>")
            case Bullets(entries=entries):
                out.append("<ul>\n" + "".join(f"<li>{esc(entry)}</li>\n" for entry in entries) + "</ul>")
            case Table():
                out.append(grid(block, '<table border="1" cellspacing="0" cellpadding="2" width="100%">'))
            case Picture(src=src, caption=caption):
                below = f"<br /><em>{esc(caption)}</em>" if caption else ""
                out.append(
                    f'<p style="text-align: center;"><img src="{src}" alt="" width="400" />{below}</p>'
                )
            case Enclosure(href=href, label=label):
                out.append(f'<p><a href="{href}" target="_blank">{esc(label)}</a></p>')
        if rng.random() < 0.08:
            out.append("<p>&nbsp;</p>")
    return "\n".join(out)


_WORD_HEAD = """<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom>
<w:PunctuationKerning/></w:WordDocument></xml><![endif]--><style>
<!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {margin:0in; font-size:12.0pt; font-family:"Times New Roman";}
@page Section1 {size:595.3pt 841.9pt;} div.Section1 {page:Section1;} --></style>
"""
_WORD_P = (
    '<p class="MsoNormal" style="margin: 6pt 0in; text-align: justify; text-indent: 0.5in">'
    '<span style="font-size: 13pt; font-family: &quot;Times New Roman&quot;">{}<o:p></o:p></span></p>'
)


def word(blocks: Iterable[Block], rng: Random) -> str:
    """What Word put on the clipboard."""
    out = [_WORD_HEAD] if rng.random() < 0.5 else []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(_WORD_P.format(_runs(inline(block, rng), rng)))
            case Heading(text=text):
                out.append(_WORD_P.format(f"<b style='mso-bidi-font-weight: normal'>{esc(text)}</b>"))
            case Quote(text=text):
                out.append(f'<p class="MsoBodyTextIndent"><i><span lang="EN-US">{esc(text)}</span></i></p>')
            case Bullets(entries=entries):
                out += [_WORD_P.format(f"<span style='mso-list: Ignore'></span>{esc(e)}") for e in entries]
            case Table():
                cell = '<p class="MsoNormal" align="center"><span lang="EN-US">{}<o:p></o:p></span></p>'
                head = '<table class="MsoTableGrid" border="1" cellspacing="0" style="border-collapse: collapse">'
                out.append(grid(block, head + "<tbody>", cell).replace("</table>", "</tbody></table>"))
            case Picture(src=src, caption=caption):
                out.append(
                    f'<p class="MsoNormal" align="center"><img border="0" src="{src}" width="420"></p>'
                )
                if caption:
                    out.append(f'<p class="MsoNormal" align="center"><i>{esc(caption)}<o:p></o:p></i></p>')
            case Enclosure(href=href, label=label):
                out.append(_WORD_P.format(f'<a href="{href}">{esc(label)}</a>'))
        if rng.random() < 0.12:
            out.append('<p class="MsoNormal"><o:p>&nbsp;</o:p></p>')
    return "\n".join(out)


def _runs(html: str, rng: Random) -> str:
    """Now and then a word run in a span of its own, as spell checking leaves it."""
    if "<" in html or rng.random() < 0.5:
        return html
    return re.sub(r"(\S+ \S+)$", r'<span style="mso-spacerun: yes"></span><span lang="EN-US">\1</span>', html)


def breaks(blocks: Iterable[Block], rng: Random) -> str:
    """One text field, line breaks between paragraphs."""
    out = []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(inline(block, rng) + "<br><br>")
            case Heading(text=text):
                out.append(f"<b>{esc(text)}</b><br>")
            case Quote(text=text):
                out.append(f"<i>{esc(text)}</i><br><br>")
            case Bullets(entries=entries):
                out.append("".join(f"- {esc(entry)}<br>" for entry in entries) + "<br>")
            case Table():
                out.append(grid(block, "<table border=1 cellpadding=3>"))
            case Picture(src=src, caption=caption):
                side = rng.choice(("left", "right"))
                out.append(f'<img src="{src}" align="{side}" hspace="6" border="0">')
                out.append(f"<small>{esc(caption)}</small><br>" if caption else "")
            case Enclosure(href=href, label=label):
                out.append(f'<a href="{href}">{esc(label)}</a><br>')
    return "\n".join(out)


def fonts(blocks: Iterable[Block], rng: Random) -> str:
    """FrontPage and its kin: unclosed paragraphs and a font tag in each."""
    face = rng.choice(('<font face="Arial" size="2">', '<FONT FACE="Verdana, Arial" SIZE=2 COLOR="#000000">'))
    out = []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(f"<p align=justify>{face}{inline(block, rng)}</font>")
            case Heading(text=text):
                out.append(f"<p><font size=3><b>{esc(text)}</b></font>")
            case Quote(text=text):
                out.append(f"<blockquote>{face}<i>{esc(text)}</i></font></blockquote>")
            case Bullets(entries=entries):
                out.append(
                    "<ul>" + "".join(f"<li>{face}{esc(entry)}</font>\n" for entry in entries) + "</ul>"
                )
            case Table():
                out.append(
                    "<center>" + grid(block, "<table border=1 width=90%>", face + "{}</font>") + "</center>"
                )
            case Picture(src=src, caption=caption):
                below = (
                    f"<tr><td align=center><font size=1>{esc(caption)}</font></td></tr>" if caption else ""
                )
                cell = f'<tr><td><img src="{src}" border=1></td></tr>{below}'
                out.append(f"<table align={rng.choice(('left', 'right', 'center'))} border=0>{cell}</table>")
            case Enclosure(href=href, label=label):
                out.append(f"<p>{face}<a href={href}>{esc(label)}</a></font>")
    return "\n".join(out)


def divs(blocks: Iterable[Block], rng: Random) -> str:
    """A browser's own editing surface: a div a line, spans with styles."""
    out = []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(f'<div style="text-align: justify;">{inline(block, rng)}</div>')
            case Heading(text=text):
                out.append(f'<div><span style="font-weight: bold;">{esc(text)}</span></div>')
            case Quote(text=text):
                out.append(f'<div style="margin-left: 40px; font-style: italic;">{esc(text)}</div>')
            case Bullets(entries=entries):
                out.append("<ul>" + "".join(f"<li>{esc(entry)}</li>" for entry in entries) + "</ul>")
            case Table():
                out.append(grid(block, '<table style="width: 95%;" border="1">'))
            case Picture(src=src, caption=caption):
                below = f'<div style="font-size: 11px;">{esc(caption)}</div>' if caption else ""
                out.append(f'<div align="center"><img src="{src}" alt="" />{below}</div>')
            case Enclosure(href=href, label=label):
                out.append(f'<div><a href="{href}">{esc(label)}</a></div>')
        out.append("<div><br></div>" if rng.random() < 0.4 else "")
    return "\n".join(out)
