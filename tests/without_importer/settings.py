"""The site after the move: the importer's line is out, and the libraries of its extra are uninstalled."""

import sys
from importlib.machinery import PathFinder

from tests.importer.child_settings import *  # noqa: F403
from tests.importer.child_settings import INSTALLED_APPS as ALL_APPS

EXTRA = ("selectolax", "nh3", "babel")
INSTALLED_APPS = [app for app in ALL_APPS if app != "wagtail_district_news.importer"]


class WithoutTheExtra(PathFinder):
    """Finds modules as ever, but for those that `pip uninstall` has taken away."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in EXTRA else PathFinder.find_spec(name, path, target)


sys.meta_path[sys.meta_path.index(PathFinder)] = WithoutTheExtra
