"""Files of the source: told by their bytes, stored once, and no orphan whatever happens."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pytest
from django.test import override_settings
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from tests.importer.conftest import PDF, PlainSource, picture, stored_files
from wagtail_district_news.importer import media
from wagtail_district_news.importer.conf import ImportSettings
from wagtail_district_news.importer.media import DOCUMENT, IMAGE, Media, Prepared, StoreAgain, sweep
from wagtail_district_news.importer.models import ImportedFile
from wagtail_district_news.importer.options import ImportSetupError
from wagtail_district_news.importer.sniff import Refused, document_suffix, looks_like_web_page, read_image

LIMITS = {"max_image_bytes": 200_000, "max_image_pixels": 1_000_000, "max_document_bytes": 1000}


def make_media(files, **limits):
    return Media(PlainSource({}, files), ImportSettings(**{**LIMITS, **limits}), "Legacy import", None)


def prepare(files, name, kind=IMAGE, **limits):
    return make_media(files, **limits).prepare(kind, name, "page.html", "Tên")


def huge_png(width=12_000, height=12_000):
    """A valid PNG of few bytes and very many pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * ((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# what a file is


@pytest.mark.parametrize(
    ("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp"), ("BMP", "png")]
)
def test_pictures_are_told_by_their_bytes(kind, suffix):
    facts = read_image(picture(40, 30, kind=kind), 10_000)
    assert (facts.suffix, facts.width, facts.height) == (suffix, 40, 30)
    assert Pillow.open(io.BytesIO(facts.content)).format.lower() in (suffix, "jpeg")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"GIF8 not really", "not-an-image"),
        (b"<html><body>404</body></html>", "not-an-image"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', "not-an-image"),
        (PDF, "not-an-image"),
        (picture(150, 150)[:150], "broken"),
        (huge_png(), "too-many-pixels"),
        (huge_png(30_000, 30_000), "too-many-pixels"),
        (picture(200, 200), "too-many-pixels"),
    ],
)  # fmt: skip
def test_pictures_that_are_refused(content, code, monkeypatch):
    if code == "too-many-pixels":
        monkeypatch.setattr(
            Pillow.Image, "load", lambda self: pytest.fail("decoded before its pixels were counted")
        )
    with pytest.raises(Refused) as refusal:
        read_image(content, 30_000)
    assert refusal.value.code == code and str(refusal.value)


def test_a_format_that_the_site_does_not_take_is_refused(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["jpg"]
    with pytest.raises(Refused):
        read_image(picture(), 10_000)
    assert read_image(picture(kind="JPEG"), 10_000).suffix == "jpg"


@pytest.mark.parametrize(
    ("content", "name", "suffix"),
    [
        (PDF, "x.doc", "pdf"),
        (b"PK\x03\x04...", "x.DOCX", "docx"),
        (b"words", "notes.txt", "txt"),
        (b"\x01", "x", "bin"),
    ],
)
def test_documents_are_told_by_their_bytes_where_they_tell(content, name, suffix):
    assert document_suffix(content, name) == suffix


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "x.pdf", "empty"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "x.pdf", "web-page"),
        (b"<!-- x --><script>", "x.doc", "web-page"),
        (b"words", "x.html", "web-page"),
        (b"words", "x.svg", "web-page"),
        (b"MZ\x90\x00", "setup.pdf", "program"),
        (b"\x7fELF", "x", "program"),
        (b"#!/bin/sh", "x.txt", "program"),
        (b"words", "x.EXE", "program"),
    ],
)
def test_documents_that_are_refused(content, name, code):
    with pytest.raises(Refused) as refusal:
        document_suffix(content, name)
    assert refusal.value.code == code


def test_a_suffix_that_the_site_does_not_take_is_refused(settings):
    settings.WAGTAILDOCS_EXTENSIONS = ["pdf"]
    assert document_suffix(PDF, "x.pdf") == "pdf"
    with pytest.raises(Refused, match="WAGTAILDOCS_EXTENSIONS"):
        document_suffix(b"PK\x03\x04", "x.docx")


def test_a_word_document_with_markup_inside_is_no_web_page():
    assert not looks_like_web_page(b"\xd0\xcf\x11\xe0 ... <html>")


# limits and references


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "name", "kind", "code"),
    [
        ({}, "gone.png", IMAGE, "missing"),
        ({"big.png": b"x" * 300_000}, "big.png", IMAGE, "unreadable"),
        ({"big.pdf": PDF * 100}, "big.pdf", DOCUMENT, "unreadable"),
        ({}, "data:image/png;base64,%%%", IMAGE, "empty"),
        ({}, "data:image/png;base64," + "A" * 900_000, IMAGE, "too-large"),
        ({}, "data:nonsense", IMAGE, "unreadable"),
    ],
)
def test_what_cannot_be_had_says_why_and_stores_nothing(files, name, kind, code, own_media):
    refusal = prepare(files, name, kind)
    assert isinstance(refusal, Refused) and refusal.code == code and str(refusal)
    assert ImportedFile.objects.count() == 0 and stored_files(own_media) == []


@pytest.mark.django_db
def test_a_picture_inside_the_page():
    uri = "data:image/png;base64," + base64.b64encode(picture()).decode()
    prepared = make_media({}).prepare(IMAGE, uri, "page.html", "")
    assert isinstance(prepared, Prepared) and (prepared.width, prepared.suffix) == (40, "png")


@pytest.mark.django_db
def test_a_file_is_read_once(monkeypatch):
    files, reads = {"a.png": picture()}, []
    room = make_media(files)
    read = room.source.read
    monkeypatch.setattr(PlainSource, "read", lambda self, *args: reads.append(args) or read(*args))
    assert room.prepare(IMAGE, "a.png", "x.html", "") is room.prepare(IMAGE, "a.png", "y.html", "")
    assert len(reads) == 1


@pytest.mark.django_db
def test_a_plan_stores_nothing(own_media):
    prepared = make_media({"a.png": picture()}).prepare(IMAGE, "a.png", "x.html", "", write=False)
    assert isinstance(prepared, Prepared)
    assert ImportedFile.objects.count() == 0 and stored_files(own_media) == []


# storing


def take(room, name="a.png", kind=IMAGE):
    prepared = room.prepare(kind, name, "x.html", "Tên")
    return media.found(prepared, room.ensure([prepared])).pk


@pytest.mark.django_db
def test_one_stored_file_a_content_hash(own_media):
    room = make_media({"a.png": picture(), "b.png": picture(), "f.pdf": PDF})
    assert take(room) == take(room, "b.png") == take(make_media({"c.png": picture()}), "c.png")
    document = get_document_model().objects.get(pk=take(room, "f.pdf", DOCUMENT))
    image = get_image_model().objects.get()
    assert stored_files(own_media) == sorted([image.file.name, document.file.name])
    assert image.file.read() == picture() and document.file.read() == PDF
    assert (image.title, image.collection.name, image.is_stored_locally()) == ("Tên", "Legacy import", True)
    assert image.get_rendition("width-20").width == 20
    assert document.file_size == len(PDF) and len(document.file_hash) == 40
    assert Collection.objects.filter(name="Legacy import").count() == 1


@pytest.mark.django_db
def test_an_image_that_the_site_had_already_is_used(own_media):
    from django.core.files.base import ContentFile

    own = get_image_model().objects.create(title="Own", file=ContentFile(picture(), name="own.png"))
    own._set_image_file_metadata()
    own.save()
    assert take(make_media({"a.png": picture()})) == own.pk
    assert stored_files(own_media) == [own.file.name]
    assert ImportedFile.objects.get().made is False


@pytest.mark.django_db
def test_an_image_that_an_editor_deleted_is_made_again(own_media, django_capture_on_commit_callbacks):
    first = take(make_media({"a.png": picture()}))
    with django_capture_on_commit_callbacks(execute=True):
        get_image_model().objects.get(pk=first).delete()
    assert stored_files(own_media) == []
    second = take(make_media({"a.png": picture()}))
    assert second != first and len(stored_files(own_media)) == 1


@pytest.mark.django_db
def test_a_kill_after_the_intent_leaves_nothing_that_the_next_run_does_not_adopt(own_media):
    room = make_media({"a.png": picture()})
    room.prepare(IMAGE, "a.png", "x.html", "")
    assert len(stored_files(own_media)) == 1 and get_image_model().objects.count() == 0
    take(make_media({"a.png": picture()}))
    assert len(stored_files(own_media)) == 1 and sweep() == 0


@pytest.mark.django_db
def test_a_file_that_a_kill_cut_short_is_written_again(own_media):
    make_media({"a.png": picture()}).prepare(IMAGE, "a.png", "x.html", "")
    (name,) = stored_files(own_media)
    (own_media / name).write_bytes(picture()[:20])
    image = get_image_model().objects.get(pk=take(make_media({"a.png": picture()})))
    assert image.file.read() == picture() and stored_files(own_media) == [name]


@pytest.mark.django_db
def test_what_nobody_needed_is_swept_away(own_media):
    room = make_media({"a.png": picture(), "b.png": picture(color="red")})
    take(room)
    room.prepare(IMAGE, "b.png", "x.html", "")
    assert (sweep(), sweep()) == (1, 0)
    assert stored_files(own_media) == [get_image_model().objects.get().file.name]
    assert ImportedFile.objects.count() == 1


@pytest.mark.django_db
def test_a_file_swept_between_reading_and_writing_asks_for_another_try():
    room = make_media({"a.png": picture()})
    prepared = room.prepare(IMAGE, "a.png", "x.html", "")
    sweep()
    with pytest.raises(StoreAgain):
        room.ensure([prepared])
    room.forget()
    assert take(room)


@pytest.mark.django_db
def test_a_name_that_belongs_to_somebody_else_is_not_taken(own_media):
    from django.core.files.base import ContentFile

    name = media._stored_name(
        make_media({"a.png": picture()}).prepare(IMAGE, "a.png", "x.html", "", write=False)
    )
    other = get_image_model().objects.create(
        title="Other", file=ContentFile(picture(color="red"), name=name.rsplit("/", 1)[-1])
    )
    assert other.file.name == name
    mine = get_image_model().objects.get(pk=take(make_media({"a.png": picture()})))
    assert mine.file.name != other.file.name and other.file.read() == picture(color="red")


@pytest.mark.django_db
def test_a_long_name_in_vietnamese_fits_the_storage(own_media):
    name = "Ảnh lễ khai mạc " * 20 + ".png"
    image = get_image_model().objects.get(pk=take(make_media({name: picture()}), name))
    assert image.file.name.isascii() and len(image.file.name) < 100
    assert image.file.name.startswith("original_images/anh-le-khai-mac")


# a site's own models


class Demanding:
    """Stands for a site's image model with a field that no old portal can fill."""

    def __init__(self):
        from django.db import models

        copyright = models.CharField(max_length=20)
        copyright.set_attributes_from_name("copyright")
        self._meta = type("Meta", (), {"label": "home.Photo", "concrete_fields": [copyright]})


def test_a_media_model_that_wants_more_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(media, "get_image_model", Demanding)
    with pytest.raises(ImportSetupError, match=r"home\.Photo requires copyright.*IMPORT_IMAGE_DEFAULTS"):
        media.check_media_models(ImportSettings(**LIMITS))
    media.check_media_models(ImportSettings(**LIMITS, image_defaults={"copyright": "District"}))


@pytest.mark.django_db
def test_defaults_of_the_site_are_used(settings):
    with override_settings(WAGTAIL_DISTRICT_NEWS={"IMPORT_IMAGE_DEFAULTS": {"focal_point_x": 5}}):
        from wagtail_district_news.importer.conf import import_settings

        room = Media(PlainSource({}, {"a.png": picture()}), import_settings(), "Legacy import", None)
        assert get_image_model().objects.get(pk=take(room)).focal_point_x == 5
