"""No word for people stands in the code or the templates without a mark for translation."""

import pytest

from tests.quality import PACKAGE, REPOSITORY
from tests.quality.unmarked import fits, in_file, unmarked

EXCEPTIONS = {  # "file: part of the text" -> why it stays as it is
    "wagtail_district_news/api/v3_router.py": "the API's own description: one document for programmers, in English",
    "wagtail_district_news/apps.py: 'wagtail_district_news'": "the name of the app",
    "wagtail_district_news/importer/apps.py: 'wagtail_district_news_importer'": "the name of the app",
    "wagtail_district_news/importer/checks.py: WAGTAIL_DISTRICT_NEWS": "a line of code to write into the settings",
    "example_site/home/apps.py: 'home'": "the name of the app",
    "example_site/legacy_portal/": "writes the sample portal, for programmers; it is no part of any site",
}


@pytest.fixture(scope="module")
def found():
    return unmarked(REPOSITORY)


def test_no_word_for_people_is_unmarked(found):
    assert [each for each in found if not any(fits(each, exception) for exception in EXCEPTIONS)] == []


def test_every_exception_is_needed(found):
    assert [exception for exception in EXCEPTIONS if not any(fits(each, exception) for each in found)] == []


BREAKS = [
    ("models/articles.py", '_("lead")', '"lead"'),
    ("models/articles.py", 'help_text=_("Who wrote it.")', 'help_text="Who wrote it."'),
    ("blocks/words.py", 'label=_("', 'label=("'),
    ("checks.py", '_("%(value)s is no StreamBlock class.")', '"%(value)s is no StreamBlock class."'),
    ("checks.py", 'hint=_("Make it one.")', 'hint="Make it one."'),
    ("api/parameters.py", '_("from lies after to")', '"from lies after to"'),
    ("importer/models.py", 'NEW = "new", _("new")', 'NEW = "new", "new"'),
    ("importer/views.py", 'page_title = _("Legacy imports")', 'page_title = "Legacy imports"'),
    ("importer/views.py", '"path": _("File")', '"path": "File"'),
    (
        "importer/management/commands/import_legacy_news.py",
        'help=_("for pages that name none")',
        'help="for none"',
    ),
    ("extraction/limits.py", 'say("the file is empty")', '"the file is empty"'),
    ("extraction/shell.py", 'tell("stopped")', '"stopped"'),
    ("extraction/explain.py", 'yield tell("BODY")', 'print(f"BODY {1}")'),
    ("extraction/explain.py", 'yield tell("BODY")', "yield f\"{tell('BODY')}\""),
    (
        "viewsets.py",
        "from django.utils.translation import gettext_lazy as _",
        "from django.utils.translation import gettext as _",
    ),
    ("templates/wagtail_district_news/includes/search_form.html", "</form>", "</form><p>No results</p>"),
    ("templates/wagtail_district_news/includes/search_form.html", "<form", '<form aria-label="Search form"'),
]


@pytest.mark.parametrize(("name", "marked", "bare"), BREAKS)
def test_what_is_unmarked_is_found(tmp_path, name, marked, bare):
    path = tmp_path / "wagtail_district_news" / name
    path.parent.mkdir(parents=True)
    whole = (PACKAGE / name).read_text("utf-8")
    path.write_text(whole, "utf-8")
    before = in_file(tmp_path, path)
    assert marked in whole
    path.write_text(whole.replace(marked, bare, 1), "utf-8")
    assert len(in_file(tmp_path, path)) > len(before)
