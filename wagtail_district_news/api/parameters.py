"""What a caller may ask of the news, read strictly: a wrong or unknown parameter is an error."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale

from .. import queries
from ..archive import ArchivePeriod
from ..text import fold_space

LIST_NAMES = ("category", "locale", "date", "from", "to", "search", "order", "limit", "offset")
ARCHIVE_NAMES = ("category", "locale", "year", "month")
CATEGORY_NAMES = ("locale",)
ORDERS = ("newest", "oldest")
DEFAULT_LIMIT = 20
LARGEST_NUMBER = 2**31 - 1  # what every database takes as a key or an offset
LONGEST_SEARCH = 200

_LANGUAGE = re.compile(r"[\w-]{1,100}")
_NUMBER = re.compile(r"[0-9]{1,10}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class ParameterError(ValueError):
    """A parameter that we do not take as it is; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class ListParameters:
    """A list of articles that somebody asks for. `start` and `end` are aware and half-open."""

    category: Any = None
    locale: Any = None
    start: datetime | None = None
    end: datetime | None = None
    search: str = ""
    order: str = ""
    limit: int = DEFAULT_LIMIT
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveParameters:
    """An archive that somebody asks for: years of all, months of a year, or days of a month."""

    category: Any = None
    locale: Any = None
    year: int | None = None
    month: int | None = None

    @property
    def unit(self) -> str:
        if self.month is not None:
            return "day"
        return "year" if self.year is None else "month"


@dataclass(frozen=True, slots=True)
class CategoryParameters:
    """The categories that somebody asks for: those of one language, or all."""

    locale: Any = None


def list_parameters(query, site, also: Collection[str] = (), scope=None) -> ListParameters:
    """Read a request's QueryDict; `also` are names we do not read. ParameterError if anything is wrong."""
    given = _given(query, LIST_NAMES, also)
    start, end = _bounds(given)
    return ListParameters(
        category=_category(given, site, scope),
        locale=_locale(given),
        start=start,
        end=end,
        search=_search(given),
        order=_order(given),
        limit=_limit(given),
        offset=_number(given, "offset", 0, 0, LARGEST_NUMBER),
    )


def archive_parameters(query, site, also: Collection[str] = (), scope=None) -> ArchiveParameters:
    """Read a request's QueryDict; `also` are names we do not read. ParameterError if anything is wrong."""
    given = _given(query, ARCHIVE_NAMES, also)
    year, month = (_number(given, name, None, 1, 9999) for name in ("year", "month"))
    if month is not None and year is None:
        raise ParameterError(_("month needs its year"))
    if year is not None:
        _period(given, "year" if month is None else "month", year, month)
    return ArchiveParameters(_category(given, site, scope), _locale(given), year, month)


def category_parameters(query, site, also: Collection[str] = (), scope=None) -> CategoryParameters:
    """Read a request's QueryDict; `also` are names we do not read. ParameterError if anything is wrong."""
    return CategoryParameters(_locale(_given(query, CATEGORY_NAMES, also)))


def no_parameters(query, site, also: Collection[str] = (), scope=None) -> None:
    """Refuse every parameter but `also`. ParameterError names the others."""
    _given(query, (), also)


def _given(query, names, also) -> dict[str, str]:
    unknown = sorted(set(query) - set(names) - set(also))
    if unknown:
        raise ParameterError(
            _("unknown parameter: %(names)s; allowed here: %(allowed)s")
            % {"names": ", ".join(unknown), "allowed": ", ".join(names) or _("none")}
        )
    for name in names:
        if len(query.getlist(name)) > 1:
            raise ParameterError(_("%(name)s is given more than once") % {"name": name})
    return {name: query[name] for name in names if name in query}


def _number(given, name, default, least, most) -> Any:
    if name not in given:
        return default
    if not _NUMBER.fullmatch(given[name]) or not least <= int(given[name]) <= most:
        raise ParameterError(
            _("%(name)s must be a whole number from %(least)s to %(most)s")
            % {"name": name, "least": least, "most": most}
        )
    return int(given[name])


def _limit(given) -> int:
    most = getattr(settings, "WAGTAILAPI_LIMIT_MAX", DEFAULT_LIMIT) or LARGEST_NUMBER
    return _number(given, "limit", min(DEFAULT_LIMIT, most), 1, most)


def _period(given, name, *parts) -> ArchivePeriod:
    try:
        return ArchivePeriod.from_parts(*parts)
    except ValueError as error:
        raise ParameterError(
            _("%(name)s: there is no date '%(date)s'") % {"name": name, "date": given[name]}
        ) from error


def _date(given, name) -> ArchivePeriod | None:
    if name not in given:
        return None
    match = _DATE.fullmatch(given[name])
    if match is None:
        raise ParameterError(
            _("%(name)s must be a date such as 2018-10-25, a month such as 2018-10, or a year")
            % {"name": name}
        )
    return _period(given, name, *match.groups())


def _bounds(given) -> tuple[datetime | None, datetime | None]:
    within, first, last = (_date(given, name) for name in ("date", "from", "to"))
    if first and last and first.start >= last.end:
        raise ParameterError(_("from lies after to"))
    starts = [period.start for period in (within, first) if period]
    ends = [period.end for period in (within, last) if period]
    return max(starts, default=None), min(ends, default=None)


def _search(given) -> str:
    if "search" not in given:
        return ""
    words = fold_space(given["search"])
    if not words or len(words) > LONGEST_SEARCH:
        raise ParameterError(_("search must have from 1 to %(most)s characters") % {"most": LONGEST_SEARCH})
    return words


def _order(given) -> str:
    order = given.get("order", "")
    if "order" in given and order not in ORDERS:
        raise ParameterError(_("order must be one of: %(orders)s") % {"orders": ", ".join(ORDERS)})
    return order


def _locale(given):
    code = given.get("locale")
    if code is None:
        return None
    # what could be no code is not asked for: PostgreSQL takes no NUL
    found = Locale.objects.filter(language_code=code).first() if _LANGUAGE.fullmatch(code) else None
    if found is None:
        raise ParameterError(_("locale: this site has no such language"))
    return found


def _category(given, site, scope):
    pk = _number(given, "category", None, 1, LARGEST_NUMBER)
    if pk is None:
        return None
    category = queries.category_of(site, pk, scope) if site is not None else None
    if category is None:
        raise ParameterError(_("category: this site has no such category"))
    return category
