"""All portals by name, and how one is written to a folder."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from random import Random

from benchmarks.portals.values import Page, Portal

NAMES = (
    "wordpress",
    "joomla",
    "dotnetnuke",
    "liferay",
    "phpnuke",
    "fontage",
    "hashed",
    "arabic",
    "bitrix",
    "thai",
    "chinese",
    "undated",
    "bulletin",
    "drupal",
    "typo3",
    "vietnamese",
)


def portal(name: str) -> Portal:
    found: Portal = import_module(f"benchmarks.portals.{name}").PORTAL
    return found


def pages(name: str, seed: int = 1) -> list[Page]:
    """The pages of a portal; the same ones for the same seed."""
    return list(portal(name).render(Random(f"{name} {seed}")))


def write(name: str, out: Path, seed: int = 1) -> int:
    """Lay a portal out under OUT/<name>/pages with its ground_truth.jsonl; how many pages."""
    written = pages(name, seed)
    folder = out / name / "pages"
    for page in written:
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.content)
    records = (json.dumps(page.truth.record(page.path), ensure_ascii=False) for page in written)
    (out / name / "ground_truth.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
    return len(written)
