"""A small portal of our own, as its mirror: articles, notices, lists; a menu, a counter, other news, tools."""

from pathlib import Path

TITLES = (
    "The mill wheel turns again", "Frost on the orchards", "A school bus for the hill farms",
    "Bees move into the town hall", "The choir sings for the well", "New lamps along the quay",
    "Ferry timetable for winter", "Potatoes win the harvest prize", "The library opens on Sundays",
    "Stone bridge closed for repair", "A hundred years of the bakery", "Children paint the bus stop",
    "Two owls return to the tower", "Market day moves to Friday", "Snow clearing begins at five",
)  # fmt: skip
TOPICS = ("wheel", "frost", "bus", "bees", "choir", "lamps", "ferry", "potato", "books", "stone", "bread",
          "paint", "owls", "market", "snow")  # fmt: skip
SECTIONS = ("Village", "Farms", "Culture")
NOTICES = (4, 9)


def write(folder: Path, counter=None, below=None) -> Path:
    """Write the mirror. `counter` and `below` make markup of the page's number: in a side column, under an article."""
    for number, title in enumerate(TITLES):
        body = _notice(number) if number in NOTICES else _story(number)
        others = [(number + step) % len(TITLES) for step in (1, 3, 6)]
        listed = "".join(f'<li><a href="a{one}.html">{TITLES[one]}</a></li>' for one in others)
        main = (
            f'<div class="story"><h1>{title}</h1><p class="when">{number + 1:02}/{number % 12 + 1:02}/2016 08:30</p>'
            f'<p class="section">{SECTIONS[number % 3]}</p><div class="text">{body}</div>'
            f"{below(number) if below else ''}</div>"
            f'<div class="more"><h3>Other news</h3><ul>{listed}</ul></div>'
        )
        (folder / f"a{number}.html").write_text(_page(title, main, number, counter), "utf-8")
    for place, section in enumerate(SECTIONS):
        entries = "".join(
            f'<div class="teaser"><a href="a{one}.html">{TITLES[one]}</a><p>{_sentence(one, 0)}</p></div>'
            for one in range(place, len(TITLES), 3)
        )
        page = _page(section, f'<div class="list"><h2>{section}</h2>{entries}</div>', 20 + place, counter)
        (folder / f"list{place}.html").write_text(page, "utf-8")
    return folder


def _page(title, main, number, counter):
    menu = "".join(f'<a href="list{place}.html">{section}</a> ' for place, section in enumerate(SECTIONS))
    return (
        f'<html lang="en"><head><title>{title}</title></head><body><div class="top-menu">{menu}</div>'
        f'<div class="sidebar">{counter(number) if counter else ""}<p>Water level: see the weir</p></div>'
        f'<div class="main">{main}</div><div class="tools"><a href="#">Print</a> <a href="#">E-mail</a></div>'
        '<div class="foot">© Parish of Millbrook, Weir Lane</div></body></html>'
    )


def _notice(number):
    return f'<p><a href="/files/{TOPICS[number]}.pdf">The {TOPICS[number]} rules</a></p>'


def _story(number):
    return "".join(f"<p>{_sentence(number, part)}</p>" for part in range(3))


def _sentence(number, part):
    topic = TOPICS[number]
    told = (
        f"On day {number} of the {topic} week people spoke of {topic} and of little else by the river.",
        f"Nobody could recall {number + 40} {topic} matters settled so quickly, said the warden of the {topic}.",
        f"The {topic} will be looked after by {number + 3} neighbours until the {topic} fund has been paid out.",
    )
    return told[part]
