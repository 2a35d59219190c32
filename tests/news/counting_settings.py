"""The test site for processes that count; the environment names database, media folder and our settings."""

import json
import os

from tests.importer.child_settings import *  # noqa: F403

WAGTAIL_DISTRICT_NEWS = json.loads(os.environ["CHILD_COUNTING"])
