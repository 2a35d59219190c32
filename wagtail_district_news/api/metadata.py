"""What a page tells search engines and social networks: addresses, dates, a picture, JSON-LD."""

from __future__ import annotations

import json
from urllib.parse import urljoin

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from ..renditions import rendition
from ..sitemaps import article_lastmod
from ..text import fold_space

SOCIAL_IMAGE = "fill-1200x630"
DESCRIPTION_LENGTH = 200
# "</script>" and "<!--" would end or change the element; the rest is for old parsers of JavaScript
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def site_time(moment) -> str:
    """Return an aware moment as ISO 8601 with the offset of the site's own zone."""
    return timezone.localtime(moment, timezone.get_default_timezone()).isoformat()


def article_metadata(article, request, site) -> dict:
    """Return url, site_name, description, modified, image (a rendition or None), image_url, image_alt."""
    image = rendition(article.lead_image, SOCIAL_IMAGE)
    return {
        "url": article.get_full_url(request) or "",
        "site_name": site.site_name if site else "",
        "description": description(article.search_description, article.lead),
        "modified": article_lastmod(article),
        "image": image,
        "image_url": absolute(image.url, site) if image else "",
        "image_alt": article.lead_image_text_alternative if image else "",
    }


def category_metadata(category, request, period=None, page=None) -> dict:
    """Return url, previous_url, next_url and description of one page of a category or of its archive."""
    url = category.get_full_url(request) or ""
    if url and period:
        url = url.rstrip("/") + "/" + period.path
    number = page.number if page else 1
    return {
        "url": _page_address(url, number),
        "previous_url": _page_address(url, number - 1) if page and page.has_previous() else "",
        "next_url": _page_address(url, number + 1) if page and page.has_next() else "",
        "description": "" if period else description(category.search_description, category.intro),
    }


def json_ld(article, metadata: dict, site, category=None) -> SafeString:
    """Return the article as a schema.org NewsArticle in JSON, safe inside a script element."""
    text = json.dumps(_news_article(article, metadata, site, category), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))


def description(*texts: str) -> str:
    """Return the first text that says anything, on one line, cut near DESCRIPTION_LENGTH characters."""
    for text in texts:
        line = fold_space(strip_tags(text or ""))
        if line:
            return Truncator(line).chars(DESCRIPTION_LENGTH)
    return ""


def absolute(url: str, site) -> str:
    """Return an address with the scheme and host of the site, if it has none of its own."""
    return urljoin(site.root_url + "/", url) if site else url


def _page_address(url: str, number: int) -> str:
    return f"{url}?page={number}" if url and number > 1 else url


def _news_article(article, metadata, site, category) -> dict:
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": fold_space(article.title),
        "url": metadata["url"],
        "mainEntityOfPage": metadata["url"],
        "datePublished": site_time(article.published_at),
        "dateModified": site_time(metadata["modified"]),
        "description": metadata["description"],
        "image": [metadata["image_url"]] if metadata["image_url"] else [],
        "author": {"@type": "Person", "name": article.byline} if article.byline else None,
        "sourceOrganization": _organisation(article.source, article.source_address),
        "publisher": _organisation(site.site_name, site.root_url) if site else None,
        "articleSection": category.title if category else "",
        "inLanguage": article.locale.language_code,
    }
    return {key: value for key, value in said.items() if value}


def _organisation(name: str, url: str) -> dict | None:
    if not name:
        return None
    return {"@type": "Organization", "name": name, **({"url": url} if url else {})}
