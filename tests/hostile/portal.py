"""A portal of our own with everything nasty beside ordinary pages, as a folder and as zips. Always the same bytes."""

from __future__ import annotations

import os
import socket
import stat
import struct
import zipfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote

from tests.importer.mirror import article, write_mirror
from tests.importer.mirror import page as plain_page

from .files import DOCUMENTS, PICTURES
from .pages import CASES, wrap

ORDINARY = 6
HOST = "portal.example"


@dataclass
class Portal:
    """What was written: where, its profile, and how each hostile document must end, by its path."""

    folder: Path
    profile: Path
    ends: dict[str, str] = field(default_factory=dict)

    @property
    def ordinary(self) -> list[str]:
        return [f"{HOST}/bai-{number:02}.html" for number in range(ORDINARY)]


def write_portal(folder: Path) -> Portal:
    """Write the portal as a folder: ordinary pages, pages of every case, files, and what is no file at all."""
    profile = write_mirror(folder, ORDINARY)
    portal = Portal(folder, profile.rename(folder.parent / "portal.toml"))
    site = folder / HOST
    for name, case in CASES.items():
        (site / f"{name}.html").write_bytes(case.make(case.size))
        portal.ends[f"{HOST}/{name}.html"] = case.ends
    for name, (content, _code) in {**PICTURES, **DOCUMENTS}.items():
        (site / name).write_bytes(content)
    (site / "files.html").write_bytes(page_of_files())
    portal.ends[f"{HOST}/files.html"] = "new"
    _no_files(portal, site)
    return portal


def page_of_files() -> bytes:
    """A page that shows every hostile picture and links every hostile document."""
    shown = "".join(f'<p><img src="{quote(name)}" alt="{escape(name)}"></p>' for name in PICTURES)
    linked = "".join(f'<p><a href="{quote(name)}">{escape(name)}</a></p>' for name in DOCUMENTS)
    return wrap((shown + linked).encode())


def _no_files(portal: Portal, site: Path) -> None:
    outside = portal.folder.parent / "secret.html"
    outside.write_text(plain_page("", "<p>TOP SECRET</p>"))
    for name, target in {
        "leak.html": outside, "absolute.html": "/etc/passwd", "ring.html": "ring.html", "gone.html": "nothing",
        "loop": ".", "up": "../..",
    }.items():  # fmt: skip
        (site / name).symlink_to(target)
        portal.ends[f"{HOST}/{name}"] = "failed"
    os.mkfifo(site / "pipe.html")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(site)  # the name of a socket is short
        try:
            plug.bind("plug.html")
        finally:
            os.chdir(here)
    portal.ends |= {f"{HOST}/pipe.html": "failed", f"{HOST}/plug.html": "failed"}
    (site / os.fsdecode(b"t\xean l\xe1.html")).write_bytes(wrap(b"no utf-8 name"))
    portal.ends[f"{HOST}/t%EAn l%E1.html"] = "new"
    deep = site.joinpath(*["d" * 20] * 60)
    deep.mkdir(parents=True)
    (deep / "deep.html").write_bytes(wrap(b"deep down"))
    portal.ends[(deep / "deep.html").relative_to(portal.folder).as_posix()] = "new"


ZIP_NAMES = {
    "../up.html": "failed",
    "a/../../up2.html": "failed",
    "/etc/cron.d/absolute.html": "failed",
    "C:/windows/drive.html": "failed",
    "..\\back.html": "failed",
    f"{HOST}/" + "n" * 5_000 + ".html": "new",
    f"{HOST}/CON.html": "new",
    f"{HOST}/a\x1b[31mred\n.html": "new",
    f"{HOST}/\u202elmth.exe.html": "new",
    f"{HOST}/TwiN.html": "new",
    f"{HOST}/tWIn.html": "new",
    f"{HOST}/tiê\u0301ng.html": "new",
    f"{HOST}/ti\u1ebfng.html": "new",
}


def write_zip(path: Path) -> dict[str, str]:
    """Write the portal as a zip; return how each hostile entry must end."""
    ends = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(ORDINARY):
            packed.writestr(f"{HOST}/bai-{number:02}.html", article(number, ORDINARY))
        for number, (name, end) in enumerate(ZIP_NAMES.items()):
            packed.writestr(_entry(name), wrap(b"<p>entry %d</p>" % number, title=b"Entry %d" % number))
            ends[name.replace("\\", "/")] = end
        packed.writestr(_entry(f"{HOST}/link.html", stat.S_IFLNK), "/etc/passwd")
        packed.writestr(_entry(f"{HOST}/device.html", stat.S_IFCHR), "")
        packed.writestr(f"{HOST}/bomb.html", b"\0" * 8_000_000)
        packed.writestr(f"{HOST}/bomb.bin", b"\0" * 8_000_000)
        packed.writestr(f"{HOST}/nested.zip", b"PK\x05\x06" + bytes(18))
        packed.writestr(f"{HOST}/spoilt.html", wrap(b"<p>spoilt entry</p>"))
        packed.writestr(f"{HOST}/locked.html", wrap(b"<p>locked entry</p>"))
        packed.writestr(f"{HOST}/lies.html", wrap(b"<p>lies</p>" * 900))
        packed.writestr(f"{HOST}/odd.html", wrap(b"<p>odd method</p>"))
        for _ in range(2):
            packed.writestr(_entry(f"{HOST}/twice.html"), wrap(b"twice", title=b"Twice"))
    ends |= dict.fromkeys(
        (f"{HOST}/{name}" for name in ("link.html", "device.html", "bomb.html", "bomb.bin", "spoilt.html",
                                       "locked.html", "lies.html", "odd.html")), "failed",
    )  # fmt: skip
    content = bytearray(path.read_bytes())
    _spoil(content)
    path.write_bytes(content)
    return {**ends, f"{HOST}/twice.html": "new"}


def _entry(name: str, kind: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("x")
    entry.filename = name  # as it is: the constructor would put backslashes right
    entry.external_attr = (kind | 0o644) << 16 if kind else 0
    return entry


def _spoil(content: bytearray) -> None:
    """Break what the directory, or the data, says of some entries."""
    spoilt = content.index(f"{HOST}/spoilt.html".encode()) + 60
    content[spoilt] ^= 0xFF
    for name, field_at, value in (
        ("locked", 8, b"\x01\x00"),
        ("lies", 24, struct.pack("<L", 10)),
        ("odd", 10, b"\x63\0"),
    ):
        place = content.rindex(f"{HOST}/{name}.html".encode()) - 46
        content[place + field_at : place + field_at + len(value)] = value
