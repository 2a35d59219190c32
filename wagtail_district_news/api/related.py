"""A related page on Wagtail's own API of pages, which would tell the title of any page that another names."""

from __future__ import annotations

from rest_framework.fields import Field

from .. import queries


class PublicPageField(Field):
    """A page that anybody may read as {"id", "meta": {"type", "detail_url"}, "title"}; None in place of others.

    One query for all related pages of a request.
    """

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, page):
        from wagtail.api.v2.serializers import (  # needs models that are loaded
            BaseSerializer,
            get_serializer_class,
        )

        if not queries.is_public(page, queries.scope_of(self.context.get("request"))):
            return None
        described = get_serializer_class(
            type(page),
            ["id", "type", "detail_url", "title"],
            meta_fields=["type", "detail_url"],
            base=BaseSerializer,
        )
        return described(context=self.context).to_representation(page)
