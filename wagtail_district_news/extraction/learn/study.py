"""A profile learned, tried on its own site, and told in full: what the commands and the import call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ...text import fold_space, printable
from ..messages import render, say
from ..profile_model import Profile
from ..profile_writer import to_toml
from ..sources import Source
from .doubts import doubts_of
from .learner import learn
from .notes import PROFILE, annotated, comments
from .report import LearnError, Progress, Report, check
from .site import SAMPLE

NAMELESS = "portal"


@dataclass(frozen=True, slots=True)
class Learned:
    """A profile with samples, and the report of how well it reads its site."""

    profile: Profile
    report: Report

    def toml(self, file: str = PROFILE, said: Callable[[str], str] = render) -> str:
        """The profile as TOML with comments; `file` is its name in them, `said` says a message to the reader."""
        notes = {
            place: "\n".join(map(said, lines))
            for place, lines in comments(self.profile, self.report, file).items()
        }
        return to_toml(self.profile, {place: printable_lines(text) for place, text in notes.items()})


def study(
    source: Source,
    most: int = SAMPLE,
    base_url: str = "",
    timezone: str = "",
    progress: Progress | None = None,
) -> Learned:
    """Learn a profile from at most `most` pages of a source, and try it on some of them.

    `base_url` and `timezone` go into the profile where they are given. Raises LearnError where no page teaches
    anything.
    """
    name = fold_space(printable(source.path.resolve().name)) or NAMELESS
    profile = learn(source, most, name, _of_stage(progress, "learn"))
    if not profile.templates:
        raise LearnError(
            say(
                "Nothing can be learned from %(source)s: %(pages)s of its pages were read, and nothing in them looks "
                "like the title of an article. Give the mirror of a whole portal, or write a profile by hand.",
                source=source.path,
                pages=profile.learned_from,
            )
        )
    profile = replace(profile, base_url=base_url, timezone=timezone or profile.timezone)
    report, seen, known = check(source, profile, base_url, progress)
    report = replace(report, doubts=doubts_of(report, seen, profile, known))
    profile, report = _in_use(profile, report)
    return Learned(annotated(profile, report), report)


def _in_use(profile: Profile, report: Report) -> tuple[Profile, Report]:
    """Without templates that explain no page: another before them explains all that they would."""
    used = {row.name for row in report.templates if row.pages}
    if not used:
        return profile, report
    return (
        replace(profile, templates=tuple(one for one in profile.templates if one.name in used)),
        replace(
            report,
            templates=tuple(row for row in report.templates if row.name in used),
            slots=tuple(row for row in report.slots if row.template in used or not row.template),
        ),
    )


def printable_lines(text: str) -> str:
    """Lines without what would steer a terminal or break out of a comment."""
    return "\n".join(map(printable, text.splitlines()))


def _of_stage(progress: Progress | None, stage: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(stage, done, total)
