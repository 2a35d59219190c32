"""Every string of ours stands in the Vietnamese catalogues, translated and compiled."""

import shutil

import pytest

from tests.quality import REPOSITORY, messages


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A copy of the sources with freshly collected catalogues."""
    root = tmp_path_factory.mktemp("messages")
    for top in ("wagtail_district_news", "example_site"):
        shutil.copytree(REPOSITORY / top, root / top, ignore=shutil.ignore_patterns("__pycache__", "var"))
    for app in messages.APPS:
        inner = ("importer/*", "extraction/*") if app == "wagtail_district_news" else ()
        messages.collect(root / app, ignore=inner)
    return root


def test_no_string_is_untranslated(collected):
    for catalogue in messages.catalogues(collected):
        assert messages.translated_entries(catalogue), f"{catalogue} is empty"
        assert messages.untranslated(catalogue) == [], catalogue


def test_the_committed_catalogues_are_current(collected):
    for fresh in messages.catalogues(collected):
        committed = REPOSITORY / fresh.relative_to(collected)
        assert messages.translated_entries(committed) == messages.translated_entries(fresh)


def test_the_compiled_catalogues_say_the_same():
    for catalogue in messages.catalogues(REPOSITORY):
        assert messages.translated_entries(catalogue.with_suffix(".mo")) == messages.translated_entries(
            catalogue
        )


def test_placeholders_survive_translation():
    for catalogue in messages.catalogues(REPOSITORY):
        for (_, msgid, _plural), (text, plurals) in messages.translated_entries(catalogue).items():
            for said in filter(None, [text, *dict(plurals).values()]):
                assert placeholders(said) == placeholders(msgid), msgid


def placeholders(text: str) -> set[str]:
    import re

    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}|%[sd]", text))
