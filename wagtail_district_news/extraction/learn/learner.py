"""From a source to a profile, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from statistics import median

from ...text import fold
from ..clean import picture_source
from ..dates import with_full_years
from ..decode import decode
from ..parse import Tree, parse
from ..profile_model import Profile, Slot, Template
from ..sources import Source
from . import compose
from .areas import Layout, lay_out
from .categories import Category, find_category
from .clocks import Frame
from .comments import mark_comments
from .compose import Learned
from .entries import mark_entries
from .files import find_files
from .frame import frame_of, spine_of
from .furniture import judge
from .kinds import has_place, heads_article, links_fill, own_words, seems_listing, telling_places, titles_at
from .labels import without_label
from .paths import Place
from .selectors import Selectors
from .site import SAMPLE, Site, languages_of, read_site, take_sample
from .slots import (
    Choice,
    family,
    find_byline,
    find_date,
    find_views,
    order_of_dates,
    uses_short_years,
    zone_of,
)
from .tails import cut, find_tail
from .titles import Group, group_by_title
from .trial import Trial, trial_of
from .visits import find_visits

PROSE = 60  # words of its own that make a page an article
SMALL = 6  # pages: a smaller group borrows the slots of the others


def learn(
    source: Source, most: int = SAMPLE, name: str = "", progress: Callable[[int, int], None] | None = None
) -> Profile:
    """Learn the profile of a site from its own pages. It has no template where they teach nothing.

    `progress` hears (pages read, pages to read).
    """
    files = take_sample(source.page_paths, most)
    site = read_site(source, files, lambda file: _tree(source, file), progress)
    mark_entries(site)
    comments = mark_comments(site)
    learned = _groups(site)
    articles = [part for part in learned if part.kind == "article"]
    category = _category(site, learned)
    _judge(site, learned, category, comments)
    trial = trial_of(
        ((part.layout.areas, part.dropped) for part in articles), lambda file: _tree(source, file)
    )
    return _profile(site, learned, category, trial, name or source.path.name)


def _groups(site: Site) -> list[Learned]:
    """The pages of a site by the spots of their titles, listings told from articles, with what heads each."""
    groups, _ = group_by_title(site)
    tails = {group.spot: find_tail(group) for group in groups}
    dated = {group.spot: cut(group, tails[group.spot]) for group in groups}
    languages = languages_of(site)
    named = {file: c.folded for group in groups for file, c in group.titles.items()}
    laid = [lay_out(group, site.by_file) for group in groups]
    dates = [find_date(layout, languages) for layout in laid]
    frame = Frame.of(laid, dates)
    learned = [
        part
        for layout, date in zip(laid, dates, strict=True)
        for part in _split(site, layout, frame.without(date), named, languages)
    ]
    _share_dates(learned, languages, frame)
    for part in learned:
        part.tail = tails[part.group.spot]
        inside = dated[part.group.spot]
        if part.kind == "article":
            part.date = without_label(part.date, part.layout, languages)
            if len(inside.values) >= len(part.date.values):
                part.date = inside
    return learned


def _category(site: Site, learned: list[Learned]) -> Category:
    """The category of all articles of a site; its listings are called like categories, and none like an author."""
    articles = [part for part in learned if part.kind == "article"]
    listings = {
        fold(c.text) for part in learned if part.kind == "listing" for c in part.group.titles.values()
    }
    bylines: dict[str, str] = {}
    for choice in (choice for part in articles for choice in (part.byline, part.date)):
        for file, line in choice.lines.items():
            bylines[file] = f"{bylines.get(file, '')}\n{fold(line.text[:300])}"
    authors = {id(line) for part in articles for line in part.byline.lines.values()}
    return find_category(site, [part.layout for part in articles], listings, bylines, authors)


def _judge(site: Site, learned: list[Learned], category: Category, comments: tuple[str, ...]) -> None:
    """Decide what is furniture in the articles. `comments` are the headings behind which readers speak."""
    titles = {file: c.folded for part in learned for file, c in part.group.titles.items()}
    for part in learned:
        if part.kind == "article":
            choices = (part.date.lines, part.views.lines, part.byline.lines, category.lines)
            slots = {id(line) for lines in choices for line in lines.values()}
            part.dropped = judge(site, part.layout, titles, slots)
            part.dropped.end_at(comments, part.layout)


def _tree(source: Source, file: str) -> Tree:
    return parse(decode(source.document(file)).text)


def _split(
    site: Site, layout: Layout, date: Choice, titles: dict[str, str], languages: tuple[str, ...] = ()
) -> list[Learned]:
    """Tell the listings of a group from its articles. `date` is where the group as a whole has its dates."""
    group = layout.group
    chrome = max(2, int(0.2 * len(site.sheets)))
    head = date.spots[0] if date.spots else None
    usual = median(titles_at(area) for area in layout.areas.values()) <= 1 and group.spot.sort == "line"
    lists = {f for f in group.files if seems_listing(layout.areas[f], chrome, titles, usual)}
    dated = {
        f
        for f in group.files
        if f in date.lines
        and date.by_spot.get(f) == head
        and heads_article(layout.areas[f], date.lines[f], chrome)
    }
    prosaic = [f for f in group.files if f not in lists and own_words(layout.areas[f]) >= PROSE]
    mostly = len(lists) * 10 >= len(group.files) * 6 and len(dated) * 10 < len(group.files) * 8
    linking = [f for f in group.files if links_fill(layout.areas[f])]
    if mostly or (not prosaic and not dated and (lists or len(linking) * 2 > len(group.files))):
        lists = set(group.files)
    else:
        lists -= dated
    rest = [f for f in group.files if f not in lists]
    parts: list[Learned] = []
    if lists:
        sure = [f for f in rest if f in dated or f in prosaic]
        telling = telling_places(site, sorted(lists), sure) if rest else []
        if telling:  # what has that mark, and is no article for sure, is a listing as well
            lists = {f for f in group.files if f not in sure and has_place(site, f, telling[0])}
            rest = [f for f in group.files if f not in lists]
        if telling or not rest:
            part = Learned(
                lay_out(_narrow(group, sorted(lists)), site.by_file), "listing", telling=tuple(telling[:1])
            )
            part.pages = len(lists)
            parts.append(part)
        # without a mark that tells them, extraction decides by what the page holds
    if rest:
        layout = lay_out(_narrow(group, rest), site.by_file)
        part = Learned(
            layout, "article", find_date(layout, languages), find_views(layout), find_byline(layout)
        )
        part.pages = len(rest)
        parts.append(part)
    return parts


def _share_dates(learned: list[Learned], languages: tuple[str, ...], frame: Frame) -> None:
    """Let small groups look first for the date where most pages of the site have it; none is the frame's."""
    pages: Counter[tuple[object, ...]] = Counter()
    for part in learned:
        if part.kind == "article" and part.date.spots:
            pages[family(part.date.spots[0])] += len(part.date.values)
    if not pages:
        return
    best = pages.most_common(1)[0][0]
    for part in learned:
        if part.kind == "article" and not (part.date.spots and family(part.date.spots[0]) == best):
            part.date = frame.without(find_date(part.layout, languages, best))


def _narrow(group: Group, files: list[str]) -> Group:
    return Group(group.spot, files, {file: group.titles[file] for file in files})


def _profile(site: Site, learned: list[Learned], category: Category, trial: Trial, name: str) -> Profile:
    css = Selectors(site.places, trial)
    articles = [part for part in learned if part.kind == "article"]
    templates: list[Template] = []
    taken = {
        id(line)
        for lines in (category.lines, *(c.lines for p in articles for c in (p.date, p.views, p.byline)))
        for line in lines.values()
    }
    for part in articles:
        compose.end_before_unclear(css, part, trial)
    layouts = [part.layout for part in articles]
    files = find_files(layouts)
    spine = spine_of(layouts)

    def tells(place: Place) -> bool:
        return spine.isdisjoint(css.also(place)) and not trial.swallows(css.of(place))

    values = [value for part in articles for value in part.date.values.values()]
    short = uses_short_years(values)
    order, _ = order_of_dates([with_full_years(value) for value in values] if short else values)
    language = (languages_of(site) or ("",))[0]
    for part in _in_order(css, learned):
        number = sum(known.kind == part.kind for known in templates)
        templates.append(_template(css, part, articles, category, files, trial, number))
    return Profile(
        name=name,
        language=language,
        timezone=zone_of(values, language),
        date_order=order,
        short_years=short,
        pictures=_decorative(site, articles),
        learned_from=len(site.sheets),
        visitor_count=find_visits(site, css, [part.layout for part in articles], taken),
        templates=tuple(templates),
        furniture=compose.frame_furniture(css, *frame_of(site, layouts, taken, tells)),
    )


def _in_order(css: Selectors, learned: list[Learned]) -> list[Learned]:
    """Marked listings first, then the largest; but none before one whose titles its own selector finds as well."""
    waiting = sorted(learned, key=lambda p: (p.kind != "listing" or not p.telling, -p.pages))
    order: list[Learned] = []
    while waiting:
        titles = [part.group.spot.place for part in waiting]
        free = (
            part for part in waiting if not any(title in css.also(part.group.spot.place) for title in titles)
        )
        chosen = waiting[0] if waiting[0].telling else next(free, waiting[0])
        waiting.remove(chosen)
        order.append(chosen)
    return order


def _template(
    css: Selectors,
    part: Learned,
    articles: list[Learned],
    category: Category,
    files: list[Place],
    trial: Trial,
    number: int,
) -> Template:
    title = compose.title_slot(css, part)
    match = (title.select[0], *css.any_of(part.telling))
    slots = [("title", title)]
    if part.kind == "article":
        dates = [p.date for p in sorted(articles, key=lambda p: (p is not part, -p.pages)) if p.date.spots]
        own = part.pages >= SMALL
        if dates and (part.date.spots or not own):
            chosen = [part.date] if own else dates
            slots.append(("date", compose.date_slot(css, chosen)))
        if category.where:
            slots.append(("category", compose.category_slot(css, category, trial)))
        slots.append(("body", compose.body_slot(css, part, articles)))
        views = (
            part.views if part.views.spots else next((p.views for p in articles if p.views.spots), Choice())
        )
        if files:
            slots.append(("attachments", Slot(select=css.any_of(files))))
        if part.byline.spots:
            slots.append(("byline", compose.byline_slot(css, part.byline)))
        if views.spots:
            slots.append(("view_count", compose.views_slot(css, views)))
    kind = "article" if part.kind == "article" else "listing"
    title_name = kind if number == 0 else f"{kind} {number + 1}"
    return Template(
        name=title_name,
        kind=kind,  # type: ignore[arg-type]
        match=match,
        slots=tuple(slots),
        furniture=compose.furniture_of(css, part, trial) if part.kind == "article" else (),
    )


def _decorative(site: Site, learned: list[Learned]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for part in learned:
        for area in part.layout.areas.values():
            region = area.sheet.elements[area.region]
            counts.update(
                {
                    source
                    for raw, index, _ in area.sheet.pictures
                    if region.first <= index < region.end and (source := picture_source(raw))
                }
            )
    least = max(3, 0.05 * len(site.sheets))
    return tuple(source for source, count in counts.most_common(500) if count >= least and len(source) < 500)
