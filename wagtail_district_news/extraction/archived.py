"""What the Internet Archive writes into a page that it plays back, taken out before anything else reads it."""

from __future__ import annotations

_TOOLBAR = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->")
_TOOLBAR_NAME = "BEGIN WAYBACK TOOLBAR INSERT"  # what holds no sign of markup is looked for the fastest
_NEVER_MARKED_UP = "FILE ARCHIVED ON"
_LONGEST_NOTE = 10_000  # characters: so near the end of a page it stands


def without_toolbar(text: str) -> str:
    """The text of a page without the toolbar and the note of the archive; any other page as it is."""
    if _TOOLBAR_NAME in text and _TOOLBAR[0] in text:
        text = _without(text, *_TOOLBAR)
    note = text.rfind(_NEVER_MARKED_UP, max(len(text) - _LONGEST_NOTE, 0))
    return _without_note(text, note) if note >= 0 else text


def _without(text: str, begin: str, end: str) -> str:
    """Without what stands between two marks. One that is never closed stays: it may hold the page."""
    kept: list[str] = []
    place = 0
    while (start := text.find(begin, place)) >= 0 and (stop := text.find(end, start)) >= 0:
        kept.append(text[place:start])
        place = stop + len(end)
    kept.append(text[place:])
    return "".join(kept)


def _without_note(text: str, note: int) -> str:
    """Without the comment behind the page that says when it was captured; its end may have been cut off."""
    start = text.rfind("<!--", 0, note)
    if start < 0 or text[start + 4 : note].strip():
        return text
    stop = text.find("-->", note)
    return text[:start] + (text[stop + 3 :] if stop >= 0 else "")
