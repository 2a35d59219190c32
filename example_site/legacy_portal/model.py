"""What the invented portal consists of, before it is written as HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

HOST = "www.songxanh.example"
BASE_URL = f"http://{HOST}"
NAME = "Quận Sông Xanh"  # "Green River District": invented
VISITORS = 37_412_221
CAMPAIGNS = (
    "Thông điệp Vì dòng sông không rác 2018",
    "Thông điệp Rửa tay cho cả nhà 2017",
    "Thông điệp Nhường đường cho em đến trường 2018",
)


@dataclass(frozen=True)
class Category:
    """A category of the old portal: its number in addresses, its web (the first folder) and its date form."""

    number: int
    name: str
    web: str
    dates: str  # long | dotted | slashed
    texts: str = ""


CATEGORIES = (
    Category(17, "Hoạt động Đảng - Đoàn thể", "tintuc", "long", "party"),
    Category(12, "Kinh tế - Đô thị", "hoatdong", "slashed", "economy"),
    Category(14, "Văn hóa - Xã hội", "tintuc", "long", "culture"),
    Category(15, "Y tế - Giáo dục", "tintuc", "long", "health"),
    Category(19, "An ninh - Quốc phòng", "hoatdong", "slashed", "security"),
    Category(21, "Thông báo - Văn bản", "thongbao", "dotted"),
)
ROOT = Category(1, "Root", "tintuc", "long")  # what the software printed for posts without a category
CATEGORY = {category.number: category for category in (*CATEGORIES, ROOT)}


@dataclass(frozen=True)
class Paragraph:
    """Running text; `**bold**`, `[words](>2275)` links an article, `[words](/path)` anything else."""

    text: str


@dataclass(frozen=True)
class Subheading:
    text: str


@dataclass(frozen=True)
class Items:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Photo:
    """A picture: `file` its path in the mirror, `src` as the page has it, `stored` False where it is lost."""

    file: str
    src: str
    caption: str = ""
    alt: str = ""
    stored: bool = True


@dataclass(frozen=True)
class Sheet:
    """A data table. A cell may be a (text, colspan) pair."""

    rows: tuple[tuple[str | tuple[str, int], ...], ...]


@dataclass(frozen=True)
class Clip:
    url: str


Part = Paragraph | Subheading | Items | Photo | Sheet | Clip


@dataclass(frozen=True)
class Paper:
    """A document to download: its path in the mirror, the href as written, the words of its link."""

    file: str
    href: str
    title: str


@dataclass(frozen=True)
class Article:
    """One page of news of the old portal."""

    number: int
    title: str
    category: Category
    published: datetime  # naive, local time of the portal
    lead: str = ""
    parts: tuple[Part, ...] = ()
    papers: tuple[Paper, ...] = ()
    views: int | None = 0
    views_text: str = ""  # as printed, where it is not the bare number
    hand: str = "plain"  # the editor's habit, a key of hands.HANDS
    encoding: str = "utf-8"
    declared: str = "utf-8"  # what <meta> says
    kind: str = "article"
    comments: tuple[tuple[str, str], ...] = ()
    visitors: int = VISITORS
    traps: tuple[str, ...] = field(default=())
