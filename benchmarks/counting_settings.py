"""The example site for the counting bench; the environment says where its database is, and who counts."""

import json
import os
import sys

BENCH = json.loads(os.environ["BENCH_COUNTING"])
if BENCH.get("peer"):
    sys.path.insert(0, BENCH["peer"])  # the peers are modules of one name: each lies in a folder of its own

from example_site.settings import *  # noqa: E402, F403
from example_site.settings import INSTALLED_APPS, MIDDLEWARE  # noqa: E402

DEBUG = False
SECRET_KEY = "only for the bench"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {**BENCH["database"], "ATOMIC_REQUESTS": BENCH.get("atomic", False)}}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("postgresql") and "django.contrib.postgres" not in INSTALLED_APPS:
    INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.postgres"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
# each visitor of the load has an address of its own, for us and for the peers
WAGTAIL_DISTRICT_NEWS = {
    "COUNT_VIEWS": BENCH["counts"],
    "COUNT_TRUSTED_PROXIES": ["127.0.0.1/32"],
    **BENCH.get("options", {}),
}
WAGTAIL_ENABLE_UPDATE_CHECK = False
if BENCH.get("peer"):
    INSTALLED_APPS = [*INSTALLED_APPS, "hitcount"]
    if BENCH["peer_rules"]:  # two views of one visitor within 30 seconds are one, as ours
        HITCOUNT_KEEP_HIT_ACTIVE = {"seconds": 30}
        HITCOUNT_HITS_PER_SESSION_LIMIT = 1  # without it dj-hitcount counts every one of them
    MIDDLEWARE = [*MIDDLEWARE, "benchmarks.counting_peers.CountByPeer"]
    ROOT_URLCONF = "benchmarks.counting_urls"
