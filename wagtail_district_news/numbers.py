"""Whole numbers as people read them."""

from __future__ import annotations

from django.utils import numberformat
from django.utils.formats import get_format


def grouped(value: object) -> str:
    """Return a whole number as the active language groups it, 37.412.221 in Vietnamese; anything else as it is.

    Django knows the sign but not the size of a group in Vietnamese, and so leaves such numbers in one piece.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    return numberformat.format(
        value,
        get_format("DECIMAL_SEPARATOR"),
        grouping=get_format("NUMBER_GROUPING") or 3,
        thousand_sep=get_format("THOUSAND_SEPARATOR"),
        force_grouping=True,
    )
