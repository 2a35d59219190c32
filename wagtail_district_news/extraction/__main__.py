"""The shell commands of the extraction: extract and explain."""

from __future__ import annotations

import sys

from .messages import tell


def run() -> int:
    """Run a command; say what to install where a parser of the extra is missing."""
    try:
        import babel  # noqa: F401  # read on first use, and never missed: dates would be lost without a word

        from .shell import main
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in ("selectolax", "nh3", "babel"):
            raise
        install = 'pip install "wagtail-district-news[importer]"'
        said = tell("%(name)s is not installed. Run: %(install)s", name=missing, install=install)
        sys.stderr.write(said + "\n")
        return 2
    return main()


if __name__ == "__main__":
    sys.exit(run())
