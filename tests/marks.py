"""Marks that depend on the database: what costs long and shows nothing new on PostgreSQL is left to `make test-long`."""

import os

import pytest

ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
long_on_postgresql = pytest.mark.long if ON_POSTGRESQL else pytest.mark.short
