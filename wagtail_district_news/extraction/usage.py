"""argparse in the language of the shell: while a command line is read, its own words come from our catalogue."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from .messages import DOMAIN, LOCALES, say, shell_languages

# what argparse says where our commands are asked for help or misspelt; collected from here
WORDS = (
    say("usage: "),
    say("options"),
    say("positional arguments"),
    say("show this help message and exit"),
    say("%(prog)s: error: %(message)s\n"),
    say("the following arguments are required: %s"),
    say("unrecognized arguments: %s"),
    say("argument %(argument_name)s: %(message)s"),
    say("expected one argument"),
    say("invalid choice: %(value)r (choose from %(choices)s)"),
    say("ambiguous option: %(option)s could match %(matches)s"),
)


@contextmanager
def in_the_shells_language() -> Iterator[None]:
    """Let argparse, which asks the process-wide domain, speak as the rest of the command does."""
    if not shell_languages():
        yield
        return
    before = gettext.textdomain()
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(before)
