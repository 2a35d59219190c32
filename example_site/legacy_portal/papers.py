"""The documents that articles of the old portal link to: small but valid PDF, DOCX and ZIP files."""

from __future__ import annotations

import io
import textwrap
import unicodedata
import zipfile

EPOCH = (2018, 12, 31, 0, 0, 0)  # the time inside every archive: the same bytes every time


def plain(text: str) -> str:
    """Letters without accents: the standard fonts of a PDF hold no Vietnamese."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(
        letter if letter.isascii() else " " for letter in bare if not unicodedata.combining(letter)
    )


def pdf(title: str) -> bytes:
    """One page: a head, the title, a note that all of it is invented."""
    lines = ["QUAN SONG XANH", "", *textwrap.wrap(plain(title), 62), "", "Van ban mau, noi dung hu cau."]
    shown = "".join(f"({_pdf_string(line)}) Tj T*\n" for line in lines)
    content = f"BT /F1 14 Tf 20 TL 72 760 Td\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return _pdf_file(objects)


def _pdf_file(objects: list[str]) -> bytes:
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return (out + f"startxref\n{out.index('xref')}\n%%EOF\n").encode("ascii")


def _pdf_string(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def docx(title: str) -> bytes:
    """The least that a word processor opens."""
    office = "http://schemas.openxmlformats.org"
    types = (
        f'<Types xmlns="{office}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document = (
        f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        f"<w:t>{title}</w:t></w:r></w:p></w:body></w:document>"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document}
    return archive({name: (head + text).encode() for name, text in parts.items()})


def archive(files: dict[str, bytes]) -> bytes:
    """A zip of the files, in the order of their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        for name in sorted(files):
            add(bundle, name, files[name])
    return stream.getvalue()


def add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    """One file into an open zip, with a fixed time and fixed rights."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    bundle.writestr(info, content)
