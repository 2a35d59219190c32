"""A regional news site of nothing but divs, with class names that a build step made meaningless."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals.editors import esc, grid, inline
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.en import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import (
    Article,
    Block,
    Bullets,
    Enclosure,
    Heading,
    Page,
    Paragraph,
    Picture,
    Portal,
    Quote,
    Table,
    minute,
    truth_of,
)

_BEAT = Beat(
    ("News", "Money", "Outdoors", "Culture"), 72, datetime(2013, 5, 1), datetime(2016, 11, 1),
    picture="https://cdn.denning.example/i/{number}/640/{name}", photo_name="{number}x{nth}.jpeg", document="https://cdn.denning.example/d/{name}",
    lead=0.9, pictures=0.9, notices=0.02, attachments=0.03, signed=0.0,
)  # fmt: skip
# One map for the whole site: what each box would be called had it a name.
_C = {
    name: f"{'abcxyzq_'[n % 8]}{(n * 7919 + 4711) % 46656:x}"
    for n, name in enumerate(
        [
            "page",
            "bar",
            "main",
            "col",
            "side",
            "item",
            "head",
            "kicker",
            "title",
            "stand",
            "by",
            "time",
            "p",
            "h",
            "q",
            "li",
            "pic",
            "cap",
            "shares",
            "rel",
            "relitem",
            "promo",
            "foot",
            "talk",
            "teaser",
            "text",
            "tags",
        ]
    )
}


def _div(name: str, content: str, attributes: str = "") -> str:
    return f'<div class="{_C[name]}{" " + _C["item"] if name in ("p", "relitem") else ""}"{attributes}>{content}</div>'


def _href(article: Article) -> str:
    return f"/{article.category.lower()}/{article.slug}-{article.number}"


def _block(block: Block, rng: Random) -> str:
    match block:
        case Paragraph():
            return _div("p", inline(block, rng, "span"))
        case Heading(text=text):
            return _div("h", esc(text))
        case Quote(text=text):
            return _div("q", _div("p", esc(text)))
        case Bullets(entries=entries):
            return _div("p", "".join(_div("li", esc(entry)) for entry in entries))
        case Table():
            return _div("p", grid(block, "<table>"))
        case Picture(src=src, caption=caption):
            return _div("pic", f'<img src="{src}" alt="">' + (_div("cap", esc(caption)) if caption else ""))
        case Enclosure(href=href, label=label):
            return _div("p", f'<a href="{href}">{esc(label)}</a>')


def _promo(article: Article) -> str:
    return _div(
        "relitem",
        f'<a href="{_href(article)}"><img src="https://cdn.denning.example/i/{article.number}/120/t.jpeg" alt="">{_div("title", esc(article.title))}</a>',
    )


def _frame(title: str, content: str, written: Sequence[Article], rng: Random) -> str:
    bar = "".join(f'<div class="{_C["item"]}"><a href="/{c.lower()}">{c}</a></div>' for c in _BEAT.categories)
    side = _div("head", "Trending now") + "".join(map(_promo, others(written, rng, 6)))
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{esc(title)} | Denning Today</title><style>.{_C["bar"]}{{display:flex}}.{_C["main"]}{{display:flex;max-width:1100px}}.{_C["side"]}{{width:300px}}</style><script>(function(w){{w.dl=[{{p:"{rng.getrandbits(40):x}"}}]}})(window)</script></head><body><div class="{_C["page"]}"><div class="{_C["bar"]}"><a href="/"><img src="/l.svg" alt="Denning Today"></a>{bar}<div class="{_C["item"]}">Subscribe</div><div class="{_C["item"]}">Sign in</div></div>
<div class="{_C["main"]}"><div class="{_C["col"]}">{content}</div><div class="{_C["side"]}">{_div("promo", "Advertisement")}{side}{_div("promo", "Get the morning letter in your inbox" + '<input placeholder="you@mail">')}</div></div>
<div class="{_C["foot"]}"><div>About</div><div>Terms of use</div><div>Cookies</div><div>&copy; Denning Media Group</div></div></div></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    moment = article.published
    middle = rng.randint(1, 4)
    related = _div(
        "rel",
        _div("head", "Read also") + "".join(map(_promo, others(written, rng, rng.randint(1, 3), article))),
    )
    parts = [_block(block, rng) for block in article.blocks]
    if len(parts) > middle and rng.random() < 0.5:
        parts.insert(middle, related)
        related = ""
    shares = _div(
        "shares", "<div>Share</div><div>Tweet</div><div>Pin</div><div>" + str(rng.randint(0, 900)) + "</div>"
    )
    talk = "".join(
        _div(
            "talk",
            f"<div>{esc(rng.choice(PROSE.phrases['name']))}</div><div>{rng.randint(1, 23)} hours ago</div><div>{esc(PROSE.sentence(rng))}</div><div>Reply</div>",
        )
        for _ in range(rng.choice((0, 2, 4)))
    )
    files = "".join(_div("p", f'<a href="{e.href}">{esc(e.label)}</a>') for e in article.attachments)
    tags = _div("tags", "".join(f'<div><a href="/t/{t}">{t}</a></div>' for t in article.tags))
    head = _div("kicker", f'<a href="/{article.category.lower()}">{article.category}</a>') + _div(
        "title", esc(article.title)
    )
    stand = _div("stand", esc(article.lead)) if article.lead else ""
    stamp = _div("by", f"By {esc(article.author)}") + _div(
        "time", f"{moment:%b} {moment.day}, {moment.year} {moment:%-I:%M %p}"
    )
    order = (stand, stamp, shares)
    content = (
        head
        + "".join(order)
        + _div("text", "".join(parts) + files)
        + tags
        + related
        + _div("head", "Comments")
        + talk
    )
    page = _frame(article.title, content, written, rng)
    return Page(
        _href(article).strip("/") + ".html", page, truth_of(article, minute(moment), files_inside=True)
    )


def _teaser(article: Article) -> str:
    moment = article.published
    return _div(
        "teaser",
        _div("kicker", article.category)
        + f'<a href="{_href(article)}"><img src="https://cdn.denning.example/i/{article.number}/320/t.jpeg" alt="">{_div("title", esc(article.title))}</a>'
        + _div("stand", esc(article.teaser[:120]))
        + _div("time", f"{moment:%b} {moment.day}"),
    )


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)
    for article in written:
        yield _single(article, written, rng)
    for nth, _, part in shelves(written, 14):
        content = "".join(map(_teaser, part)) + _div("foot", f'<a href="/p/{nth + 1}">Load more</a>')
        yield Page(
            "index.html" if nth == 1 else f"p/{nth}.html", _frame("Home", content, written, rng), LISTING
        )
    for name, inside in by_category(written).items():
        content = _div("head", name) + "".join(map(_teaser, inside[:14]))
        yield Page(f"{name.lower()}.html", _frame(name, content, written, rng), LISTING)
    for name in ("about", "terms"):
        content = _div("title", name.title()) + "".join(
            _div("p", esc(PROSE.paragraph(rng))) for _ in range(4)
        )
        yield Page(f"{name}.html", _frame(name.title(), content, written, rng), OTHER)


PORTAL = Portal("hashed", "en", render)
