"""Addresses of the news that are no pages; a site includes them before Wagtail's own."""

from django.urls import path

from . import feeds, views
from .counting import views as counting_views

app_name = "wagtail_district_news"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("date/", views.browse_by_date, name="browse_by_date"),
    path("count/", counting_views.beacon, name="count"),
    path("visitors/", counting_views.visitors, name="visitors"),
    path("feed/", feeds.ArticleFeed(), name="feed"),
    path("feed/rss/", feeds.RssArticleFeed(), name="rss_feed"),
    path("feed/<int:category_id>/", feeds.ArticleFeed(), name="category_feed"),
    path("feed/<int:category_id>/rss/", feeds.RssArticleFeed(), name="category_rss_feed"),
]
