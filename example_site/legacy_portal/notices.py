"""Notices: pages that are only a document to download."""

from __future__ import annotations

import random
from datetime import datetime
from urllib.parse import quote

from . import compose, papers
from .model import BASE_URL, CATEGORY, Article, Paper, Paragraph

COUNT = 36
FOLDER = "thongbao/Attachments"


def notices() -> tuple[list[Article], dict[str, bytes]]:
    """The notices by date, and the documents they link to by mirror path."""
    texts, rng, files, out = compose.load("notices"), random.Random("notices"), {}, []
    for index, moment in enumerate(compose.dates(rng, COUNT)):
        slots = compose.Slots(random.Random(f"notice {index}"), moment.year)
        title = slots.fill(texts["titles"][index % len(texts["titles"])])
        paper = _paper(index, moment, title)
        files[paper.file] = _content(paper.file, title)
        line = texts["lines"][index % len(texts["lines"])].format(doc=paper.href)
        out.append(_article(3001 + index, title, moment.replace(second=0), paper, line))
    lost = Paper(f"{FOLDER}/1200TB.pdf", f"/{FOLDER}/1200TB.pdf", "tại đây")
    title = "Thông báo số 1200/TB-UBND về giờ làm việc mùa hè"
    moment = datetime(2013, 5, 20, 9, 15)
    out.append(
        _article(3100, title, moment, lost, f"Xem chi tiết [tại đây]({lost.href}).", traps=("lost document",))
    )
    return out, files


def _article(number: int, title: str, moment: datetime, paper: Paper, line: str, **more: object) -> Article:
    words = line.partition("[")[2].partition("]")[0]
    return Article(
        number=number,
        title=title,
        category=CATEGORY[21],
        published=moment,
        parts=(Paragraph(line),),
        papers=(Paper(paper.file, paper.href, words),),
        views=0 if number % 4 == 0 else number % 317,
        hand="breaks" if number % 5 == 0 else "plain",
        kind="notice",
        visitors=37_405_000 + number,
        **more,  # type: ignore[arg-type]
    )


def _paper(index: int, moment: datetime, title: str) -> Paper:
    """Names as people gave them: bare numbers, spaces, Vietnamese letters, other formats now and then."""
    ending = "zip" if index % 13 == 12 else "docx" if index % 9 == 8 else "pdf"
    if index % 7 == 3:
        name = f"Văn bản số {index + 10} năm {moment.year}.{ending}"
    else:
        name = f"{index + 10}-{moment:%Y%m}.{ending}"
    path = f"{FOLDER}/{name}"
    href = (f"/{quote(path)}", f"{BASE_URL}/{quote(path)}", f"../../Attachments/{name}")[index % 3]
    return Paper(path, href, title)


def _content(path: str, title: str) -> bytes:
    if path.endswith(".pdf"):
        return papers.pdf(title)
    if path.endswith(".docx"):
        return papers.docx(title)
    return papers.archive({"van-ban.txt": title.encode("utf-8"), "phu-luc.pdf": papers.pdf(title)})
