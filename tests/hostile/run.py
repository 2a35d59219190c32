"""Run in a child process: the real command as a plan; prints the most memory that it took, as JSON."""

from __future__ import annotations

import json
import resource
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

if __name__ == "__main__":
    folder, home, profile = sys.argv[1:]
    try:
        call_command(
            "import_legacy_news", folder, "--into", home, "--profile", profile, "--dry-run", verbosity=0
        )
    except SystemExit as stopped:
        assert stopped.code == 1, stopped.code
    print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10}))
