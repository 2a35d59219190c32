"""The endpoints of the news on Wagtail's API v3; imported only where Wagtail has it.

Parameters are declared for the documentation and read by `parameters`: v3 itself ignores what it does not
know, and a list that ignores a filter answers with everything.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError
from wagtail.models import Site

from .. import queries
from . import parameters
from .fields import serialise
from .listing import count_archive, find_article, list_articles, list_categories

router = Router(tags=["news"])


class ListQuery(Schema):
    category: str | None = Field(None, description="Id of a category; the categories below it are included.")
    locale: str | None = Field(None, description="Language code; all languages if not given.")
    date: str | None = Field(None, description="A day, a month or a year: 2018-10-25, 2018-10 or 2018.")
    from_: str | None = Field(None, alias="from", description="First day, month or year.")
    to: str | None = Field(None, description="Last day, month or year, included.")
    search: str | None = Field(None, description="Words; accents may be left out.")
    order: str | None = Field(None, description="newest or oldest; by relevance if words are searched.")
    limit: str | None = Field(None, description="How many, 20 if not given.")
    offset: str | None = Field(None, description="How many to pass over.")


class ArchiveQuery(Schema):
    category: str | None = Field(None, description="Id of a category; the categories below it are included.")
    locale: str | None = Field(None, description="Language code; all languages if not given.")
    year: str | None = Field(None, description="Count the months of this year.")
    month: str | None = Field(None, description="Count the days of this month of the year.")


class CategoriesQuery(Schema):
    locale: str | None = Field(None, description="Language code; all languages if not given.")


class CategorySchema(Schema):
    id: int
    title: str
    url: str | None


class ListedCategorySchema(CategorySchema):
    slug: str
    locale: str
    parent: int | None = Field(description="Id of the category that it lies in.")
    intro: str


class CategoryListSchema(Schema):
    count: int
    items: list[ListedCategorySchema]


class ViewCountSchema(Schema):
    legacy: int
    own: int
    total: int


class ReferenceSchema(Schema):
    id: int
    title: str
    published_at: str
    url: str | None


class ArticleSchema(Schema):
    id: int
    title: str
    slug: str
    url: str | None
    published_at: str = Field(description="ISO 8601, in the site's own time zone.")
    lead: str
    category: CategorySchema | None
    lead_image: dict[str, Any] | None
    byline: str
    source: str
    source_url: str
    tags: list[str]
    view_count: ViewCountSchema


class ArticleDetailSchema(ArticleSchema):
    attachments: list[dict[str, Any]]
    related_articles: list[ReferenceSchema]
    newer: list[ReferenceSchema]
    earlier: list[ReferenceSchema]
    body: list[dict[str, Any]]


class ArticleListSchema(Schema):
    count: int
    items: list[ArticleSchema]


class PeriodCountSchema(Schema):
    date: str
    year: int
    month: int | None = Field(None, exclude_if=lambda value: value is None)
    day: int | None = Field(None, exclude_if=lambda value: value is None)
    count: int


class ArchiveSchema(Schema):
    count: int
    unit: str
    items: list[PeriodCountSchema]


def _read(reader, request: HttpRequest):
    try:
        site, scope = Site.find_for_request(request), queries.scope_of(request)
        return reader(request.GET, site, scope=scope)
    except parameters.ParameterError as error:
        raise HttpError(400, str(error)) from error


@router.get(
    "/", response=ArticleListSchema, url_name="list_news", summary="List articles", operation_id="news_list"
)
@decorate_view(conditional_page)
def list_news(request: HttpRequest, query: Query[ListQuery]):
    found = list_articles(request, _read(parameters.list_parameters, request))
    return {"count": found.total, "items": found.items}


@router.get(
    "/archive/",
    response=ArchiveSchema,
    url_name="news_archive",
    summary="Count articles by date",
    operation_id="news_archive",
)
@decorate_view(conditional_page)
def archive(request: HttpRequest, query: Query[ArchiveQuery]):
    asked = _read(parameters.archive_parameters, request)
    items = count_archive(request, asked)
    return {"count": len(items), "unit": asked.unit, "items": items}


@router.get(
    "/categories/",
    response=CategoryListSchema,
    url_name="news_categories",
    summary="List categories",
    operation_id="news_categories",
)
@decorate_view(conditional_page)
def categories(request: HttpRequest, query: Query[CategoriesQuery]):
    items = list_categories(request, _read(parameters.category_parameters, request))
    return {"count": len(items), "items": items}


@router.get(
    "/{int:article_id}/",
    response=ArticleDetailSchema,
    url_name="detail_news",
    summary="Article with its neighbours",
    operation_id="news_detail",
)
@decorate_view(conditional_page)
def detail(request: HttpRequest, article_id: int):
    _read(parameters.no_parameters, request)
    article = find_article(request, article_id)
    if article is None:
        raise Http404(_("This site has no such article."))
    return serialise(article, request)
