"""What must follow when editors move pages, and when pages and sites are deleted."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Site
from wagtail.signals import post_page_move

from . import conf, counting
from .categorised import refresh_categories


@receiver(post_page_move, dispatch_uid="wagtail_district_news.category_follows_move")
def category_follows_move(instance, **kwargs):
    """A move saves only the base page, so every article below gets its category here."""
    refresh_categories(instance)


@receiver(post_delete, sender=conf.page_model(), dispatch_uid="wagtail_district_news.forget_page")
def forget_page(instance, **kwargs):
    """Counts go with their page by foreign key; what waits to be rolled up has none."""
    counting.forget_views(instance)


@receiver(post_delete, sender=Site, dispatch_uid="wagtail_district_news.forget_site")
def forget_site(instance, **kwargs):
    counting.forget_visits(instance)
