"""A site of somebody else's making that installs the package: `pytest --ds=tests.stranger.settings tests/stranger`."""
