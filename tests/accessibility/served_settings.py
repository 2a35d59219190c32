"""The example site as a public server shows it, without Django's own error pages; a test may give it other templates."""

import os
from pathlib import Path

from example_site.settings import *  # noqa: F403

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "tests.accessibility.plain"]  # noqa: F405
ROOT_URLCONF = "tests.accessibility.served_urls"
if "DRESS" in os.environ:  # a site without templates of its own, but for what this folder holds
    TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "dresses" / os.environ["DRESS"]]  # noqa: F405
