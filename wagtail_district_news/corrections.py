"""Corrections of a baseline in the log: who changed it, from what to what."""

from __future__ import annotations

from django.utils.encoding import force_str
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from .numbers import grouped

CORRECTED = "wagtail_district_news.correct_count"
SOURCE_LENGTH = 100  # of a source in one line of the history


class CorrectionFormatter(LogFormatter):
    """Says a correction in the language of who reads the history."""

    label = gettext_lazy("Correct the old count")
    message = gettext_lazy("Old count corrected")

    def format_message(self, log_entry):
        changes = log_entry.data.get("changes", {})
        said = []
        if "legacy_count" in changes:
            before, after = changes["legacy_count"]
            said.append(
                _("Old count changed from %(before)s to %(after)s.")
                % {"before": grouped(before), "after": grouped(after)}
            )
        if "legacy_source" in changes:
            before, after = (_quoted(source) for source in changes["legacy_source"])
            said.append(
                _("Its source changed from %(before)s to %(after)s.") % {"before": before, "after": after}
            )
        return " ".join(said) or force_str(self.message)


def _quoted(source: str) -> str:
    return f"“{Truncator(source).chars(SOURCE_LENGTH)}”"


def log_correction(counter, form, user) -> None:
    """Log what a saved form changed of a counter; nothing if it changed nothing."""
    if not form.has_changed():
        return
    changes = {name: [form.initial.get(name), form.cleaned_data[name]] for name in form.changed_data}
    log(counter, CORRECTED, user=user, data={"changes": changes}, content_changed=True)
