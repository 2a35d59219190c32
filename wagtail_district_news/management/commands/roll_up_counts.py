"""roll_up_counts: move what was counted and waits, in the database or in Valkey, to the days and totals."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ... import counting


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Roll up the views and visits that wait. Requests do it too; with Valkey, run it every minute."
        )

    def handle(self, *args, **options):
        counting.roll_up()
        self.stdout.write(_("All that was counted stands in the days and totals."))
