"""Which of several profiles reads a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .decode import decode
from .parse import PageError, parse
from .profile_model import Profile
from .regions import choose_template, lay_out
from .sources import Source, SourceError

SAMPLE = 60  # pages, spread over the source


def choose_profile(profiles: Iterable[Profile], source: Source) -> tuple[Profile, float]:
    """The profile that reads most of a sample of the pages, and the share (0 to 1) that it reads.

    A page is read if a template explains it and, where that is an article's, its title was found.
    Raises ValueError without profiles.
    """
    candidates = list(profiles)
    if not candidates:
        raise ValueError("there is no profile to choose from")
    hits = [[0, 0] for _ in candidates]  # articles read, pages explained
    pages = 0
    for path in _spread(source.page_paths):
        try:
            tree = parse(decode(source.document(path)).text)
        except (PageError, SourceError):
            continue
        pages += 1
        for place, profile in enumerate(candidates):
            template = choose_template(tree, profile)
            if template is None:
                continue
            if template.kind in ("article", "notice"):
                read = "title" in lay_out(tree, profile, template).found
                hits[place][0] += read
                hits[place][1] += read
            else:
                hits[place][1] += 1
    best = max(range(len(candidates)), key=lambda place: (hits[place][0], hits[place][1], -place))
    return candidates[best], hits[best][1] / pages if pages else 0.0


def _spread(paths: Sequence[str]) -> Sequence[str]:
    step = max(1, len(paths) // SAMPLE)
    return paths[::step][:SAMPLE]
