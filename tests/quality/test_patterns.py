"""Regular expressions that all supported versions of Python read alike."""

import re
from pathlib import Path

import wagtail_district_news

PACKAGE = Path(wagtail_district_news.__file__).parent
POSSESSIVE_GROUP = re.compile(r"[^(]\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_no_repeated_group_is_possessive():
    """Python 3.11.0 to 3.11.4 match groups wrongly that give nothing back; single signs and classes are fine."""
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in PACKAGE.rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if POSSESSIVE_GROUP.search(line)
    ]
    assert not found
    assert POSSESSIVE_GROUP.search("(?:a|b)*+") and POSSESSIVE_GROUP.search("(ab){2,}+")
