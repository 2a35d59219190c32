"""The test site for a process of its own: which database and which media folder is told by the environment."""

import json
import os

from tests.settings import *  # noqa: F403

DATABASES = {"default": json.loads(os.environ["CHILD_DATABASE"])}
MEDIA_ROOT = os.environ["CHILD_MEDIA"]
