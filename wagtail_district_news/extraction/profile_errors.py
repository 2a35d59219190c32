"""The error of a profile that cannot be used."""

from __future__ import annotations

from .messages import say


class ProfileError(Exception):
    """A profile that cannot be used: `origin` is its file, `key` the place in it ("" for the whole).

    `problem` says of the key, or of the file, what is wrong with it: "must be a number".
    """

    def __init__(self, origin: str, key: str, problem: str) -> None:
        self.origin, self.key, self.problem = origin, key, problem
        place = f"{origin}: {key}" if key else origin
        super().__init__(say("%(place)s %(problem)s", place=place, problem=problem))
