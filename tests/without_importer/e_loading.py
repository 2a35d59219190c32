"""What was dumped without the importer is loaded into an empty site that never had it."""

from __future__ import annotations

from wagtail.models import Page

from tests.without_importer.b_editing import old_address, path_of
from tests.without_importer.d_commands import called, dump_path
from wagtail_district_news.models import ArticlePage


def test_the_dump_is_loaded_into_an_empty_site(noted, reader):
    called("loaddata", str(dump_path()))
    called("rebuild_references_index")
    called("update_index")
    assert "no issues" in called("check") and not any(Page.find_problems())
    pages = ArticlePage.objects.live().filter(pk__in=noted["pages"])
    assert pages
    for page in pages:
        answered = reader.get(old_address(noted, page))
        assert (answered.status_code, answered.headers["Location"]) == (301, path_of(page))
        assert reader.get(path_of(page)).status_code == 200
