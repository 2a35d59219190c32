"""The command line: arguments, progress, and exit codes 0 (fine), 1 (pages failed), 2 (cannot be done)."""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from . import explain, jsonl
from .profile import Profile, ProfileError, builtin_profiles, load_profile
from .sources import Source, SourceError, open_source
from .templates import choose_profile

FINE, FAILED, USAGE = 0, 1, 2
LOW_COVERAGE = 0.9


class ArgumentError(Exception):
    """An argument that cannot be meant. The message says what to give instead."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except (ArgumentError, ProfileError, SourceError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m wagtail_district_news.extraction", description="Read the HTML of a legacy portal."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="read every page of a mirror into JSON lines")
    extract.add_argument(
        "source", metavar="SOURCE", help="the folder of a mirror (wget, HTTrack), or a zip of it"
    )
    extract.add_argument(
        "--output", required=True, type=Path, metavar="FILE", help="where to write, one page a line"
    )
    extract.add_argument(
        "--base-url", default="", metavar="URL", help="the portal's old address, if the pages do not tell"
    )
    extract.set_defaults(run=_extract)
    show = commands.add_parser(
        "explain", help="show what fed each slot of one page, and what was dropped and why"
    )
    show.add_argument("page", type=Path, metavar="PAGE", help="an HTML file")
    show.add_argument(
        "--source", metavar="SOURCE", help="the mirror it belongs to: then what recurs there is known"
    )
    show.set_defaults(run=_explain)
    for command in (extract, show):
        command.add_argument(
            "--profile", type=Path, metavar="FILE", help="a profile (TOML); else the best built-in one"
        )
    return parser


def _extract(options: argparse.Namespace) -> int:
    _check_output(options.output)
    with open_source(options.source) as source:
        profile = _profile(options, source)
        return FAILED if jsonl.write(source, profile, options.base_url, options.output, sys.stderr) else FINE


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
            f"--output {output} is a folder. Give a file in it, such as {output / 'pages.jsonl'}."
        )
    if not output.absolute().parent.is_dir():
        raise ArgumentError(f"The folder of --output {output} does not exist: make it first.")


def _check_page(page: Path) -> None:
    """Refuse what is no single page, before its folder is searched for others like it."""
    if page.is_dir():
        raise ArgumentError(f"{page} is a folder. Give one HTML file of it; `extract` reads all of them.")
    if not page.exists():
        raise ArgumentError(f"{page} does not exist. Give an HTML file of the mirror.")
    if zipfile.is_zipfile(page):
        raise ArgumentError(f"{page} is a zip. Unpack it and give one HTML file of it.")


def _profile(options: argparse.Namespace, source: Source) -> Profile:
    if options.profile:
        return load_profile(options.profile)
    profile, coverage = choose_profile(builtin_profiles(), source)
    print(f"profile: {profile.name} (built in; explains {coverage:.0%} of a sample)", file=sys.stderr)
    if coverage < LOW_COVERAGE:
        print(
            "warning: that is low. Write a profile for this site and give it with --profile.", file=sys.stderr
        )
    return profile
