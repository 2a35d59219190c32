"""Pages that nobody wrote: no crash but PageError, no hang, nothing in the JSON that a database refuses."""

import gzip
import json
import os
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extraction.reading import ARTICLE
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import PageError, Survey, extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.limits import names
from wagtail_district_news.extraction.profile import builtin_profiles, parse_profile
from wagtail_district_news.extraction.profile_model import Profile
from wagtail_district_news.extraction.sources import open_source

PROFILES = [parse_profile(ARTICLE), *builtin_profiles(), Profile("nothing learned")]
LONGEST = 5.0  # seconds of a processor for one page
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
TAGS = sorted(
    names(
        "p div span b i a table tr td th ul ol li h1 h2 main img br font center blockquote pre script style iframe "
        "form select option svg math template noscript textarea title body html head object embed figure figcaption"
    )
)
SEED = (
    "<!DOCTYPE html><html><head><title>T</title><meta charset=utf-8></head><body><nav><a href=/>Nhà</a></nav><h1>Tin</h1>"
    "<main><p>Sáng nay <b>xã</b> họp &ndash; <a href='a.pdf'>tệp</a>.</p><table border=1><tr><td>1<td>2</table>"
    "<img src='data:image/png;base64,AAA' alt='&#0;&#xD800;'><p>Ngày 05/03/2013 10:20</p></main></body></html>"
)


def read(content, profile, known=None, header=""):
    """Read a page, within the time; what comes out is fit for JSON and for any database."""
    begun = time.process_time()
    try:
        page = extract_page(
            SourceDocument("a.html", content, header_charset=header), profile, known or Survey(profile)
        )
    except PageError as error:
        assert str(error)
        return
    finally:
        assert time.process_time() - begun < LONGEST
    line = json.dumps(page_data(page), ensure_ascii=False)
    assert not REFUSED.search("".join(texts(json.loads(line))))
    line.encode("utf-8")


def texts(value):
    """Every text of JSON data."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            stack += [*one, *one.values()]
        elif isinstance(one, list):
            stack += one


ATTRIBUTE = st.sampled_from(
    ["class=a", "id='b'", "style='display:none'", "hidden", "href='javascript:x'", "href=a.pdf", "src=x.jpg", "colspan=99",
     "rowspan=70000", "href='//[x'", "src='data:image/png;base64,!!'", "style='font-family:.VnTime'", "x=\"\x00\ud800\""]
)  # fmt: skip
PIECE = st.one_of(
    st.builds("<{} {}>".format, st.sampled_from(TAGS), ATTRIBUTE),
    st.builds("<{}>".format, st.sampled_from(TAGS)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(
        [
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<",
            ">",
            "&#x110000;",
            "&amp;amp;#7879;",
            "&#55296;",
            "<?x",
            "\x00",
        ]
    ),
    st.text(max_size=20),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECE, max_size=40).map("".join), st.integers(0, len(PROFILES) - 1))
def test_markup_that_nobody_wrote(markup, number):
    content = markup.encode("utf-8", "surrogatepass")
    read(b"<h1>T</h1><main>" + content, PROFILES[number])


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-16", "utf-7", "idna", "hex", "windows-1258", "nonsense"]),
)
def test_bytes_that_are_no_page(content, header):
    read(content, PROFILES[0], header=header)
    read(b"<html>" + content, PROFILES[-1], header=header)


@pytest.mark.parametrize("number", range(40))
def test_a_page_changed_at_random(number):
    rng = random.Random(number)
    for profile in PROFILES:
        read(mutated(SEED.encode(), rng), profile)


def mutated(content, rng):
    """A page with a few accidents: cut, doubled, shuffled, bytes lost, tags broken, references put in."""
    for _ in range(rng.randint(1, 6)):
        size = len(content) or 1
        at, length = rng.randrange(size), rng.choice((1, 8, 200, size // 3))
        way = rng.randrange(9)
        part = content[at : at + length]
        if way == 0:
            content = content[:at] + content[at + length :]
        elif way == 1:
            content = content[:at] + part * rng.randint(2, 40) + content[at + length :]
        elif way == 2:
            content = content[:at]
        elif way == 3:
            content = content[:at] + rng.randbytes(rng.randint(1, 30)) + content[at:]
        elif way == 4:
            content = content.replace(b"</", b"<", rng.randint(1, 200))
        elif way == 5:
            content = content.replace(b">", b"", rng.randint(1, 20))
        elif way == 6:
            to = rng.randrange(size)
            content = content[:at] + content[at + length :]
            content = content[:to] + part + content[to:]
        elif way == 7:
            tag = rng.choice(TAGS).encode()
            content = content[:at] + b"<%b>" % tag * rng.randint(1, 500) + content[at:]
        else:
            content = (
                content[:at]
                + rng.choice((b"&#0;", b"&#xD800;", b"\x00", b"<!--", b"\xff\xfe", b"&"))
                + content[at:]
            )
    return content[:3_000_000]


def laid_out(site, folder):
    """A mirror folder of a site's pages, as their truth names them."""
    for line in (site / "ground_truth.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        place = folder / record["source_path"]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(gzip.decompress((site / record["file"]).read_bytes()))
    return folder


@pytest.mark.long
@pytest.mark.skipif(not os.environ.get("LEGACY_SAMPLES"), reason="LEGACY_SAMPLES is not set")
@pytest.mark.parametrize(
    "name", ["en_iata", "en_lg_late", "en_symscape", "vn_bpd", "vn_cujut", "vn_sgtvt", "vn_stp"]
)
def test_real_pages_changed_at_random(name, tmp_path):
    folder = laid_out(Path(os.environ["LEGACY_SAMPLES"], name), tmp_path)
    rng = random.Random(name)
    with open_source(folder) as source:
        profile = learn(source)
        known = survey(source, profile)
        documents = list(source.documents())
    for _ in range(int(os.environ.get("FUZZED_PAGES", "150"))):
        content = mutated(rng.choice(documents).content, rng)
        read(content, profile, known)
        read(content, PROFILES[-1])
