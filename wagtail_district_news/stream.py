"""A StreamField whose migrations hold the package's own blocks, whatever the site chose."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from wagtail.fields import StreamField

from . import conf

# PostgreSQL indexes no more than a megabyte of one page, and refuses all of it where there is more
MOST_SEARCHED = 120_000
# what a setting that names no block set raises; our own checks report it with what to do
WRONG_SETTING = (AttributeError, ImportError, TypeError)


class ConfiguredStreamField(StreamField):
    """A StreamField that loads the site's block set when it is first needed.

    Migrations freeze the default set of the setting instead: freezing the site's would give it a migration
    inside this package, and freezing none would let a historical model save `[]` over every body.
    """

    setting = ""

    def __init__(self, block_types=None, **kwargs):
        super().__init__(block_types, **kwargs)

    @cached_property
    def stream_block(self):
        if self.block_types_arg is None:
            self.block_types_arg = conf.block_class(self.setting)
        return super().stream_block

    def get_searchable_content(self, value):
        """Return the texts for the search index, up to MOST_SEARCHED characters in all."""
        found, left = [], MOST_SEARCHED
        for text in super().get_searchable_content(value):
            if left <= 0:
                break
            found.append(str(text)[:left])
            left -= len(found[-1])
        return found

    def check(self, **kwargs):
        try:
            return super().check(**kwargs)
        except WRONG_SETTING:
            return models.Field.check(self, **kwargs)

    def formfield(self, **kwargs):
        try:
            return super().formfield(**kwargs)
        except WRONG_SETTING:  # Wagtail's checks build forms; no page can be loaded into this one
            return models.Field.formfield(self, **kwargs)

    def deconstruct(self):
        name, _, _, kwargs = models.Field.deconstruct(self)
        frozen = StreamField(import_string(conf.SETTINGS[self.setting].default))
        _, path, args, frozen_kwargs = frozen.deconstruct()
        kwargs["block_lookup"] = frozen_kwargs["block_lookup"]
        return name, path, args, kwargs


class ArticleStreamField(ConfiguredStreamField):
    """The body of an article: the blocks of the setting ARTICLE_BLOCKS."""

    setting = "ARTICLE_BLOCKS"


class CategoryStreamField(ConfiguredStreamField):
    """The body of a category page: the blocks of the setting CATEGORY_BLOCKS."""

    setting = "CATEGORY_BLOCKS"
