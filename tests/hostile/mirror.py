"""A mirror whose pages hold a payload in every part that a reader or an editor will see."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from tests.importer.conftest import picture
from tests.importer.mirror import PROFILE
from tests.importer.mirror import page as plain_page

from .payloads import PAYLOADS, Payload


def write_payloads(folder: Path, every: int = 1) -> Path:
    """Write a page a payload, as words, and of every so many another, as markup; return the profile's path."""
    site = folder / "portal.example"
    (site / "pics").mkdir(parents=True)
    for payload in PAYLOADS:
        name = _file_name(payload)
        (site / "pics" / name).write_bytes(picture(40 + payload.number, 30))
        for kind, text in (("words", payload.text), ("markup", payload.markup)):
            if kind == "markup" and payload.number % every:
                continue
            (site / f"{kind}-{payload.number:03}.html").write_text(_page(payload, text, name), "utf-8")
    profile = folder.parent / "payloads.toml"
    profile.write_text(PROFILE, "utf-8")
    return profile


def _file_name(payload: Payload) -> str:
    kept = payload.markup.replace("/", "_").replace("\0", "").encode()[:120].decode("utf-8", "ignore")
    return f"{payload.number} {kept}.png"


def _page(payload: Payload, text: str, picture_name: str) -> str:
    attribute = text.replace('"', "&quot;")
    image = (
        f'<img src="pics/{quote(picture_name)}" alt="{attribute}"><p align="center"><i>{payload.text}</i></p>'
    )
    return plain_page(
        "",
        f'<div class="section">{text if payload.number % 8 == 0 else "Tin"}</div><h1 class="title">Tin {payload.number} '
        f'{text}</h1><div class="date">01/10/2018 08:00 {text}</div><div class="lead">{text}</div>'
        f'<div class="views">{payload.number} {text}</div><div class="story"><p>Một hai ba bốn năm</p>{image}'
        f"<h2>{text}</h2><blockquote>{text}</blockquote><ul><li>{text}</li></ul>"
        f"<table border=1><tr><th>{text}</th><th>b</th></tr><tr><td>{text}</td><td>c</td></tr></table>"
        f'<p><a href="x" title="{attribute}">{text}</a></p>{payload.markup}</div>',
    )
