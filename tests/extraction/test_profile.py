"""Profiles: read, refused with a plain reason, written out again, and hashed by what they mean."""

from dataclasses import replace
from pathlib import Path

import pytest

from wagtail_district_news.extraction.profile import (
    Furniture,
    Profile,
    ProfileError,
    Slot,
    Template,
    builtin_profiles,
    load_profile,
    parse_profile,
    to_toml,
)

SMALL = """
format = 1
name = "small"
[[template]]
name = "article"
match = ["h1"]
[template.title]
select = ["h1"]
"""


def test_a_small_profile_has_defaults():
    profile = parse_profile(SMALL)
    assert (profile.timezone, profile.date_order, profile.notice_length) == ("UTC", "auto", 120)
    assert profile.templates[0].slot("title").select == ("h1",)
    assert not profile.templates[0].slot("lead")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("name = ", "", "is not TOML"),
        (SMALL.replace("format = 1", "format = 2"), "format", "reads only 1"),
        (SMALL.replace('name = "small"', ""), "name", "is missing"),
        (SMALL.replace('name = "small"', "name = 3"), "name", "must be a string"),
        ('format = 1\nname = "x"', "template", "needs at least one"),
        (SMALL.replace('match = ["h1"]', ""), "template[1].match", "at least one CSS selector"),
        (SMALL.replace('match = ["h1"]', 'match = ["h1 >"]'), "template[1].match", "no selector"),
        (SMALL.replace('match = ["h1"]', "match = [1]"), "template[1].match", "list of strings"),
        (SMALL + "selct = ['b']", "template[1].title.selct", "not a key that can stand here"),
        (SMALL + "pattern = '('", "template[1].title.pattern", "no regular expression"),
        (SMALL + "take = 'any'", "template[1].title.take", "must be one of first, last, all"),
        (SMALL + "part = 1.5", "template[1].title.part", "whole number"),
        (SMALL + "confidence = 2", "template[1].title.confidence", "from 0 to 1"),
        (SMALL + "[[furniture]]\nname = 'x'", "furniture[1].select", "at least one CSS selector"),
        (SMALL + "[site]\ntimezone = 'Nowhere'", "site.timezone", "name of a time zone"),
        (SMALL + "[site]\ndate_order = 'ymd'", "site.date_order", "must be one of auto, dmy, mdy"),
        (SMALL + "[furniture]\nname = 'x'", "furniture", "[[furniture]]"),
        (SMALL.replace("[template.title]", "[template.lead]"), "template[1].title", "needs [template.title]"),
    ],
)
def test_a_wrong_profile_says_what_is_wrong_and_where(text, key, reason):
    with pytest.raises(ProfileError) as caught:
        parse_profile(text, "my.toml")
    assert caught.value.key.endswith(key.rpartition(".")[2]) and caught.value.key == key
    assert str(caught.value).startswith("my.toml") and reason in str(caught.value)


def test_a_misspelt_slot_is_told_all_slots_there_are():
    with pytest.raises(
        ProfileError, match=r"titel is not a key .* attachments, body, byline, .* title, view_count"
    ):
        parse_profile(SMALL.replace("[template.title]", "[template.titel]"))


def test_a_missing_or_unreadable_file_is_named(tmp_path):
    with pytest.raises(ProfileError, match=r"none\.toml cannot be read"):
        load_profile(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match=r"bad\.toml cannot be read"):
        load_profile(tmp_path / "bad.toml")


def everything():
    slot = Slot(
        select=("h1.a", "[x='\"']"), take="all", label=("Views:", 'a "b"'), strip_start=("x",), strip_end=("\\",),
        pattern=r"(\d+)'\s", separator=" > ", part=-1, attribute="content", cells=("td",), without=("i",),
        absent=("Root",), lines="any", reach="title", until=("Other news:", 'a "b"\\'), confidence=0.75,
        samples=("Đảng\n\tbộ", "x" * 120),
    )  # fmt: skip
    furniture = Furniture("menu", "the way 'around'", ("#m", ".n"), ("Back", "to the top" * 20))
    template = Template("a", "article", ("h1",), ("h9",), (("title", slot), ("body", slot)), (furniture,))
    return Profile(
        name="all",
        description="every option",
        language="vi",
        timezone="Asia/Ho_Chi_Minh",
        date_order="mdy",
        short_years=True,
        base_url="http://x.example/",
        notice_length=5,
        visitor_count=slot,
        pictures=("/i/new.gif", "b.png" * 30),
        learned_from=300,
        templates=(template,),
        furniture=(furniture, Furniture("lines", texts=("Top",))),
    )


def test_the_profile_of_every_option_leaves_no_key_at_its_default():
    profile, plain = everything(), Profile("")
    for thing, default in (
        (profile, plain),
        (profile.visitor_count, Slot()),
        (profile.furniture[0], Furniture("")),
    ):
        same = [name for name in thing.__dataclass_fields__ if getattr(thing, name) == getattr(default, name)]
        assert not same


@pytest.mark.parametrize(
    "profile", [*builtin_profiles(), everything(), parse_profile(SMALL)], ids=lambda p: p.name
)
def test_what_is_written_reads_back_equal(profile):
    text = to_toml(
        profile,
        {"": "Head\nof file", "a.title": "Found on 3 pages " * 20, "site": "s", "furniture menu": "m"},
    )
    assert parse_profile(text) == profile


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('lines = "any"', 'lines = "last"'),
        ('reach = "title"', ""),
        ('"Other news:"', '"More news:"'),
        ('"b.pngb', '"c.pngb'),
        ('texts = ["Top"]', 'texts = ["Bottom"]'),
        ("learned_from = 300", "learned_from = 3"),
    ],
)
def test_each_key_of_a_learned_profile_changes_the_hash(was, becomes):
    text = to_toml(everything())
    assert was in text
    assert parse_profile(text.replace(was, becomes)).hash != everything().hash


def test_a_learned_slot_that_is_no_longer_sure_changes_what_is_read_and_so_the_hash():
    learned = SMALL + "[template.date]\nselect = ['.d']\nconfidence = {}\n[site]\nlearned_from = 9"
    sure, surer, unsure = (parse_profile(learned.format(share)).hash for share in (0.85, 0.95, 0.5))
    assert sure == surer != unsure


def test_the_hash_is_of_the_meaning():
    profile = everything()
    told = replace(profile, description="other words")
    assert parse_profile("# a comment\n" + to_toml(profile)).hash == profile.hash == told.hash
    assert replace(profile, timezone="UTC").hash != profile.hash
    one, two = Template("a", match=("h1",)), Template("b", match=("h1",))
    assert replace(profile, templates=(one, two)).hash != replace(profile, templates=(two, one)).hash


def test_samples_and_confidence_do_not_count_for_the_hash():
    with_sample = SMALL + "confidence = 0.5\nsamples = ['x']"
    assert parse_profile(with_sample).hash == parse_profile(SMALL).hash
    assert parse_profile(SMALL + "strip_end = ['x']").hash != parse_profile(SMALL).hash


def test_builtin_profiles_name_no_site():
    names = [profile.name for profile in builtin_profiles()]
    assert names == ["SharePoint 2010 with Lac Viet news parts"]
    for profile in builtin_profiles():
        assert profile.base_url == "" and not any(".vn" in selector for selector in profile.selectors())


def test_the_fixture_profile_is_read_from_a_file():
    path = Path(__file__).parent / "fixtures" / "hillview" / "profile.toml"
    assert load_profile(path).name == "Hillview Borough"
