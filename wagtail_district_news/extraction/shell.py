"""The command line: arguments, progress, and exit codes 0 (fine), 1 (pages failed), 2 (cannot be done)."""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from ..text import printable
from . import explain, jsonl
from .messages import message_of, say, tell
from .pool import MOST_JOBS, WorkerLost
from .profile import Profile, ProfileError, builtin_profiles, load_profile
from .sources import Source, SourceError, open_source
from .templates import choose_profile
from .usage import in_the_shells_language

FINE, FAILED, USAGE = 0, 1, 2
LOW_COVERAGE = 0.9


class ArgumentError(Exception):
    """An argument that cannot be meant. The message says what to give instead."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code."""
    with in_the_shells_language():
        options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except (ArgumentError, ProfileError, SourceError, WorkerLost, OSError) as error:
        print(printable(tell("error: %(reason)s", reason=message_of(error))), file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("\n" + tell("stopped"), file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m wagtail_district_news.extraction",
        description=tell("Read the HTML of a legacy portal."),
    )
    commands = parser.add_subparsers(title=tell("commands"), required=True, metavar=tell("COMMAND"))
    extract = commands.add_parser("extract", help=tell("read every page of a mirror into JSON lines"))
    extract.add_argument(
        "source",
        metavar=tell("SOURCE"),
        help=tell("the folder of a mirror (wget, HTTrack), a zip of it, or the WARC files of a crawl"),
    )
    extract.add_argument(
        "--output",
        required=True,
        type=Path,
        metavar=tell("FILE"),
        help=tell("where to write, one page a line"),
    )
    extract.add_argument(
        "--base-url",
        default="",
        metavar=tell("ADDRESS"),
        help=tell("the portal's old address, if the pages do not tell"),
    )
    extract.add_argument(
        "--jobs",
        type=int,
        default=1,
        metavar=tell("NUMBER"),
        help=tell("how many processes read pages; one if not given"),
    )
    extract.add_argument(
        "--verify",
        action="store_true",
        help=tell("count the words of each page again with another parser, and fail where the counts differ"),
    )
    extract.set_defaults(run=_extract)
    show = commands.add_parser(
        "explain", help=tell("show what fed each slot of one page, and what was dropped and why")
    )
    show.add_argument("page", type=Path, metavar=tell("PAGE"), help=tell("an HTML file"))
    show.add_argument(
        "--source",
        metavar=tell("SOURCE"),
        help=tell("the mirror it belongs to: then what recurs there is known"),
    )
    show.set_defaults(run=_explain)
    for command in (extract, show):
        command.add_argument(
            "--profile",
            type=Path,
            metavar=tell("FILE"),
            help=tell("a profile (TOML); else the best built-in one"),
        )
    return parser


def _extract(options: argparse.Namespace) -> int:
    _check_output(options.output)
    if not 1 <= options.jobs <= MOST_JOBS:
        raise ArgumentError(
            say("--jobs %(given)s cannot be: give 1 to %(most)s.", given=options.jobs, most=MOST_JOBS)
        )
    with open_source(options.source) as source:
        failed = jsonl.write(
            source,
            _profile(options, source),
            options.base_url,
            options.output,
            sys.stderr,
            options.jobs,
            options.verify,
        )
        return FAILED if failed else FINE


def _explain(options: argparse.Namespace) -> int:
    _check_page(options.page)
    if options.profile and not options.source:
        return explain.show(options.page, None, load_profile(options.profile), sys.stdout)
    with open_source(options.source or options.page.parent) as source:
        profile = _profile(options, source)
        return explain.show(options.page, source if options.source else None, profile, sys.stdout)


def _check_output(output: Path) -> None:
    """Refuse a file that cannot be written before a whole mirror is read for it."""
    if output.is_dir():
        raise ArgumentError(
            say(
                "--output %(path)s is a folder. Give a file in it, such as %(example)s.",
                path=output,
                example=output / "pages.jsonl",
            )
        )
    if not output.absolute().parent.is_dir():
        raise ArgumentError(
            say("The folder of --output %(path)s does not exist: make it first.", path=output)
        )


def _check_page(page: Path) -> None:
    """Refuse what is no single page, before its folder is searched for others like it."""
    if page.is_dir():
        raise ArgumentError(
            say("%(path)s is a folder. Give one HTML file of it; `extract` reads all of them.", path=page)
        )
    if not page.exists():
        raise ArgumentError(say("%(path)s does not exist. Give an HTML file of the mirror.", path=page))
    if zipfile.is_zipfile(page):
        raise ArgumentError(say("%(path)s is a zip. Unpack it and give one HTML file of it.", path=page))


def _profile(options: argparse.Namespace, source: Source) -> Profile:
    if options.profile:
        return load_profile(options.profile)
    profile, coverage = choose_profile(builtin_profiles(), source)
    said = tell(
        "profile: %(name)s (built in; explains %(share)s of a sample)",
        name=profile.name,
        share=f"{coverage:.0%}",
    )
    print(said, file=sys.stderr)
    if coverage < LOW_COVERAGE:
        warning = tell("warning: that is low. Write a profile for this site and give it with --profile.")
        print(warning, file=sys.stderr)
    return profile
