"""demo: from an empty database to the district's news, in one command that may be run again."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from example_site.legacy_portal import generate
from wagtail_district_news.extraction.messages import shell_languages


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Make the example site, generate the sample legacy portal and import it. Run it again at any time."
        )

    requires_system_checks: list[str] = []  # the tables may not be there yet

    def add_arguments(self, parser):
        parser.add_argument(
            "--address",
            default="http://localhost:8000",
            metavar=_("ADDRESS"),
            help=_("where the site will be served"),
        )

    def handle(self, *args, **given):
        with translation.override(_language()):
            self._run(given["address"].rstrip("/"))

    def _run(self, address: str) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, stdout=self.stdout)
        from example_site.home import demo

        home, changed = demo.make_site(address)
        steps = [
            changed,
            demo.remove_welcome_page(),
            demo.make_categories(home),
            demo.make_admin(),
            demo.make_campaigns(),
        ]
        before = _contents()
        portal = generate.generate(settings.DATA_DIR / "legacy-portal")
        self.stdout.write(
            _(
                "The old portal: %(articles)s articles, %(notices)s notices, %(listings)s listings in %(files)s "
                "files, %(folder)s"
            )
            % {
                "articles": portal.articles,
                "notices": portal.notices,
                "listings": portal.listings,
                "files": portal.files,
                "folder": portal.mirror,
            }
            + "\n"
        )
        self._import(home, portal)
        if not any(steps) and before == _contents():
            self.stdout.write(self.style.SUCCESS(_("Nothing changed: all of it was there already.")))
        self._say_where(address, portal)

    def _import(self, home: Page, portal: generate.Written) -> None:
        """Failures of single pages are in the summary; they do not stop the demo."""
        from example_site.home import demo

        report = settings.DATA_DIR / "import-report"
        try:
            call_command(
                "import_legacy_news",
                str(portal.mirror),
                into=str(home.pk),
                default_category=demo.OTHER_NEWS,
                report=report,
                stdout=self.stdout,
                stderr=self.stderr,
            )
        except SystemExit:
            self.stdout.write(
                self.style.WARNING(_("Some pages could not be read; the report says which and why."))
            )

    def _say_where(self, address: str, portal: generate.Written) -> None:
        from example_site.home import demo

        user = _("%(address)s/admin/   user %(user)s, password %(password)s") % {
            "address": address,
            "user": demo.USER,
            "password": demo.PASSWORD,
        }
        rows = [
            (_("The site"), f"{address}/"),
            (_("The admin"), user),
            (_("As JSON"), f"{address}/api/v2/news/"),
            (_("The report"), settings.DATA_DIR / "import-report.json"),
            (_("An old address that still answers"), ""),
            ("", f"{address}/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275"),
        ]
        self.stdout.write("\n" + "".join(f"  {name:<12} {value}".rstrip() + "\n" for name, value in rows))


def _language() -> str:
    """The language of the shell that runs the demo, English where this site has no such language."""
    wanted = (name.split(".")[0].split("_")[0] for name in shell_languages())
    return next((name for name in wanted if name in dict(settings.LANGUAGES)), "en")


def _contents() -> tuple[int, ...]:
    """How much the site holds: equal before and after if a run changed nothing."""
    models = (Page, Revision, get_image_model(), get_document_model())
    return tuple(model.objects.count() for model in models)
