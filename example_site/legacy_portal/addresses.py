"""Addresses of the old portal, the ways its pages spell them, and the file names a mirror gives them."""

from __future__ import annotations

import os

from .model import BASE_URL, HOST, Article, Category


def path_of(article: Article) -> str:
    """The article's address, from the root on. The software printed local time with a Z."""
    stamp = article.published.strftime("%Y-%m-%dT%H:%M:%SZ")
    query = f"CategoryId={article.category.number}&ItemID={article.number}&PublishedDate={stamp}"
    return f"/{article.category.web}/Lists/Posts/Post.aspx?{query}"


def listing_path(category: Category, page: int = 1) -> str:
    suffix = f"&Page={page}" if page > 1 else ""
    return f"/{category.web}/Lists/Posts/AllPosts.aspx?CategoryId={category.number}{suffix}"


def day_path(category: Category, day: str) -> str:
    """The listing of one day (YYYY-MM-DD)."""
    return f"/{category.web}/Lists/Posts/AllPosts.aspx?CategoryId={category.number}&PublishedDate={day}"


def spellings(article: Article) -> tuple[str, ...]:
    """How other pages of the portal, and the readers who pasted into it, spelled the article's address."""
    web, category, number = article.category.web, article.category.number, article.number
    posts = f"/{web}/Lists/Posts"
    return (
        path_of(article),
        BASE_URL + path_of(article),
        f"{posts}/Post.aspx?ItemID={number}&CategoryId={category}",
        f"http://songxanh.example{posts}/Post.aspx?CategoryId={category}&ItemID={number}&Mode=1",
        f"/{web.upper()}/lists/posts/post.aspx?categoryid={category}&itemid={number}",
        f"https://{HOST}{path_of(article)}&Source=%2Fdefault%2Easpx",
        f"{path_of(article)}&fbclid=IwAR0songxanh{number}",
        f"Post.aspx?CategoryId={category}&ItemID={number}",
    )


def mirror_name(path: str, names: str = "unix") -> str:
    """Where a mirror keeps the page of an address: as `wget -E` names it, for `unix` or for `windows`."""
    name = f"{HOST}{path}.html"
    if names == "windows":
        name = name.replace("?", "@").replace(":", "%3A")
    return name


def default_names() -> str:
    return "windows" if os.name == "nt" else "unix"
