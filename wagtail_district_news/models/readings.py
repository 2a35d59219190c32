"""What was counted, by day, and what still waits to be; `counting` alone writes here."""

from django.db import models
from django.db.models import Q

from .base import PAGE_MODEL_NAME, stays_out_of_reference_index


class Daily(models.Model):
    """What was counted on one day of the site's zone; without a day: before there were days."""

    day = models.DateField(null=True, editable=False)
    count = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class DailyViewCount(Daily):
    """The views of one page on one day."""

    page = models.ForeignKey(
        PAGE_MODEL_NAME, on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )

    stays_out_of_reference_index(page)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="wdn_views_once_a_day"),
            models.UniqueConstraint(fields=["page"], condition=Q(day=None), name="wdn_views_before_once"),
        ]
        # all that the most read of some days needs stands in the index
        indexes = [models.Index(fields=["day", "page", "count"], name="wdn_views_by_day")]


class DailyVisitorCount(Daily):
    """The visits of one site on one day."""

    site = models.ForeignKey(
        "wagtailcore.Site", on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )

    stays_out_of_reference_index(site)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site", "day"], name="wdn_visits_once_a_day"),
            models.UniqueConstraint(fields=["site"], condition=Q(day=None), name="wdn_visits_before_once"),
        ]


class AppendedKey(models.BigAutoField):
    """A key of rows that come and go: SQLite may give it again, and keeps no record of the greatest."""

    def db_type_suffix(self, connection):
        return None if connection.vendor == "sqlite" else super().db_type_suffix(connection)


class Sighting(models.Model):
    """One request of a reader that is not rolled up yet: only ever appended, and read with what was before it.

    No foreign keys and no index, for the sake of speed. `visitor` is a hash under the salt of `day`, `seen_at`
    milliseconds since 1970.
    """

    id = AppendedKey(primary_key=True)
    page_id = models.BigIntegerField(null=True)
    site_id = models.BigIntegerField(null=True)
    visitor = models.BigIntegerField()
    day = models.DateField()
    seen_at = models.BigIntegerField()

    class Meta:
        default_permissions = ()


class LastSeen(models.Model):
    """When a visitor was last on a page or a site, by what is rolled up; kept until the visitor would count anew.

    `owner` is a page or a site, by `kind`.
    """

    pk = models.CompositePrimaryKey("kind", "owner", "visitor")
    kind = models.SmallIntegerField()
    owner = models.BigIntegerField()
    visitor = models.BigIntegerField()
    seen_at = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "seen_at"], name="wdn_last_seen")]


class CountingState(models.Model):
    """One row that all processes share: the salt of the day, and when counts were last rolled up.

    `begun_at`: when a roll-up was begun that may still be under way. Both are milliseconds since 1970.
    """

    salt_day = models.DateField(null=True)
    salt = models.CharField(max_length=64, blank=True)
    rolled_up_at = models.BigIntegerField(default=0)
    begun_at = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()


class FlushedBatch(models.Model):
    """A batch of the Valkey store that stands in the tables: it is never added twice."""

    id = models.BigIntegerField(primary_key=True)
    flushed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
