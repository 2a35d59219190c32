"""Listing, neighbours, archive counts, most read, search: the only place with clever SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import connections
from django.db.models import Count, F, Q
from wagtail.models import Locale, PageViewRestriction
from wagtail.search.query import Or, Phrase, PlainText

from . import conf, text
from .archive import FIRST_YEAR, LAST_YEAR, ArchivePeriod, PeriodCount
from .categorised import categories

NEWEST_FIRST = ("-published_at", "-pk")
OLDEST_FIRST = ("published_at", "pk")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles around one article in its category: `newer` nearest first, `earlier` nearest first."""

    newer: list = field(default_factory=list)
    earlier: list = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CategoryArticles:
    """One category and its newest articles."""

    category: object
    articles: list


# what readers may see


def hidden_paths() -> list[str]:
    """Return the tree paths of all that is private: restricted pages, aliases of them, and aliases of those."""
    # from the few restrictions to their pages: the other way round would read the whole page table
    hidden = found = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
    while found:
        aliases = conf.page_model().objects.filter(alias_of__in=found).exclude(pk__in=hidden)
        found = dict(aliases.order_by().values_list("pk", "path"))
        hidden = hidden | found
    return sorted(hidden.values())


def public(pages):
    """Return the pages of a queryset that are live and that anybody may read; costs a query or two more."""
    pages = pages.live()
    for hidden in _outermost(hidden_paths()):
        pages = pages.exclude(path__startswith=hidden)
    return pages


def _outermost(paths: Iterable[str]) -> list[str]:
    outermost: list[str] = []
    for path in paths:
        if not (outermost and path.startswith(outermost[-1])):
            outermost.append(path)
    return outermost


# lists


def articles(category=None, site=None, period: ArchivePeriod | None = None, locale=None):
    """Return live and public articles as a queryset, newest first, ties by pk; ready for a list.

    `category`: a category page; the articles of the categories below it are its own too. `site`: all trees of
    the site, translations included, unless `locale` says which. Bodies are deferred.
    """
    found = public(conf.article_model().objects.all())
    if category is not None:
        found = _in_category(found, category)
    if site is not None:
        found = _in_site(found, site)
    if locale is not None:
        found = found.filter(locale=locale)
    found = in_period(found, period)
    return found.order_by(*NEWEST_FIRST).select_related("lead_image", "category").defer("body")


def in_period(found, period: ArchivePeriod | None):
    """Return the articles of a queryset that were published in a period; all of them without one."""
    if period is None:
        return found
    return found.filter(published_at__gte=period.start, published_at__lt=period.end)


def _in_category(found, category):
    if not category.path:  # a preview of a category that was never saved
        return found.none()
    below = categories().descendant_of(category, inclusive=True)
    ids = list(below.order_by().values_list("pk", flat=True)) or [category.pk]
    # one category is by far the usual case, and equality lets the database read the index in order
    return found.filter(category_id=ids[0]) if len(ids) == 1 else found.filter(category_id__in=ids)


def _in_site(found, site):
    root = site.root_page
    trees = [root.path]
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        trees += root.get_translations().values_list("path", flat=True)
    return found.filter(reduce(or_, (Q(path__startswith=path) for path in trees)))


def shown_locale():
    """Return the locale of the page that is being shown, None on a site in one language."""
    return Locale.get_active() if getattr(settings, "WAGTAIL_I18N_ENABLED", False) else None


# neighbours


def neighbours(article, count: int = 5) -> Neighbours:
    """Return the `count` articles newer and earlier than one in its category, by (published_at, pk)."""
    if count < 1:
        return Neighbours()
    beside = _beside(article)
    at, pk = article.published_at, article.pk
    newer, earlier = Q(published_at__gt=at), Q(published_at__lt=at)
    if pk:  # the first condition is what an index serves; the second settles ties
        newer = Q(published_at__gte=at) & (newer | Q(pk__gt=pk))
        earlier = Q(published_at__lte=at) & (earlier | Q(pk__lt=pk))
    return Neighbours(
        newer=list(beside.filter(newer).order_by(*OLDEST_FIRST)[:count]),
        earlier=list(beside.filter(earlier).order_by(*NEWEST_FIRST)[:count]),
    )


def _beside(article):
    everything = articles()
    if article.category_id:
        return everything.filter(category_id=article.category_id)
    if not article.path:
        return everything.none()
    parent = article._get_parent_path_from_path(article.path)
    return everything.filter(category=None, path__startswith=parent, depth=article.depth)


def related_articles(article) -> list:
    """Return the live and public articles that an editor chose to go with one, in the editor's order."""
    chosen = getattr(article, "related_articles", None)  # a site's own class may have none
    ids = [related.article_id for related in chosen.all()] if chosen is not None else []
    found = articles().in_bulk(ids) if ids else {}
    return [found[pk] for pk in ids if pk in found]


# the archive


def archive_counts(
    category=None, year: int | None = None, month: int | None = None, site=None, locale=None, among=None
) -> list[PeriodCount]:
    """Return how many articles each year holds; each month of `year`; each day of `year` and `month`.

    Newest first, empty ones left out, by days of the site's own zone. The same articles as `articles`;
    `among`, such a list that is at hand, saves looking for what is in the category and public.
    """
    found = articles(category=category, site=site, locale=locale) if among is None else among
    periods = ArchivePeriod(year, month).parts() if year else _years(found)
    counted = [
        one for start in range(0, len(periods), 400) for one in _counts(found, periods[start : start + 400])
    ]
    return counted[::-1]


def _counts(found, periods: list[ArchivePeriod]) -> list[PeriodCount]:
    # counting ranges is faster than truncating each date, and agrees with the lists by construction
    ranges = {
        f"n{number}": Count("pk", filter=Q(published_at__gte=period.start, published_at__lt=period.end))
        for number, period in enumerate(periods)
    }
    whole = found.order_by().filter(published_at__gte=periods[0].start, published_at__lt=periods[-1].end)
    counts = whole.aggregate(**ranges).values()
    return [PeriodCount(period, count) for period, count in zip(periods, counts, strict=True) if count]


def _in_archive(found):
    # a date that some script got wrong must not break the pages of its category
    return found.filter(
        published_at__gte=ArchivePeriod(FIRST_YEAR).start, published_at__lt=ArchivePeriod(LAST_YEAR).end
    )


def _years(found) -> list[ArchivePeriod]:
    moments = _in_archive(found).select_related(None).values_list("published_at", flat=True)
    ends = [moments.order_by(*order).first() for order in (OLDEST_FIRST, NEWEST_FIRST)]
    if None in ends:
        return []
    first, last = (ArchivePeriod.containing(moment, "year").year for moment in ends)
    return [ArchivePeriod(year) for year in range(first, last + 1)]


def previous_and_next_period(
    category, period: ArchivePeriod, site=None, locale=None, among=None
) -> tuple[ArchivePeriod | None, ArchivePeriod | None]:
    """Return the nearest earlier and later period of the same length that hold an article, or None.

    `among` as in archive_counts.
    """
    found = articles(category=category, site=site, locale=locale) if among is None else among
    moments = _in_archive(found).select_related(None).values_list("published_at", flat=True)
    before = moments.filter(published_at__lt=period.start).order_by(*NEWEST_FIRST).first()
    after = moments.filter(published_at__gte=period.end).order_by(*OLDEST_FIRST).first()
    return tuple(moment and ArchivePeriod.containing(moment, period.unit) for moment in (before, after))


# choices for a front page


def most_read(category=None, site=None, count: int = 5, locale=None) -> list:
    """Return the most read articles, the old portal's views included; each has `view_total`.

    Articles that nobody read are left out.
    """
    readable = articles(category=category, site=site, locale=locale).order_by()
    counts = conf.model("ViewCount").objects.annotate(view_total=F("legacy_count") + F("own_count"))
    counts = counts.filter(view_total__gt=0, page__in=readable.values("pk")).order_by(
        "-view_total", "-page_id"
    )
    totals = dict(counts.values_list("page_id", "view_total")[:count])
    found = articles().in_bulk(totals) if totals else {}
    for pk, article in found.items():
        article.view_total = totals[pk]
    return [found[pk] for pk in totals if pk in found]


def top_categories(site, locale=None) -> list:
    """Return the live and public categories of a site that are in no other category, in tree order.

    Where one category holds all the others, as the page of the whole news does, those right below it.
    """
    found = _in_site(public(categories()), site)
    if locale is not None:
        found = found.filter(locale=locale)
    found = list(found.order_by("path"))
    top = _outermost_pages(found)
    return (_outermost_pages(found[1:]) or top) if len(top) == 1 else top


def _outermost_pages(pages: list) -> list:
    """Return those of some pages in tree order that are in no other of them."""
    top: list = []
    for page in pages:
        if not (top and page.path.startswith(top[-1].path)):
            top.append(page)
    return top


def category_of(site, pk: int):
    """Return a live and public category of a site, of whatever class, or None."""
    found = _in_site(public(categories()), site).filter(pk=pk).first()
    return found and found.specific


def latest_by_category(site, count: int = 5, locale=None) -> list[CategoryArticles]:
    """Return each top category of a site with its newest articles, those of the categories below it included.

    Constant in queries. Without `locale`: that of the page being shown. Empty categories are left out.
    """
    locale = locale or shown_locale()
    every = list(_in_site(categories(), site).order_by("path"))
    found = articles(site=site, locale=locale)
    newest = list(found.filter(pk__in=_newest_of_each(found, every, count)))
    chosen = (
        CategoryArticles(top, [one for one in newest if one.category.path.startswith(top.path)][:count])
        for top in top_categories(site, locale)
    )
    return [entry for entry in chosen if entry.articles]


def _newest_of_each(found, parents, count: int) -> list[int]:
    """Return the pks of the newest articles of each category: one query, which reads `count` rows of each."""
    newest = [found.filter(category_id=parent.pk).values_list("pk")[:count] for parent in parents]
    if not newest or count < 1:
        return []
    connection = connections[found.db]
    compiled = [one.query.get_compiler(connection=connection).as_sql() for one in newest]
    # a window over all articles would read them all, and the ORM cannot limit the parts of a union on SQLite
    sql = " UNION ALL ".join(
        f"SELECT * FROM ({part}) AS c{number}" for number, (part, _) in enumerate(compiled)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [parameter for _, parameters in compiled for parameter in parameters])
        return [pk for (pk,) in cursor.fetchall()]


def campaign_messages(site=None, limit: int | None = None) -> list:
    """Return the campaign messages that run now on a site, in their order."""
    messages = (
        conf.model("CampaignMessage").objects.running().of_site(site).select_related("image", "link_page")
    )
    return list(messages[:limit])


# search


def search(query: str, site=None, category=None, locale=None):
    """Return the articles that hold every word of the query, best first; accents and case do not matter.

    A result set with `count()` and slices, as Wagtail's search gives. Nothing is found by an empty query.
    """
    found = articles(category=category, site=site, locale=locale or (shown_locale() if site else None))
    return search_in(found, query)


def search_in(found, query: str, by_date: bool = False):
    """Return those of a queryset of articles that hold every word: best first, or in the queryset's order."""
    folded = " ".join(text.words(text.fold(query or "")))[:200]
    if not folded:
        return found.none()
    # search takes the key by its own name only
    order = [name.replace("pk", "id") for name in found.query.order_by] if by_date else []
    wanted = PlainText(folded, operator="and")
    if " " in folded and not by_date:  # "dan van" means "dân vận" sooner than "dân … văn"
        wanted = Or([Phrase(folded), wanted])
    return found.order_by(*order).search(wanted, order_by_relevance=not by_date)
