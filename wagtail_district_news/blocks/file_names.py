"""Which titles of pictures are but the names of their files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .. import text

PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|heic)$", re.IGNORECASE)
# what cameras, telephones, scanners and messengers call a picture, folded
NUMBERED = re.compile(
    r"(?:img|dsc[nf]?|dji|gopr|pict?|pxl|photo|image|scan|screen ?shot|untitled|unnamed|hinh|anh|z)?"
    r"[ _-]*\(?\d[\d _().-]*"
)
NOT_A_WORD = re.compile(r"[\d_.%-]")


def names_a_file(title: str, file: str = "") -> bool:
    """Say whether a title only names a file: "DSC_0042", "anh 1.jpg", "cau-ben-do" of `cau-ben-do_x7.jpg`.

    `file`: the path of the picture's file. A title in words is kept even if the file has the same name.
    """
    title = title.strip()
    if not title or PICTURE_FILE.search(title) or NUMBERED.fullmatch(text.fold(title)):
        return True
    if " " in title or not NOT_A_WORD.search(title):
        return False
    return _letters(PurePosixPath(file).stem).startswith(_letters(title))


def _letters(name: str) -> str:
    return text.slug(name, max_length=500).replace("-", "")
