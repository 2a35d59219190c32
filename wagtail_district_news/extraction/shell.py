"""The command line: arguments, progress, and exit codes 0 (fine), 1 (pages failed), 2 (cannot be done)."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..text import printable
from . import explain, jsonl
from .documents import SourceDocument
from .learn import Learned, LearnError, study
from .learn.printed import MARK, lines
from .learn.site import SAMPLE
from .messages import message_of, render, say, tell, tell_many
from .pool import MOST_JOBS, WorkerLost
from .profile import Profile, ProfileError, load_profile
from .profile_for import LOW_COVERAGE, profile_for
from .progress import Progress
from .sources import Source, SourceError, open_source
from .usage import in_the_shells_language

FINE, FAILED, USAGE = 0, 1, 2


class ArgumentError(Exception):
    """An argument that cannot be meant. The message says what to give instead."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code."""
    with in_the_shells_language():
        options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (ArgumentError, LearnError, ProfileError, SourceError, WorkerLost, OSError) as error:
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
    _add_learn(commands)
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
    show.add_argument(
        "page", type=Path, metavar=tell("PAGE"), help=tell("an HTML file, or its path inside of SOURCE")
    )
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
            help=tell("a profile (TOML); else a built-in one that knows the pages, else one is learned"),
        )
    return parser


def _add_learn(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    learn = commands.add_parser(
        "learn", help=tell("learn from the pages of a mirror how to read them, and write a profile")
    )
    learn.add_argument(
        "source",
        metavar=tell("SOURCE"),
        help=tell("the folder of a mirror (wget, HTTrack), a zip of it, or the WARC files of a crawl"),
    )
    learn.add_argument(
        "--output",
        required=True,
        type=Path,
        metavar=tell("FILE"),
        help=tell("where to write the profile (TOML)"),
    )
    learn.add_argument(
        "--pages",
        type=_positive,
        default=SAMPLE,
        metavar="N",
        help=tell("learn from so many pages, spread over the mirror (%(count)s)", count=SAMPLE),
    )
    learn.add_argument(
        "--base-url",
        default="",
        metavar=tell("ADDRESS"),
        help=tell("the portal's old address, if the pages do not tell"),
    )
    learn.add_argument(
        "--timezone",
        type=_zone,
        default="",
        metavar=tell("ZONE"),
        help=tell("where its clock times belong, such as Asia/Ho_Chi_Minh"),
    )
    learn.add_argument("--force", action="store_true", help=tell("write over a FILE that exists"))
    learn.add_argument(
        "--json", action="store_true", help=tell("print the report as JSON instead of a table")
    )
    learn.set_defaults(run=_learn)


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(tell("give a whole number from 1 on, not %(value)s", value=value))
    return int(value)


def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key if value else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = tell("%(value)s is no time zone; give a name such as Asia/Ho_Chi_Minh", value=value)
        raise argparse.ArgumentTypeError(message) from None


def _learn(options: argparse.Namespace) -> int:
    _check_output(options.output)
    if options.output.exists() and not options.force:
        raise ArgumentError(
            say("%(path)s exists. Give another --output, or --force to write over it.", path=options.output)
        )
    with open_source(options.source) as source, Progress(sys.stderr) as progress:
        learned = study(source, options.pages, options.base_url, options.timezone, progress)
    options.output.write_text(learned.toml(str(options.output)), encoding="utf-8")
    if options.json:
        print(json.dumps(learned.report.as_data(), ensure_ascii=False, indent=1))
    else:
        _print(lines(learned.report, str(options.output), shutil.get_terminal_size((100, 24)).columns))
    return FAILED if learned.report.failed or not learned.report.has_articles else FINE


def _print(said: Iterator[str]) -> None:
    for line in said:
        print(printable(line.rstrip()))


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
    if not options.source:
        _check_page(options.page)
    elif not options.page.is_file():
        return _explain_inside(options)
    document = SourceDocument(options.page.name, options.page.read_bytes())
    if options.profile and not options.source:
        return explain.show(document, None, load_profile(options.profile), sys.stdout)
    with open_source(options.source or options.page.parent) as source:
        profile = _profile(options, source)
        return explain.show(document, source if options.source else None, profile, sys.stdout)


def _explain_inside(options: argparse.Namespace) -> int:
    """Explain a page that is named by its path inside of its source, as reports name it."""
    with open_source(options.source) as source:
        document = source.document(options.page.as_posix())
        return explain.show(document, source, _profile(options, source), sys.stdout)


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
    with Progress(sys.stderr) as progress:
        chosen = profile_for(source, progress=progress)
    if chosen.learned is not None:
        _tell_learned(chosen.learned, str(options.source or options.page.parent))
        return chosen.profile
    said = tell(
        "profile: %(name)s (built in; explains %(share)s of a sample)",
        name=chosen.profile.name,
        share=f"{chosen.coverage:.0%}",
    )
    print(said, file=sys.stderr)
    if chosen.coverage < LOW_COVERAGE:
        warning = tell("warning: that is low. Write a profile for this site and give it with --profile.")
        print(warning, file=sys.stderr)
    return chosen.profile


def _tell_learned(learned: Learned, source: str) -> None:
    """Say that a profile was learned, what it is unsure of, and how to keep it."""
    said = [
        tell_many(
            "profile: no built-in profile reads this portal; learned one from %(count)s page",
            "profile: no built-in profile reads this portal; learned one from %(count)s pages",
            learned.report.learned_from,
        ),
        *(f"{MARK} {render(doubt.message)}" for doubt in learned.report.doubts),
        tell("to keep, see and mend it: learn %(source)s --output profile.toml", source=source),
    ]
    for line in said:
        print(printable(line), file=sys.stderr)
