"""What the importer takes from the settings: limits, and field values for a site's own media models."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail_district_news import conf


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """Limits in bytes and pixels; `*_defaults` are field values for every image or document that is made."""

    max_image_bytes: int
    max_image_pixels: int
    max_document_bytes: int
    image_defaults: dict[str, Any] = field(default_factory=dict)
    document_defaults: dict[str, Any] = field(default_factory=dict)


def import_settings() -> ImportSettings:
    """Return the importer's settings as they stand now (tests override them)."""
    return ImportSettings(
        max_image_bytes=conf.setting("IMPORT_MAX_IMAGE_BYTES"),
        max_image_pixels=conf.setting("IMPORT_MAX_IMAGE_PIXELS"),
        max_document_bytes=conf.setting("IMPORT_MAX_DOCUMENT_BYTES"),
        image_defaults=conf.setting("IMPORT_IMAGE_DEFAULTS"),
        document_defaults=conf.setting("IMPORT_DOCUMENT_DEFAULTS"),
    )
