"""Mutations of the portal around all pages: banners, bases, and what an archive does to them."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urljoin

from .opened import OpenPage
from .registry import FURNITURE, PAGES, over_pages

_HOST = "http://www.portal.example/"
_LINKS = (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src"))


@over_pages(FURNITURE)
def cookie_banner(page: OpenPage) -> None:
    """A long statement on cookies is the first that every page says."""
    page.prepend(
        page.body,
        f'<div class="cc-window" role="dialog"><p>{page.phrases.cookies}</p><button>OK</button></div>',
    )


@over_pages(PAGES)
def base_href(page: OpenPage) -> None:
    """A `<base>` is in the head, and every address is written from the root that it names."""
    if page.tree.head is None or page.tree.css_first("base") is not None:
        return
    for tag, name in _LINKS:
        for node in page.tree.css(f"{tag}[{name}]"):
            if full := _absolute(page, node.attributes.get(name) or ""):
                node.attrs[name] = full.removeprefix(_HOST)
    page.prepend(page.tree.head, f'<base href="{_HOST}">')


@over_pages(PAGES)
def archived(page: OpenPage) -> None:
    """The pages were taken out of the Internet Archive: all addresses rewritten, its toolbar on top."""
    stamp = f"2013{page.dice.randrange(1, 13):02}{page.dice.randrange(1, 28):02}093732"
    for tag, name in _LINKS:
        kind = {"img": "im_", "script": "js_", "link": "cs_"}.get(tag, "")
        for node in page.tree.css(f"{tag}[{name}]"):
            if full := _absolute(page, node.attributes.get(name) or ""):
                node.attrs[name] = f"/web/{stamp}{kind}/{full}"
    address = f"{_HOST}{page.path}"
    page.prepend(
        page.body,
        "<!-- BEGIN WAYBACK TOOLBAR INSERT -->\n"
        '<div id="wm-ipp-base" lang="en" style="display:none;direction:ltr;"><div id="wm-ipp"><div id="wm-ipp-inside">'
        f'<form><input type="text" name="url" value="{address}"></form><a href="/web/{stamp[:4]}*/{address}">'
        f"{page.dice.randrange(3, 40)} captures</a><div>07 Feb 2013 - 18 Nov 2021</div><table><tr><td>Jan</td>"
        f"<td><b>FEB</b></td><td>Mar</td></tr><tr><td>2012</td><td>2013</td><td>2014</td></tr></table>"
        "<span>About this capture</span></div></div></div>\n<!-- END WAYBACK TOOLBAR INSERT -->",
    )
    page.append(
        page.body, f"<!--\n     FILE ARCHIVED ON 09:37:32 Feb 07, 2013 AND RETRIEVED FROM {address}\n-->"
    )


def _absolute(page: OpenPage, address: str) -> str | None:
    """An address of this site in full; None for those that stay as they are."""
    if not address or address.startswith(
        ("#", "javascript:", "mailto:", "data:", "http:", "https:", "//", "file:")
    ):
        return None
    folder = quote(posixpath.dirname(page.path))
    try:
        return urljoin(f"{_HOST}{folder}/" if folder else _HOST, address)
    except ValueError:
        return None
