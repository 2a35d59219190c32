"""Which addresses name a document or a picture: by the path, by the query, however it is written."""

import pytest

from wagtail_district_news.extraction.clean import is_document, is_picture


@pytest.mark.parametrize(
    "address",
    [
        "a.pdf", "/a/b.PDF", "http://h.example/a.b.docx", "get.aspx?file=a.doc&x=1", "a%2Epdf", "a.%70df",
        "a.%37z", "a.pdf/", "../a.zip#top", "a.pdf%20",
    ],
)  # fmt: skip
def test_documents(address):
    assert is_document(address) and not is_picture(address)


@pytest.mark.parametrize(
    "address", ["", "/", "a", "a.html", "a.pdfx", "pdf", "//h.pdf", "a.pdf.html", "#a.pdf"]
)
def test_others(address):
    assert not is_document(address)
