"""`python -m benchmarks.portals OUT [--only NAME ...] [--seed N]`: write the portals as mirror folders."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.portals.press import NAMES, write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portals", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for name in arguments.only:
        print(f"{name:14} {write(name, arguments.out, arguments.seed):4} pages")


if __name__ == "__main__":
    main()
