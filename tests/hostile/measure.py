"""Run in a child process under a limit of memory: read one page of a case at several sizes, and print what it took.

Prints JSON: {"seconds": [CPU seconds at each size], "megabytes": the most memory, "ends": [what became of the page]}.
"""

from __future__ import annotations

import json
import resource
import sys
import time

MEGABYTE = 1 << 20


def measure(case: str, sizes: list[int]) -> dict:
    from tests.hostile.pages import CASES
    from tests.importer.mirror import PROFILE
    from wagtail_district_news.extraction.documents import SourceDocument
    from wagtail_district_news.extraction.extract import PageError, extract_page, survey
    from wagtail_district_news.extraction.profile import parse_profile

    profile, seconds, ends = parse_profile(PROFILE), [], []
    for size in sizes:
        document = SourceDocument("a.html", CASES[case].make(size))
        best = []
        for _ in range(2 if size < 2_000 else 1):
            started = time.process_time()
            surveyed = survey([document], profile)
            try:
                end = f"{len(extract_page(document, profile, surveyed).body)} elements"
            except PageError as error:
                end = str(error)
            best.append(time.process_time() - started)
        seconds.append(min(best))
        ends.append(end)
    return {"seconds": seconds, "ends": ends}


def main() -> None:
    import django

    django.setup()
    limit, *wanted = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(limit) * MEGABYTE, int(limit) * MEGABYTE))
    for one in wanted:
        case, _, sizes = one.partition("=")
        found = measure(case, [int(size) for size in sizes.split(",")])
        found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(json.dumps({"case": case, **found}), flush=True)


if __name__ == "__main__":
    main()
