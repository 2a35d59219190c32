"""Why nothing was written of a document: by code, or as it was said, in the language of who reads it."""

from typing import Any

from django.utils.translation import gettext_noop as _

from .messages import from_parts, said, say

# reasons that depend on more than their code (a twin's path, an error) stand where they arise
REASONS = {
    "listing": _("a listing: its articles have pages of their own"),
    "no-article": _("no article was found on the page"),
    "undated": _("it shows no date that can be read"),
    "edited": _("changed by an editor since the import"),
    "deleted": _("its page was deleted since the import; --recreate makes it again"),
    "gone": _("its old address was given up for good and answers 410; --recreate makes the page again"),
    "empty-file": _("the file is empty: the mirror never received it; fetch it again"),
    "stands-already": _(
        "a page of this site, from an import whose ledger is gone, already stands for it and says something else "
        "by now; it is left as it is"
    ),
}


def reason(code: str) -> str:
    """Return the reason of a code. KeyError if the code does not say it alone."""
    return say(REASONS[code])


def reason_of(record: Any) -> str:
    """Return why nothing was written of a document, in the active language; "" where something was."""
    if not record.reason:
        return ""
    return said(REASONS.get(record.code) or from_parts(record.reason, record.reason_parts))
