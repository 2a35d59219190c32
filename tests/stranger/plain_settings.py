"""The stranger's site with articles that have no children: documents go into the body."""

from tests.stranger.settings import *  # noqa: F403
from tests.stranger.settings import WAGTAIL_DISTRICT_NEWS

WAGTAIL_DISTRICT_NEWS = {**WAGTAIL_DISTRICT_NEWS, "ARTICLE_MODEL": "press.Notice"}
