"""An editor who opens a page in the admin, changes nothing and publishes: what a browser would post, made in Python."""

from __future__ import annotations

import json
import re

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

KEY = re.compile(r'\sdata-block-key="[^"]*"')


def save_unchanged(client, page, publish=True):
    """Open the edit view of a page, post the form as it stands, and return the response of the post."""
    return save(client, page, publish)


def save(client, page, publish=True, revision=None, changes=()):
    """Open the edit view of a page or of an old revision, post the form with these changes; return the response.

    `changes` are form fields by name; a StreamField may be given as stored blocks.
    """
    page = page.specific
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = page.get_latest_revision_as_object()
    opened = client.get(
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk]) if revision else url
    )
    assert opened.status_code == 200, (page, opened.status_code)
    if revision:
        shown = revision.as_object()
    data, changes = html_form(opened.content.decode()), dict(changes)
    for field in type(page)._meta.get_fields():
        if isinstance(field, StreamField) and f"{field.name}-count" not in data:
            stream = getattr(shown, field.name)
            if field.name in changes:
                stream = field.to_python(json.dumps(changes.pop(field.name)))
            block_form(field.stream_block, stream, field.name, data)
    data |= {**changes, "action-publish" if publish else "save": "1"}
    return client.post(url, data)


def html_form(html):
    """Return what a browser would post of the page's edit form, without its StreamFields."""
    form = BeautifulSoup(html, "html.parser").select_one("form#page-edit-form, form[data-edit-form]")
    data = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name, kind = control["name"], control.get("type", control.name)
        if "__prefix__" in name or kind in ("submit", "button", "file"):
            continue
        if kind in ("checkbox", "radio"):
            if control.has_attr("checked"):
                data[name] = control.get("value", "on")
        elif control.name == "textarea":
            data[name] = control.text.removeprefix("\n").replace("\n", "\r\n")
        elif control.name == "select":
            chosen = control.select_one("option[selected]")
            data[name] = chosen.get("value", "") if chosen else ""
        else:
            data[name] = control.get("value", "")
    return data


def block_form(block, value, prefix, data):
    """Add to `data` what the admin's JavaScript posts for a block."""
    if isinstance(block, blocks.StreamBlock):
        data[f"{prefix}-count"] = str(len(value))
        for index, child in enumerate(value):
            _member(data, f"{prefix}-{index}", index, child.id, type=child.block_type)
            block_form(child.block, child.value, f"{prefix}-{index}-value", data)
    elif isinstance(block, blocks.ListBlock):
        data[f"{prefix}-count"] = str(len(value))
        for index, child in enumerate(value.bound_blocks):
            _member(data, f"{prefix}-{index}", index, child.id)
            block_form(block.child_block, child.value, f"{prefix}-{index}-value", data)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            block_form(child, value[name], f"{prefix}-{name}", data)
    elif isinstance(block, TypedTableBlock):
        _table(value, prefix, data)
    else:
        _field(block, value, prefix, data)


def _member(data, prefix, index, block_id, **more):
    data.update({f"{prefix}-{name}": text for name, text in more.items()})
    data.update({f"{prefix}-order": str(index), f"{prefix}-deleted": "", f"{prefix}-id": block_id or ""})


def _table(value, prefix, data):
    data[f"{prefix}-caption"] = value.caption
    data[f"{prefix}-column-count"], data[f"{prefix}-row-count"] = (
        str(len(value.columns)),
        str(len(value.row_data)),
    )
    for index, column in enumerate(value.columns):
        column_data = {
            "type": column["block"].name,
            "order": str(index),
            "heading": column["heading"],
            "deleted": "",
        }
        data.update({f"{prefix}-column-{index}-{name}": text for name, text in column_data.items()})
    for number, row in enumerate(value.row_data):
        data.update({f"{prefix}-row-{number}-order": str(number), f"{prefix}-row-{number}-deleted": ""})
        for index, cell in enumerate(row["values"]):
            block_form(value.columns[index]["block"], cell, f"{prefix}-cell-{number}-{index}", data)


def _field(block, value, prefix, data):
    form_value = block.field.prepare_value(block.value_for_form(value))
    if isinstance(form_value, bool):
        if form_value:
            data[prefix] = "on"
        return
    widget = block.field.widget
    if hasattr(widget, "converter"):  # rich text travels as Draft.js content state
        data[prefix] = posted_by_draftail(widget.format_value(form_value))
        return
    if isinstance(form_value, dict):  # a chooser's display data
        form_value = form_value["id"]
    form_value = getattr(form_value, "pk", form_value)
    text = "" if form_value is None else str(form_value)
    data[prefix] = text.replace("\r\n", "\n").replace("\n", "\r\n")


def posted_by_draftail(state):
    """Return what a browser posts of a content state: null where it holds no text at all."""
    parts = json.loads(state)["blocks"]
    marked = any(part["text"].strip() or part["entityRanges"] or part["inlineStyleRanges"] for part in parts)
    return state if marked else "null"


def stored_body(page):
    """Return the raw body as stored, parsed: ids, types, order and values."""
    field = page._meta.get_field("body")
    return json.loads(json.dumps(field.stream_block.get_prep_value(type(page).objects.get(pk=page.pk).body)))


def without_block_keys(value):
    """Return stored blocks without the keys that Draftail adds."""
    return _strip(value)


def _strip(value):
    if isinstance(value, str):
        return KEY.sub("", value).replace("\r\n", "\n")
    if isinstance(value, list):
        return [_strip(each) for each in value]
    if isinstance(value, dict):
        return {name: _strip(each) for name, each in value.items()}
    return value
