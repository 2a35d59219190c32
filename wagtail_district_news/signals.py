"""What must follow when editors move pages."""

from django.dispatch import receiver
from wagtail.signals import post_page_move

from .categorised import refresh_categories


@receiver(post_page_move, dispatch_uid="wagtail_district_news.category_follows_move")
def category_follows_move(instance, **kwargs):
    """A move saves only the base page, so every article below gets its category here."""
    refresh_categories(instance)
