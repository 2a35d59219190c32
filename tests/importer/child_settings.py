"""The test site for a process of its own, see tests.children: the environment names its database and media folder."""

import json
import os

from tests.settings import *  # noqa: F403

DATABASES = {"default": json.loads(os.environ["CHILD_DATABASE"])}
