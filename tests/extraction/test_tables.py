"""Tables that hold data, tables that lay out, and the grid of the first."""

import pytest

from tests.extraction.reading import convert_body, elements
from wagtail_district_news.extraction.documents import Figure, RichText, Table


def table(markup):
    (element,) = elements(markup)
    assert isinstance(element, Table)
    return element


def test_a_table_with_a_head():
    found = table("<table><tr><th>Year<th>Sum</tr><tr><td>2001<td>1</tr><tr><td>2002<td>2</tr></table>")
    assert found == Table((("Year", "Sum"), ("2001", "1"), ("2002", "2")), has_header=True)


def test_a_drawn_table_without_a_head():
    assert table('<table border="1"><tr><td>a<td>b<tr><td>c<td>d</table>') == Table((("a", "b"), ("c", "d")))


def test_a_bold_first_row_names_the_columns():
    assert table("<table border=1><tr><td><b>a</b><td><b>b</b><tr><td>c<td>d</table>").has_header
    assert not table(
        "<table border=1><tr><td><b>a</b><td><b>b</b><tr><td><b>c</b><td><b>d</b></table>"
    ).has_header


def test_spans_make_an_even_grid():
    found = table("<table border=1><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>")
    assert found.rows == (("a", "b", ""), ("", "c", "d"), ("e", "", ""))


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "99999999999"])
def test_nonsense_spans_do_no_harm(span):
    found = table(f'<table border=1><tr><td colspan="{span}" rowspan="{span}">a<td>b<tr><td>c<td>d</table>')
    assert len({len(row) for row in found.rows}) == 1
    assert {cell for row in found.rows for cell in row} >= {"a", "b", "c", "d"}


def test_cells_hold_inline_html_only():
    found = table(
        "<table border=1><tr><td><p>a</p><p><b>b</b></p><td><ul><li>c<li>d</ul>"
        '<tr><td><a href="/x">e</a><td><script>x</script>f</table>'
    )
    assert found.rows == (("a<br/><b>b</b>", "c<br/>d"), ('<a href="/x">e</a>', "f"))


def test_a_caption_of_a_table():
    assert table("<table><caption>Sums</caption><tr><td>a<td>b<tr><td>c<td>d</table>").caption == "Sums"


def test_empty_rows_go():
    assert table("<table border=1><tr><td>a<td>b<tr><td>&nbsp;<td><tr><td>c<td>d</table>").rows == (
        ("a", "b"),
        ("c", "d"),
    )


def test_a_picture_in_a_data_table_stands_after_it():
    found = elements("<table border=1><tr><td>a<td>b<tr><td>c<td>d<img src=x.jpg><tr><td>e<td>f</table>")
    assert isinstance(found[0], Table) and isinstance(found[1], Figure)


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>a</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td>a<td>b</table>",
        "<table border=0><tr><td>To<td>The chairman<tr><td>b<td>c</table>",
        "<table><tr><td><table><tr><td>a</table><td>b<tr><td>c<td>d</table>",
        f"<table border=1><tr><td>{'long ' * 200}<td>{'long ' * 200}<tr><td>{'long ' * 200}<td>a</table>",
    ],
)
def test_tables_that_lay_out_are_unwrapped(markup):
    assert all(isinstance(element, RichText) for element in elements(markup))


def test_layout_tables_many_deep_lose_nothing():
    deep = "<table><tr><td>before" * 30 + "<p>core</p>" + "after</td></tr></table>" * 30
    (element,) = elements(deep)
    assert element.html.count("before") == 30 and element.html.count("after") == 30


def test_a_data_table_inside_a_layout_table():
    found = elements("<table><tr><td>x<table border=1><tr><td>a<td>b<tr><td>c<td>d</table>y</table>")
    assert [type(element) for element in found] == [RichText, Table, RichText]


def test_spans_without_measure_are_not_unrolled():
    row = "<tr>" + "<td colspan=100 rowspan=100>a" * 200
    _, converted = convert_body(f"<table border=1>{row * 20}</table>")
    assert len(converted.consumed) == 4000
