"""python -m example_site.legacy_portal OUT [--zip]"""

from __future__ import annotations

import argparse
from pathlib import Path

from .generate import generate


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m example_site.legacy_portal",
        description="Write a sample legacy portal: OUT/mirror/ as a crawler leaves it, and OUT/truth.json.",
    )
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--zip", action="store_true", help="also write OUT/mirror.zip")
    parser.add_argument(
        "--names",
        choices=("unix", "windows"),
        default="",
        help="how file names spell ? and : (default: this system's way)",
    )
    asked = parser.parse_args()
    done = generate(asked.out, asked.zip, asked.names)
    counts = f"{done.articles} articles, {done.notices} notices, {done.listings} listings"
    print(f"{counts} in {done.files} files: {done.mirror}")
    print(f"What an import should find: {done.truth}")


if __name__ == "__main__":
    main()
