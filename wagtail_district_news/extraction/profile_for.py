"""The profile for a source that nobody named one for: a built-in one that knows its pages, else a learned one."""

from __future__ import annotations

from dataclasses import dataclass

from .learn import Learned, LearnError, study
from .learn.report import Progress
from .profile import builtin_profiles, choose_profile
from .profile_model import Profile
from .sources import Source

LOW_COVERAGE = 0.9  # of a sample: a built-in profile that explains less is not the portal's own


@dataclass(frozen=True, slots=True)
class Chosen:
    """A profile, the share (0 to 1) of a sample of the pages that it explains, and how it was learned, if it was."""

    profile: Profile
    coverage: float
    learned: Learned | None = None


def profile_for(source: Source, timezone: str = "", progress: Progress | None = None) -> Chosen:
    """The profile that reads a source best. `timezone` goes into a learned one.

    Raises LearnError where no built-in profile knows any page and nothing can be learned.
    """
    profile, coverage = choose_profile(builtin_profiles(), source)
    if coverage >= LOW_COVERAGE:
        return Chosen(profile, coverage)
    try:
        learned = study(source, timezone=timezone, progress=progress)
    except LearnError:
        if not coverage:
            raise
        return Chosen(profile, coverage)
    if learned.report.explained <= coverage:
        return Chosen(profile, coverage)
    return Chosen(learned.profile, learned.report.explained, learned)
