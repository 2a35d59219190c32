"""check_legacy_import: say whether what imports left behind is whole, and what to do where it is not."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_district_news.importer.management.commands.import_legacy_news import Progress
from wagtail_district_news.importer.messages import number
from wagtail_district_news.importer.tables import table

NAMED = 10  # how many violations of one kind are named where --limit says nothing else


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Check that what imports left behind is whole. Reads only; ends with 1 where something is broken."
        )

    def add_arguments(self, parser):
        parser.add_argument("--portal", metavar=_("NAME"), help=_("check the ledger of one portal alone"))
        parser.add_argument(
            "--limit",
            type=_limit,
            metavar="N",
            help=_("name N faults of each kind, not %(usual)s; 0: all") % {"usual": NAMED},
        )
        parser.add_argument(
            "--json", action="store_true", help=_("print JSON with every fault, for machines")
        )

    def handle(self, *args, **given):
        _check_portal(given["portal"])
        limit = given["limit"]
        if limit is None:
            limit = 0 if given["json"] else NAMED
        result = self._look(given["portal"], limit)
        self.stdout.write(_as_json(result) if given["json"] else "\n".join(lines(result)))
        if result.broken:
            raise SystemExit(1)

    def _look(self, portal: str | None, limit: int) -> Result:
        from wagtail_district_news.importer.invariants import Tally, find_violations

        result, progress = Result(portal, Tally()), CheckProgress(self.stderr)
        named: Counter[str] = Counter()
        for violation in find_violations(portal, progress, result.tally):
            named[violation.code] += 1
            if not limit or named[violation.code] <= limit:
                result.violations.append(violation)
        progress.clear()
        return result


@dataclass
class Result:
    """What a check found; of each kind as many violations as were asked for."""

    portal: str | None
    tally: Any
    violations: list[Any] = field(default_factory=list)

    @property
    def broken(self) -> int:
        return sum(self.tally.found.values())


class CheckProgress(Progress):
    """How far a check is."""

    def names(self) -> dict[str, str]:
        return {
            "tree": _("Page tree"),
            "ledger": _("Ledger"),
            "pages": _("Pages"),
            "links": _("Links"),
            "addresses": _("Addresses"),
            "counts": _("Counts"),
            "files": _("Files"),
        }


def lines(result: Result) -> list[str]:
    """Return what a check found for a terminal: every invariant, then the faults in plain words."""
    from wagtail_district_news.importer.invariants import INVARIANTS

    head = (_("What must hold"), _("Looked at"), _("Result"))
    rows = [
        (str(title), number(result.tally.looked[code]), _verdict(result.tally, code))
        for code, title in INVARIANTS.items()
    ]
    return [*table([head, *rows], right=(1,), head=True), *_faults(result), "", _conclusion(result)]


def _verdict(tally: Any, code: str) -> str:
    found = tally.found[code]
    if found:
        return ngettext("%(number)s fault", "%(number)s faults", found) % {"number": number(found)}
    if code in tally.skipped:
        return _("not checked: %(reason)s") % {"reason": tally.skipped[code]}
    return _("OK") if tally.looked[code] else _("nothing to look at")


def _faults(result: Result) -> list[str]:
    from wagtail_district_news.importer.invariants import INVARIANTS

    told: list[str] = []
    for code, title in INVARIANTS.items():
        named = [each for each in result.violations if each.code == code]
        if not named:
            continue
        told += ["", f"{title}:", *(f"  {each.message}" for each in named)]
        rest = result.tally.found[code] - len(named)
        if rest:
            told.append(
                "  " + _("… and %(number)s more; --limit 0 names them all") % {"number": number(rest)}
            )
    return told


def _conclusion(result: Result) -> str:
    if not result.broken:
        return _("Everything is whole.")
    return ngettext(
        "%(number)s fault. Do what its line says, then check again.",
        "%(number)s faults. Do what their lines say, from the top down, then check again.",
        result.broken,
    ) % {"number": number(result.broken)}


def _as_json(result: Result) -> str:
    from wagtail_district_news.importer.invariants import INVARIANTS

    tally = result.tally
    invariants = [
        {
            "code": code,
            "title": str(title),
            "looked_at": tally.looked[code],
            "violations": tally.found[code],
            "not_checked": tally.skipped.get(code, ""),
        }
        for code, title in INVARIANTS.items()
    ]
    plain = {
        "whole": not result.broken,
        "portal": result.portal,
        "invariants": invariants,
        "violations": [asdict(each) for each in result.violations],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _check_portal(name: str | None) -> None:
    from wagtail_district_news.importer.models import ImportRun

    if name is None:
        return
    known = sorted(set(ImportRun.objects.order_by().values_list("portal", flat=True)))
    if name not in known:
        raise CommandError(
            _("No import of a portal “%(name)s” is known. Known are: %(known)s")
            % {"name": name, "known": ", ".join(known) or _("none")}
        )


def _limit(value: str) -> int:
    if not value.isdecimal():
        raise ArgumentTypeError(_("give a whole number from 0 on, not %(value)s") % {"value": value})
    return int(value)
