"""Every view of ours in the admin, light and dark: axe-core finds nothing that Wagtail's own views do not have."""

from __future__ import annotations

from itertools import chain

import pytest

from .admin_views import PLAIN, VIEWS
from .looking import DESK, PHONE, axe, fits, said

pytestmark = pytest.mark.browser

# of views that are made alike, one; the others are looked at with the long tests
SOME = [
    "campaign",
    "view counts",
    "view count",
    "views by day",
    "records",
    "most read",
    "article",
    "category, listing",
]


@pytest.mark.parametrize("view", SOME)
def test_axe_has_nothing_to_say_of_ours(admin, view):
    """Every second view in the dark."""
    one = admin(("light", "dark")[SOME.index(view) % 2])
    assert not (found := one.ours(view)), said(found)
    assert one.page.locator("html").get_attribute("class").count("w-theme-") == 1


@pytest.mark.long
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_has_nothing_to_say_of_ours_in_any_theme(admin, view, theme):
    assert not (found := admin(theme).ours(view)), said(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_has_nothing_to_say_of_the_panel_of_the_dashboard(admin, theme):
    page = admin(theme).open("/admin/")
    assert page.locator("#readership-section ol > li").count() == 5
    assert not (found := axe(page, within="#readership-section")), said(found)


def test_the_days_of_an_article_are_opened_and_read_by_keyboard(admin):
    """The line is one picture with a name; its numbers stand in the table, which a key opens."""
    page = admin("dark").open(VIEWS["views by day"][0])
    assert page.get_by_role("img", name="Views by day").count() == 1
    table = page.locator("main details table")
    assert not table.is_visible()
    page.locator("main summary").focus()
    page.keyboard.press("Enter")
    assert table.is_visible() and table.get_by_role("row").count() == 31
    assert not (found := axe(page, within="main details")), said(found)


@pytest.mark.parametrize("view", ["most read", "views by day"])
def test_what_shows_readers_fits_a_phone(admin, view):
    page = admin("light").open(VIEWS[view][0])
    page.set_viewport_size(PHONE)
    try:
        fits(page)
    finally:
        page.set_viewport_size(DESK)


def test_every_view_of_ours_answers(admin):
    """None of the addresses above is an error page, and the themes are those of the profiles."""
    one = admin("light")
    for address in {one for one, _ in chain(VIEWS.values(), ((plain, "") for plain in PLAIN.values()))}:
        answer = one.page.request.get(one.site + address.format_map(one.places))
        assert answer.status == 200 and "w-theme-light" in answer.text(), address
    dark = admin("dark")
    assert "w-theme-dark" in dark.page.request.get(dark.site + "/admin/").text()


SHOWS_ANOTHER = """(known) => {
  const frame = document.querySelector(".w-combobox-preview iframe");
  return frame && !known.includes(frame.src);
}"""


@pytest.mark.long
def test_the_chooser_of_blocks_and_every_preview(admin):
    one = admin("light")
    page = one.open(VIEWS["article, new"][0])
    page.locator(".c-sf-add-button").first.click()
    page.locator(".w-combobox__option-preview").first.wait_for()
    found = axe(page, within=".w-combobox")
    one.open(PLAIN["edit"]).locator(".c-sf-add-button").first.click()
    one.page.locator(".w-combobox__option").first.wait_for()
    known = {finding.signature for finding in axe(page, within=".w-combobox")}
    assert not (ours := [finding for finding in found if finding.signature not in known]), said(ours)

    one.open(VIEWS["article, new"][0]).locator(".c-sf-add-button").first.click()
    page.locator(".w-combobox__option-preview").first.wait_for()
    previews = page.locator(".w-combobox__option-preview")
    frames = []
    for number in range(previews.count()):
        previews.nth(number).click()
        page.wait_for_function(SHOWS_ANOTHER, arg=frames)
        frames.append(page.locator(".w-combobox-preview iframe").get_attribute("src"))
    assert len(frames) == 11
    for address in frames:
        page.goto(address)
        assert page.locator(".wdn-body > *").count(), address
        assert not (found := axe(page, within=".wdn")), said(found)
