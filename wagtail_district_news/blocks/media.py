"""Blocks that show or offer something: figure, gallery, document, embed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from .addresses import web_address
from .checked import CheckedStructBlock
from .embeds import embed_html
from .representations import alt_text, document_representation, image_representation

MEDIA = _("Pictures and files")


class FigureValue(blocks.StructValue):
    """A figure's value, with the text alternative that a page should print."""

    @property
    def alt(self) -> str:
        return alt_text(self.get("image"), self.get("alt_text"), self.get("decorative"))


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Text alternative"),
        required=False,
        max_length=500,
        help_text=_(
            "What the picture shows, for those who cannot see it. Empty: the picture's own description."
        ),
    )
    decorative = blocks.BooleanBlock(
        label=_("Only decoration"),
        required=False,
        help_text=_("The picture says nothing that the text does not; screen readers pass over it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=1000)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=255)

    def get_api_representation(self, value, context=None):
        return {
            "image": image_representation(value.get("image"), value.alt),
            "alt_text": value.alt,
            "decorative": bool(value.get("decorative")),
            "caption": value.get("caption") or "",
            "credit": value.get("credit") or "",
        }

    def get_preview_value(self):
        # "The ward's new reading room", "Picture: the editors"
        return self.normalize(
            {
                "image": get_image_model().objects.order_by("-pk").first(),
                "caption": "Phòng đọc mới của phường",
                "credit": "Ảnh: Ban biên tập",
            }
        )

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        value_class = FigureValue
        template = "wagtail_district_news/blocks/figure.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        description = _("A picture with caption and credit")


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(FigureBlock(), label=_("Pictures"), min_num=1)
    caption = blocks.CharBlock(label=_("Caption of the gallery"), required=False, max_length=1000)

    def get_preview_value(self):
        figure = self.child_blocks["images"].child_block.get_preview_value()
        return self.normalize({"images": [figure, figure], "caption": "Ngày khai trương"})  # "Opening day"

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Gallery")
        template = "wagtail_district_news/blocks/gallery.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        description = _("Several pictures that belong together")


class DocumentValue(blocks.StructValue):
    """A document's value, with the title that a page should print."""

    @property
    def shown_title(self) -> str:
        document = self.get("document")
        return (self.get("title") or "").strip() or (document.title if document else "")


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=500, help_text=_("Empty: the document's own title.")
    )

    def get_api_representation(self, value, context=None):
        return document_representation(value.get("document"), value.get("title"))

    def get_preview_value(self):
        # "Citizens' reception hours, fourth quarter"
        newest = get_document_model().objects.order_by("-pk").first()
        return self.normalize({"document": newest, "title": "Lịch tiếp công dân quý IV"})

    class Meta:
        icon = "doc-full"
        group = MEDIA
        label = _("Document")
        value_class = DocumentValue
        template = "wagtail_district_news/blocks/document.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        description = _("A file to download")


class EmbedBlock(CheckedStructBlock):
    """A video or the like. Saving never asks the network; what cannot be embedded is shown as a link."""

    url = blocks.URLBlock(
        label=_("Address"), max_length=2000, help_text=_("The page of the video or the map.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=1000)

    def checked(self, value):
        if value and value.get("url"):
            value["url"] = web_address(str(value["url"]))
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["embed_html"] = embed_html(value.get("url") or "")
        return context

    def get_api_representation(self, value, context=None):
        url = value.get("url") or ""
        return {"url": url, "caption": value.get("caption") or "", "html": embed_html(url)}

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Embed")
        template = "wagtail_district_news/blocks/embed.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        preview_value = {"url": "https://example.org/video/1", "caption": "Phóng sự ngắn"}  # "A short report"
        description = _("A video, a map or the like from another site")
