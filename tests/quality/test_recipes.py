"""What a how-to tells to write is what the tests run."""

import re
from pathlib import Path

import pytest

from . import REPOSITORY

MIGRATIONS = Path(__file__).parents[1] / "stranger" / "press" / "migrations"


@pytest.mark.parametrize("name", ["0002_fill.py", "0003_poems.py"])
def test_the_data_migrations_of_the_strangers_site_are_those_of_the_how_to(name):
    told = (REPOSITORY / "docs" / "how-to" / "data-migrations.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", told, re.DOTALL)
    assert (MIGRATIONS / name).read_text(encoding="utf-8") in blocks
