"""What a front end without templates is told of images and documents."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .. import conf
from ..renditions import renditions
from .file_names import names_a_file


def alt_text(image, alt="", decorative=False) -> str:
    """Return the text alternative of an image where it is used.

    Nothing for a decorative one; else the words of this use, the image's own description, its title. A title
    that an upload took from the file's name describes nothing, and nobody should have to listen to it.
    """
    if decorative or image is None:
        return ""
    described = (alt or "").strip() or getattr(image, "description", "")
    return described or ("" if names_a_file(image.title, image.file.name) else image.title)


def image_representation(image, alt="") -> dict | None:
    """Return an image with its renditions by name, or None without one.

    {"id", "title", "alt", "renditions": {name: {"url", "full_url", "width", "height", "alt"}}}; the names are
    those of API_IMAGE_SPECS. There are no renditions if the file is lost.
    """
    if image is None:
        return None
    specs = conf.setting("API_IMAGE_SPECS")
    found = renditions(image, list(specs.values()))
    return {
        "id": image.pk,
        "title": image.title,
        "alt": alt,
        "renditions": {
            name: rendition_representation(found[spec], alt) for name, spec in specs.items() if spec in found
        },
    }


def rendition_representation(rendition, alt="") -> dict:
    """Return one rendition as {"url", "full_url", "width", "height", "alt"}."""
    return {
        "url": rendition.url,
        "full_url": rendition.full_url,
        "width": rendition.width,
        "height": rendition.height,
        "alt": alt,
    }


def document_representation(document, title="") -> dict | None:
    """Return a document as {"id", "title", "url", "size" (bytes or None), "file_extension"}, or None."""
    if document is None:
        return None
    return {
        "id": document.pk,
        "title": (title or "").strip() or document.title or _("Document"),
        "url": document.url,
        "size": document.get_file_size(),
        "file_extension": document.file_extension,
    }
