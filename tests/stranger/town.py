"""The stranger's two sites in two languages: who stands where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page, Site

from tests.stranger.press.models import Desk, FrontPage, Leaflet, Shelf

QUAN, PHUONG = "quan.example", "phuong.example"


@dataclass(frozen=True)
class Town:
    """The pages that stand before anything is imported or written, by their slugs."""

    quan: Any
    quan_en: Any
    phuong: Any
    phuong_en: Any
    news: Any
    sport: Any
    shelf: Any
    culture: Any
    ward_news: Any


def build() -> Town:
    """Make both sites, their front pages in both languages, and a few desks."""
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth=2).first().delete()
    root = Page.objects.get(depth=1)
    english = Locale.objects.get_or_create(language_code="en")[0]
    quan = root.add_child(instance=FrontPage(title="Quận", slug="quan"))
    phuong = root.add_child(instance=FrontPage(title="Phường", slug="phuong"))
    Site.objects.create(hostname=QUAN, root_page=quan, is_default_site=True)
    Site.objects.create(hostname=PHUONG, root_page=phuong)
    quan_en, phuong_en = (_translated(page, english) for page in (quan, phuong))
    news = quan.add_child(instance=Desk(title="Tin tức"))
    sport = news.add_child(instance=Desk(title="Thể thao"))
    shelf = news.add_child(instance=Shelf(title="Kệ", slug="ke"))
    culture = shelf.add_child(instance=Desk(title="Văn hoá"))
    quan.add_child(instance=Leaflet(title="Giới thiệu", slug="gioi-thieu", text="We are open."))
    ward_news = phuong.add_child(instance=Desk(title="Tin phường"))
    return Town(quan, quan_en, phuong, phuong_en, news, sport, shelf, culture, ward_news)


def _translated(page: Any, locale: Any) -> Any:
    copy = page.copy_for_translation(locale)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)
