"""Every public page in every state: axe-core, both colour schemes, desk and phone, large text, print, forced colours."""

from __future__ import annotations

import pytest

from .looking import DESK, LOOKS, PHONE, axe, fits, said

pytestmark = pytest.mark.browser

PLACES = [
    "home",
    "category",
    "category page 5",
    "category empty",
    "year",
    "month",
    "day",
    "day empty",
    "article",
    "article bare",
    "article imported",
    "search",
    "search results",
    "search nothing",
    "search too long",
    "date",
    "date found",
    "date empty",
    "date wrong",
    "gone",
    "not found",
]
# a site without templates has no home page of ours and no page for 404
OURS = [place for place in PLACES if place not in ("home", "not found", "article imported")]
WINDOWS = {
    "desk, light": (DESK, "light"),
    "phone, dark": (PHONE, "dark"),
    "desk, dark": (DESK, "dark"),
    "phone, light": (PHONE, "light"),
}
OPPOSITE = {"desk, light": "phone, dark", "phone, dark": "desk, light"}


def look(page, window: str) -> None:
    size, scheme = WINDOWS[window]
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)


@pytest.mark.parametrize("place", PLACES[::2])
def test_axe_has_nothing_to_say(site, places, reader, place):
    """Every rule in one window; what depends on size and colours in the opposite one."""
    window = list(OPPOSITE)[PLACES.index(place) // 2 % 2]
    page = reader.page()
    look(page, window)
    page.goto(site + places[place])
    assert not (found := axe(page)), said(found)
    fits(page)
    look(page, OPPOSITE[window])
    assert not (found := axe(page, LOOKS)), said(found)
    fits(page)


@pytest.mark.parametrize("place", ["article", "day", "gone"])
def test_axe_has_nothing_to_say_of_a_site_without_templates(dressed, places, reader, place):
    page = reader.page()
    look(page, "desk, light")
    page.goto(dressed("none") + places[place])
    assert not (found := axe(page)), said(found)
    look(page, "phone, dark")
    assert not (found := axe(page, LOOKS)), said(found)
    fits(page)


@pytest.mark.long
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("dress", ["", "none"])
def test_axe_has_nothing_to_say_in_any_window(dressed, places, reader, window, language, dress):
    address = dressed(dress)
    page = reader.page()
    page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    look(page, window)
    for place in OURS if dress else PLACES:
        page.goto(address + places[place])
        assert not (found := axe(page)), f"{place}\n{said(found)}"
        fits(page)
    page.context.clear_cookies()


# what a bare base template of Wagtail's own project leaves to its site: a landmark around the content
WITHOUT_LANDMARKS = {"region", "landmark-one-main"}


@pytest.mark.long
@pytest.mark.parametrize("place", OURS)
def test_our_part_of_a_page_is_sound_in_the_barest_template(dressed, places, reader, place):
    page = reader.page()
    look(page, "desk, light")
    page.goto(dressed("project") + places[place])
    found = [one for one in axe(page) if one.rule not in WITHOUT_LANDMARKS]
    assert not found, said(found)


# sizes


@pytest.mark.parametrize("place", ["home", "article", "month"])
def test_text_of_twice_the_size_fits(site, places, reader, place):
    page = reader.page()
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(site + places[place])
        page.add_style_tag(content="html { font-size: 200% !important; }")
        fits(page)
        assert not (cut := page.evaluate(CUT)), cut


# words that end outside of the box that hides what overflows
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
  const hidden = style.clipPath !== "none" || !one.offsetParent || one.matches("input, select, .wdn-table, iframe");
  if (!hides || hidden || !one.textContent.trim()) return false;
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("dress", ["", "none"])
def test_a_page_at_four_hundred_percent_scrolls_one_way(dressed, places, reader, dress):
    page = reader.page()
    page.set_viewport_size({"width": 320, "height": 256})
    for place in ("article", "category page 5", "month", "search results"):
        page.goto(dressed(dress) + places[place])
        fits(page)


# what readers ask of their screens


def test_in_forced_colours_what_is_current_still_shows(site, places, reader):
    page = reader.page(DESK, forced_colors="active")
    page.goto(site + places["category page 5"])
    assert page.evaluate(BORDER, ".menu a[aria-current]") != page.evaluate(
        BORDER, ".menu a:not([aria-current])"
    )
    assert page.evaluate(WEIGHT, ".wdn-pagination [aria-current]") > page.evaluate(
        WEIGHT, ".wdn-pagination a[rel]"
    )
    page.goto(site + places["day"])
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.wdn-calendar [aria-current]')).outlineStyle"
    ) == ("solid")
    digit = "getComputedStyle(document.querySelector('.wdn-counter__digit')).borderTopWidth"
    assert page.evaluate(digit) == "1px"


BORDER = "(selector) => getComputedStyle(document.querySelector(selector)).borderBottomColor"
WEIGHT = "(selector) => Number(getComputedStyle(document.querySelector(selector)).fontWeight)"


def test_nothing_moves_for_those_who_want_no_motion(site, places, reader):
    page = reader.page(DESK, reduced_motion="reduce")
    page.goto(site + places["home"])
    moving = """[...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0.01 || style.animationName !== "none";
    }).map((one) => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(moving) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("dress", ["", "none"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_without_what_nobody_can_press(dressed, places, reader, dress, scheme):
    page = reader.page()
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme=scheme)
    page.goto(dressed(dress) + places["article"])
    page.emulate_media(media="print", color_scheme=scheme)
    for part in (
        ".masthead",
        ".foot",
        ".skip",
        ".wdn-skip",
        "form",
        ".wdn-neighbours",
        ".wdn-see-more",
        "iframe",
    ):
        assert not page.locator(f"{part} >> visible=true").count(), part
    for part in ("h1", ".wdn-lead", "figure img", "figcaption", "table", ".wdn-byline"):
        assert page.locator(f"{part} >> visible=true").count(), part
    assert not (found := axe(page, ["color-contrast"])), said(found)
    black, white = page.evaluate(
        "() => [getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (black, white) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    page.emulate_media(media="screen")
