"""The views of ours in the admin, those of Wagtail alone that they are like, and a person who looks at them."""

from __future__ import annotations

from .looking import DESK, Finding, axe

SNIPPETS = "/admin/snippets/wagtail_district_news"
REPORTS = "/admin/reports/legacy-imports"
# our view: where it is, and the view of Wagtail alone that it is like
VIEWS = {
    "campaigns": (f"{SNIPPETS}/campaignmessage/", "list"),
    "campaigns, of a site": (f"{SNIPPETS}/campaignmessage/?site=1", "filtered list"),
    "campaigns, none": (f"{SNIPPETS}/campaignmessage/?q=qwzx", "list"),
    "campaign, new": (f"{SNIPPETS}/campaignmessage/add/", "edit"),
    "campaign": (f"{SNIPPETS}/campaignmessage/edit/{{campaign id}}/", "edit"),
    "campaign, copy": (f"{SNIPPETS}/campaignmessage/copy/{{campaign id}}/", "edit"),
    "campaign, delete": (f"{SNIPPETS}/campaignmessage/delete/{{campaign id}}/", "delete"),
    "campaign, history": (f"{SNIPPETS}/campaignmessage/history/{{campaign id}}/", "history"),
    "campaign, usage": (f"{SNIPPETS}/campaignmessage/usage/{{campaign id}}/", "history"),
    "view counts": (f"{SNIPPETS}/viewcount/", "list"),
    "view counts, of a category": (f"{SNIPPETS}/viewcount/?category={{category id}}", "filtered list"),
    "view counts, none": (f"{SNIPPETS}/viewcount/?q=qwzx", "list"),
    "view count": (f"{SNIPPETS}/viewcount/edit/{{view count id}}/", "edit"),
    "view count, inspect": (f"{SNIPPETS}/viewcount/inspect/{{view count id}}/", "history"),
    "view count, history": (f"{SNIPPETS}/viewcount/history/{{view count id}}/", "history"),
    "most read": ("/admin/reports/most-read/", "report"),
    "most read of all time in a category": (
        "/admin/reports/most-read/?days=ever&category={category id}",
        "filtered list",
    ),
    "views by day": ("/admin/pages/{article id}/views/", "history"),
    "visitor counts": (f"{SNIPPETS}/visitorcount/", "list"),
    "visitor count": (f"{SNIPPETS}/visitorcount/edit/{{visitor count id}}/", "edit"),
    "visitor count, inspect": (f"{SNIPPETS}/visitorcount/inspect/{{visitor count id}}/", "history"),
    "visitor count, history": (f"{SNIPPETS}/visitorcount/history/{{visitor count id}}/", "history"),
    "runs": (f"{REPORTS}/runs/", "report"),
    "runs, none": (f"{REPORTS}/runs/?status=interrupted", "report"),
    "records": (f"{REPORTS}/pages/", "report"),
    "records, with losses": (f"{REPORTS}/pages/?status=new&has_losses=true", "filtered list"),
    "records, none": (f"{REPORTS}/pages/?run=99999", "report"),
    "records, wrong filter": (f"{REPORTS}/pages/?run=x", "filtered list"),
    "article": ("/admin/pages/{article id}/edit/", "edit"),
    "article, new": ("/admin/pages/add/wagtail_district_news/articlepage/{category id}/", "edit"),
    "article, history": ("/admin/pages/{article id}/history/", "page history"),
    "article, copy": ("/admin/pages/{article id}/copy/", "page copy"),
    "article, delete": ("/admin/pages/{article id}/delete/", "page delete"),
    "category": ("/admin/pages/{category id}/edit/", "edit"),
    "category, new": ("/admin/pages/add/wagtail_district_news/categoryindexpage/{category id}/", "edit"),
    "category, listing": ("/admin/pages/{category id}/", "page list"),
    "category, what may be below": ("/admin/pages/{category id}/add_subpage/", "page list"),
}
PLAIN = {
    "list": "/admin/snippets/plain/plain/",
    "filtered list": "/admin/snippets/plain/plain/?kind=a",
    "edit": "/admin/snippets/plain/plain/edit/{plain id}/",
    "delete": "/admin/snippets/plain/plain/delete/{plain id}/",
    "history": "/admin/snippets/plain/plain/history/{plain id}/",
    "report": "/admin/reports/site-history/",
    "page list": "/admin/pages/{plain page id}/",
    "page history": "/admin/pages/{plain page id}/history/",
    "page copy": "/admin/pages/{plain page id}/copy/",
    "page delete": "/admin/pages/{plain page id}/delete/",
}


class Admin:
    """The admin in the theme of a person's profile, and what axe-core says of its views."""

    def __init__(self, reader, site, places, theme):
        self.site, self.places = site, places
        self.page = reader.page(
            DESK, locale="en", reduced_motion="reduce", extra_http_headers={"X-Theme": theme}
        )
        self.known: dict[str, set[tuple[str, str]]] = {}
        self.page.goto(f"{site}/admin/login/")
        if "login" in self.page.url:
            self.page.fill("[name=username]", theme)
            self.page.fill("[name=password]", "secret")
            self.page.keyboard.press("Enter")
            self.page.wait_for_url("**/admin/")

    def open(self, address: str):
        self.page.goto(self.site + address.format_map(self.places))
        self.page.wait_for_load_state("networkidle")
        return self.page

    def ours(self, view: str) -> list[Finding]:
        """What axe-core finds in a view of ours and not in the view of Wagtail alone."""
        address, plain = VIEWS[view]
        self.open(address)
        found = axe(self.page)
        if found and plain not in self.known:
            self.open(PLAIN[plain])
            self.known[plain] = {one.signature for one in axe(self.page)}
        return [one for one in found if one.signature not in self.known[plain]]
