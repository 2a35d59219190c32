"""Which browsers are programs: COUNTER's own list, ours, and the site's."""

from __future__ import annotations

import re
from functools import lru_cache

import counter_robots

from .options import options

PATTERNS = (
    r"(?<!cu)bot(?![a-z])", r"bots?[/_;-]", r"crawl", r"spider", r"slurp", r"scrap(?:e|y)", r"archiver?\b",
    r"facebookexternalhit", r"whatsapp", r"^mozilla/[45]\.0$", r"headless", r"phantomjs", r"lighthouse",
    r"pagespeed", r"gtmetrix", r"pingdom", r"uptime", r"monitor", r"validator", r"linkcheck", r"favicon",
    r"feed(?:fetcher|parser|ly|burner)", r"\brss\b", r"mediapartners-google", r"apis-google", r"bingpreview",
    r"google-?(?:read-aloud|inspectiontool)", r"yandex(?!browser|search)", r"coccoc-web",
    r"gptbot|chatgpt|claude|perplexity", r"curl/", r"wget/", r"httrack", r"\bpython\b", r"aiohttp", r"httpx",
    r"go-http-client", r"okhttp", r"\bjava/", r"libwww", r"lwp[-:]", r"node-fetch|axios|undici", r"guzzle",
    r"\bphp/", r"\bruby\b", r"\bperl\b", r"apache-httpclient", r"postman", r"insomnia", r"nutch", r"heritrix",
    r"wordpress/", r"^-$",
)  # fmt: skip
LONGEST = 1000  # characters of a User-Agent that are looked at
REMEMBERED = 4096  # User-Agents


def is_robot(user_agent: str) -> bool:
    """Say whether a User-Agent is a program's, by any of the three lists. One that is empty is."""
    return _is_robot(user_agent[:LONGEST].strip(), options().robot_patterns)


@lru_cache(maxsize=REMEMBERED)
def _is_robot(user_agent: str, more: tuple[str, ...]) -> bool:
    if not user_agent:
        return True
    return counter_robots.is_robot_or_machine(user_agent) or _pattern(more).search(user_agent) is not None


@lru_cache(maxsize=8)
def _pattern(more: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS + more), re.IGNORECASE)
