"""check_legacy_import: what it prints, how it ends."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.importer.conftest import make_source
from wagtail_district_news.importer.invariants import INVARIANTS, Tally, find_violations
from wagtail_district_news.importer.models import ImportRecord
from wagtail_district_news.models import ArticlePage

pytestmark = pytest.mark.django_db


def check(*arguments):
    """Return (exit code, what the command printed)."""
    out = io.StringIO()
    try:
        call_command("check_legacy_import", *arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def break_digests():
    ImportRecord.objects.update(content_digest="0" * 64)


def test_a_site_without_an_import_is_whole(site, article):
    tally = Tally()
    assert list(find_violations(tally=tally)) == []
    assert set(+tally.looked) == {"tree", "url-paths", "slugs", "categories"}
    code, said = check()
    assert (code, "Everything is whole." in said) == (0, True)


def test_every_invariant_has_its_line_and_the_lines_up_columns(run):
    run(make_source(3, view_count=5))
    code, said = check()
    table = said.splitlines()[: len(INVARIANTS) + 2]
    assert code == 0 and "faults" not in said
    assert [
        line.strip().startswith(str(title))
        for line, title in zip(table[2:], INVARIANTS.values(), strict=True)
    ]
    column = table[0].index("Result")
    assert {line[column - 2 : column] for line in table} == {"  "}
    assert "3  OK" in next(line for line in table if "The ledger knows" in line)
    assert "nothing to look at" in next(line for line in table if "picture" in line)


def test_faults_are_told_with_what_to_do_and_the_command_ends_with_one(run):
    run(make_source(3))
    run.left_broken = True
    break_digests()
    ArticlePage.objects.filter(legacy_url__endswith="p0.html").update(url_path="/x/")
    code, said = check("--limit", "1")
    assert code == 1
    assert "3 faults" in said and "and 2 more; --limit 0" in said and "manage.py set_url_paths" in said
    assert "4 faults. Do what their lines say" in said
    assert check("--limit", "0")[1].count("is no longer what the import wrote") == 3


def test_machines_get_everything_as_json(run):
    run(make_source(12))
    assert json.loads(check("--json")[1])["whole"] is True
    run.left_broken = True
    break_digests()
    code, said = check("--json")
    told = json.loads(said)
    assert (code, told["whole"], len(told["violations"])) == (1, False, 12)
    assert {each["code"]: each["violations"] for each in told["invariants"]}["digests"] == 12
    assert told["violations"][0].keys() == {"code", "message", "reference"}


def test_one_portal_alone(run):
    run(make_source(2))
    run.left_broken = True
    break_digests()
    assert check("--portal", "portal.example")[0] == 1
    with pytest.raises(CommandError, match=r"Known are: portal\.example"):
        check("--portal", "portal.exampel")


@pytest.mark.parametrize("value", ["-1", "all"])
def test_a_limit_is_a_number(value):
    with pytest.raises(CommandError, match="whole number from 0"):
        check(f"--limit={value}")
