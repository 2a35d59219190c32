"""Walks the admin as a person does who follows every link and menu entry that is offered."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urldefrag, urljoin

from django.urls import Resolver404, resolve

# leaves, and what is no view until JavaScript has added what was ticked
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_login", "wagtail_bulk_action"}
PAGE = re.compile(r"^/admin/")
LINK = re.compile(r"""<a\s(?:[^>"']|"[^"]*"|'[^']*')*?(?<=\s)href=["']([^"']*)""")
MENU = re.compile(r'"url":\s*"(/admin/[^"]*)"')


def crawl(client, starts, each=2):
    """Open what is linked from `starts`, at most `each` addresses of one view; {view name: [(address, status)]}."""
    waiting, seen, opened = deque(starts), set(starts), {}
    often = Counter()
    while waiting:
        address = waiting.popleft()
        name = view_of(address)
        if name is None or name in LEFT_OUT or (often[name] >= each and address not in starts):
            continue
        often[name] += 1
        response = client.get(address)
        opened.setdefault(name, []).append((address, response.status_code))
        for link in links_of(response, address):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return opened


def view_of(address):
    """Return the name of the view that an address leads to; an address without a view is a name of its own."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return address


def links_of(response, address):
    """Return the admin's addresses that a page offers, in its links and in its menu."""
    if response.status_code in (301, 302):
        found = [response.headers["Location"]]
    elif "html" in response.headers.get("Content-Type", ""):
        text = response.content.decode()
        found = [unescape(href) for href in LINK.findall(text)]
        found += [url.replace("\\u0026", "&") for url in MENU.findall(text)]
    else:
        found = []
    joined = (urldefrag(urljoin(address, link))[0] for link in found)
    return [link for link in joined if PAGE.match(link)]
