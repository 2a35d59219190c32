"""What the demo makes before it imports: a site, a login, campaign messages; each step says if it did."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from wagtail_district_news.models import CampaignMessage, CategoryIndexPage

from ..legacy_portal.model import CAMPAIGNS, CATEGORIES, NAME
from .models import HomePage

USER, PASSWORD = "admin", "song-xanh-2018"
MOTTO = "Tin tức, thông báo và tiếng nói của người dân bên dòng sông"  # news, notices and voices by the river

OTHER_NEWS = "Tin khác"  # other news: where the old portal named no category
INTRODUCTIONS = {  # category number -> a line under its title
    17: "Công tác Đảng, Mặt trận và các đoàn thể trên địa bàn quận.",  # Party, Front, associations
    12: "Hạ tầng, chợ búa, việc làm và mảng xanh của quận.",  # works, markets, jobs, green
    14: "Lễ hội, di sản, thể thao và những tấm lòng.",  # festivals, heritage, sport, kindness
    15: "Trường học, trạm y tế và bữa ăn an toàn.",  # schools, clinics, safe food
    19: "Giữ gìn trật tự, phòng cháy và bình yên trên sông.",  # order, fire safety, the river
    21: "Văn bản, lịch tiếp dân và thông báo của quận.",  # documents, hours, notices
}


def make_site(address: str) -> tuple[HomePage, bool]:
    """Return the home page, made the root of the default site, and whether anything had to be done."""
    home = HomePage.objects.first()
    made = home is None
    if home is None:
        side = [
            ("campaign_messages", {"heading": "", "limit": 5}),
            ("visitor_counter", {"label": "", "digits": None}),
        ]
        home = HomePage(title=NAME, slug="song-xanh", motto=MOTTO, side=side)
        Page.objects.get(depth=1).add_child(instance=home)
    parts = urlsplit(address)
    wanted = {
        "hostname": parts.hostname or "localhost",
        "port": parts.port or 80,
        "site_name": NAME,
        "root_page": home,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    differs = any(getattr(site, name, None) != value for name, value in wanted.items() if name != "root_page")
    if made or differs or site.root_page_id != home.pk:
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
        return home, True
    return home, False


def remove_welcome_page() -> bool:
    """Remove the page that Wagtail makes in an empty database, once it is no site's root."""
    found = Page.objects.filter(depth=2, slug="home").exclude(sites_rooted_here__isnull=False)
    welcome = [page for page in found if type(page.specific) is Page]
    for page in welcome:
        page.delete()
    return bool(welcome)


def make_categories(home: HomePage) -> bool:
    """Prepare the categories in the order of the menu; the import finds them by their titles."""
    standing = set(CategoryIndexPage.objects.child_of(home).values_list("title", flat=True))
    missing = [category for category in CATEGORIES if category.name not in standing]
    for category in missing:
        intro = INTRODUCTIONS[category.number]
        home.add_child(instance=CategoryIndexPage(title=category.name, intro=intro))
    return bool(missing)


def make_admin() -> bool:
    """Make the demo's superuser; one that stands keeps its password."""
    users = get_user_model()
    if users.objects.filter(**{users.USERNAME_FIELD: USER}).exists():
        return False
    users.objects.create_superuser(USER, "admin@songxanh.example", PASSWORD)
    return True


def make_campaigns() -> bool:
    """Carry over the campaign messages of the old portal."""
    missing = [text for text in CAMPAIGNS if not CampaignMessage.objects.filter(text=text).exists()]
    for text in missing:
        CampaignMessage.objects.create(text=text, sort_order=CAMPAIGNS.index(text))
    return bool(missing)
