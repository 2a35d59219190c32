"""import_legacy_news: bring a mirror of an old portal into this site."""

from __future__ import annotations

import re
import time
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_district_news import conf
from wagtail_district_news.importer.checks import INSTALL, missing_parsers
from wagtail_district_news.importer.messages import message_of, number, said

EVERY_SECONDS = 10  # how often a log that is no terminal gets a line


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Import a mirror of an old portal (a folder or a zip) as news pages. Run it again at any time."
        )

    def add_arguments(self, parser):
        parser.add_argument(
            "source", metavar=_("SOURCE"), help=_("mirror folder as wget or HTTrack leave it, or a zip of it")
        )
        parser.add_argument(
            "--into", required=True, metavar=_("PAGE"), help=_("page id, or the path of its URL: /news/")
        )
        parser.add_argument(
            "--profile",
            metavar=_("FILE"),
            help=_("profile of the portal's template (TOML); else a built-in one, or one that is learned"),
        )
        parser.add_argument(
            "--base-url", default="", metavar=_("ADDRESS"), help=_("the portal's old address")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("say what would be done, and write nothing")
        )
        parser.add_argument("--draft", action="store_true", help=_("leave the pages unpublished"))
        parser.add_argument("--owner", metavar=_("USER"), help=_("user name of the owner of the pages"))
        parser.add_argument("--limit", type=_count, metavar="N", help=_("stop after N files"))
        parser.add_argument("--report", type=Path, metavar=_("FILE"), help=_("write FILE.json and FILE.txt"))
        parser.add_argument(
            "--fail-fast", action="store_true", help=_("stop at the first error, with its traceback")
        )
        parser.add_argument(
            "--undated",
            choices=["import", "draft", "skip"],
            default="import",
            help=_("pages without a readable date"),
        )
        parser.add_argument(
            "--suspicious-dates",
            choices=["keep", "undated"],
            default="keep",
            help=_(
                "dates that one minute shares with more than a fifth of the site: keep, or treat as undated"
            ),
        )
        parser.add_argument(
            "--collection", default="Legacy import", metavar=_("NAME"), help=_("for images and documents")
        )
        parser.add_argument(
            "--default-category", default="", metavar=_("NAME"), help=_("for pages that name none")
        )
        parser.add_argument(
            "--recreate", action="store_true", help=_("make pages again that were deleted since")
        )

    def handle(self, *args, **given):
        if missing := missing_parsers():
            raise CommandError(
                _("%(names)s is not installed. Run: %(install)s") % {"names": missing[0], "install": INSTALL}
            )
        from wagtail_district_news.extraction.sources import SourceError, open_source
        from wagtail_district_news.importer.options import ImportSetupError

        parent, options = find_page(given["into"]), read_options(given)
        _check_report(given["report"])
        try:
            with open_source(given["source"]) as source:
                summary = self._run(source, parent, options, given)
        except (SourceError, ImportSetupError) as error:
            raise CommandError(said(message_of(error))) from error
        self._say(summary, given["report"])
        if summary.failed:
            raise SystemExit(1)

    def _run(self, source: Any, parent: Any, options: Any, given: dict[str, Any]) -> Any:
        from wagtail_district_news.importer.ledger import elsewhere
        from wagtail_district_news.importer.pipeline import SiteImport
        from wagtail_district_news.importer.plan import SitePlan

        progress = Progress(self.stderr)
        kind = SitePlan if given["dry_run"] else SiteImport
        run = kind(source, parent, options, progress)
        self.stdout.write(
            _("%(source)s: %(count)s pages, profile “%(profile)s”, old address %(address)s")
            % {
                "source": given["source"],
                "count": number(source.count()),
                "profile": run.portal.profile.name,
                "address": run.portal.base_url or _("unknown (give it with --base-url)"),
            }
        )
        if run.portal.learned is not None:
            self._tell_learned(run.portal.learned, given["report"])
        if (page := elsewhere(run.portal.name, run.portal.target.page)) is not None:
            self.stderr.write(_elsewhere(page))
        told = False
        for _outcome in run.outcomes():
            if not told and getattr(run, "others", None):
                told = True
                progress.clear()
                self.stderr.write(_another(run.others[0]))
        progress.clear()
        return run.summary

    def _tell_learned(self, learned: Any, report: Path | None) -> None:
        """Say that the profile was learned, what is not sure of it, and where it is kept."""
        from wagtail_district_news.importer.learned import keep_profile

        self.stdout.write(_from_pages(learned.report.learned_from))
        for doubt in learned.report.doubts:
            self.stderr.write(f"!! {said(doubt.message)}")
        if report is None:
            self.stdout.write(_("It is not kept. Give --report FILE, and it is kept beside the report."))
            return
        path, other = keep_profile(report, learned)
        if other is not None:
            self.stderr.write(_standing_profile(other))
        self.stdout.write(
            _("It is kept in %(path)s. Look at it, mend it, and name it in the next run: --profile %(path)s")
            % {"path": path}
        )

    def _say(self, summary: Any, report: Path | None) -> None:
        from wagtail_district_news.importer.report import summary_lines, write_report

        self.stdout.write("\n".join(summary_lines(summary)))
        if report is not None:
            paths = write_report(report, summary)
            self.stdout.write(_("Report: %(paths)s") % {"paths": ", ".join(map(str, paths))})


class Progress:
    """One line that is written over on a terminal; an occasional line in a log."""

    def __init__(self, stream: Any):
        self.stream = stream
        self.terminal = bool(getattr(stream, "isatty", lambda: False)())
        self.last = time.monotonic()
        self.shown = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        wait = 0.1 if self.terminal else EVERY_SECONDS
        if time.monotonic() - self.last < wait and not (self.terminal and done == total):
            return
        self.last = time.monotonic()
        line = f"{self.names().get(stage, stage)} {number(done)}/{number(total)}"
        if self.terminal:
            self.stream.write("\r" + line.ljust(self.shown), ending="")
            self.stream.flush()
            self.shown = len(line)
        else:
            self.stream.write(line)

    def names(self) -> dict[str, str]:
        """Return what the stages are called."""
        return {
            "learn": _("Learning"),
            "check": _("Trying the profile"),
            "survey": _("Surveying"),
            "pages": _("Importing"),
            "links": _("Links"),
            "index": _("Indexing"),
        }

    def clear(self) -> None:
        """Leave a clean line for what is written next."""
        if self.terminal and self.shown:
            self.stream.write("\r" + " " * self.shown + "\r", ending="")
            self.shown = 0


def find_page(into: str) -> Any:
    """Return the page of an id or of a URL path. CommandError says what to do."""
    page_model = conf.page_model()
    if not into.strip():
        page = None  # a shell variable that is not set is no wish for the front page
    else:
        page = page_model.objects.filter(pk=int(into)).first() if into.isdigit() else _page_of_path(into)
    if page is None:
        raise CommandError(
            _(
                "There is no page %(into)s. Give the number in the address of its edit page, or its URL path like /news/."
            )
            % {"into": into.strip() or "“”"}
        )
    return page.specific


def _page_of_path(into: str) -> Any | None:
    """Return the page that readers find at an address, else the one at this path below a site's root page."""
    from wagtail.models import Site

    parts = urlsplit(into)
    names = [name for name in unquote(parts.path).split("/") if name]
    sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))
    if parts.hostname:
        sites = [site for site in sites if site.hostname == parts.hostname] or sites
    found = _page_of_address(names, sites)
    if found is not None:
        return found
    path = "".join(f"{name}/" for name in names)
    pages = conf.page_model().objects
    below = (pages.filter(url_path=f"{site.root_page.url_path}{path}").first() for site in sites)
    return next(filter(None, below), None) or pages.filter(url_path=f"/{path}").first()


def _page_of_address(names: list[str], sites: list[Any]) -> Any | None:
    """Return the page whose address has these parts, of the first site that has one; a language may be the first."""
    fronts = [front for site in sites for front in site.root_page.get_translations(inclusive=True)]
    named = conf.page_model().objects.filter(slug=names[-1]).order_by("path") if names else ()
    at = {}
    for page in (*fronts, *named):
        site_id, _root_url, address = page.get_url_parts() or (None, "", None)
        if address and [name for name in unquote(address).split("/") if name] == names:
            at.setdefault(site_id, page)
    return next((at[site.pk] for site in sites if site.pk in at), None)


def read_options(given: dict[str, Any]) -> Any:
    """Return ImportOptions from the command's arguments. CommandError says what is wrong with them."""
    from wagtail_district_news.extraction.profile import ProfileError, load_profile
    from wagtail_district_news.importer.options import ImportOptions

    base_url = given["base_url"]
    if base_url and not base_url.lower().startswith(("http://", "https://")):
        base_url = f"http://{base_url}"
    _check_address(given["base_url"], base_url)
    try:
        profile = load_profile(Path(given["profile"])) if given["profile"] else None
    except ProfileError as error:
        raise CommandError(said(message_of(error))) from error
    return ImportOptions(
        profile=profile,
        base_url=base_url,
        draft=given["draft"],
        owner=_owner(given["owner"]),
        limit=given["limit"],
        fail_fast=given["fail_fast"],
        collection=given["collection"],
        default_category=given["default_category"],
        undated=given["undated"],
        suspicious_dates=given["suspicious_dates"],
        recreate=given["recreate"],
    )


def _owner(name: str | None) -> Any | None:
    if not name:
        return None
    users = get_user_model()
    user = users._default_manager.filter(**{users.USERNAME_FIELD: name}).first()
    if user is None:
        raise CommandError(
            _("There is no user “%(name)s”. Make one in Settings > Users, or leave --owner out.")
            % {"name": name}
        )
    return user


def _check_address(given: str, address: str) -> None:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    if address and (not host or re.search(r"\s", address)):
        raise CommandError(
            _(
                "--base-url %(given)s is no address. Give the portal's old one, like http://www.portal.example/."
            )
            % {"given": given}
        )


def _check_report(report: Path | None) -> None:
    if report is not None and report.is_dir():
        raise CommandError(
            _("--report %(path)s is a folder. Give a file in it, such as %(example)s.")
            % {"path": report, "example": report / "import"}
        )
    if report is not None and not report.resolve().parent.is_dir():
        raise CommandError(
            _("The folder of --report %(path)s does not exist: make it first.") % {"path": report}
        )


def _elsewhere(page: Any) -> str:
    return _(
        "Pages of this portal stand below “%(title)s” (%(id)s), where an earlier import put them. They stay there: no "
        "page is made twice."
    ) % {"title": page.title, "id": page.pk}


def _from_pages(count: int) -> str:
    return ngettext(
        "No built-in profile reads this portal: learned one from %(number)s page.",
        "No built-in profile reads this portal: learned one from %(number)s pages.",
        count,
    ) % {"number": number(count)}


def _standing_profile(path: Path) -> str:
    return _(
        "%(path)s says something else, and stays as it is: this run does not use it. If you have mended it, name it "
        "with --profile %(path)s."
    ) % {"path": path}


def _another(run: Any) -> str:
    return _(
        "Another import of this portal is running, or was killed less than a minute ago (run %(number)s, since "
        "%(since)s). That is safe: every page is made once, by whichever comes first."
    ) % {"number": run.pk, "since": f"{run.started_at:%Y-%m-%d %H:%M} UTC"}


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ArgumentTypeError(_("give a whole number from 1 on, not %(value)s") % {"value": value})
    return int(value)
