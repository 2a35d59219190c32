"""The error of a profile that cannot be used."""

from __future__ import annotations


class ProfileError(Exception):
    """A profile that cannot be used: `origin` is its file, `key` the place in it ("" for the whole)."""

    def __init__(self, origin: str, key: str, problem: str) -> None:
        self.origin, self.key, self.problem = origin, key, problem
        super().__init__(f"{origin}: {key} {problem}" if key else f"{origin} {problem}")
