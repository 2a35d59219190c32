"""The mistake of one who uninstalls first: the importer's line stands, the libraries of its extra are gone."""

from tests.importer.child_settings import INSTALLED_APPS as ALL_APPS
from tests.without_importer.settings import *  # noqa: F403

INSTALLED_APPS = ALL_APPS
