"""How a row is appended past Django's cursor, and when it is not."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from wagtail_district_news import counting
from wagtail_district_news.counting import clock, tables
from wagtail_district_news.models import Sighting

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Looking:
    def __call__(self, execute, sql, params, many, context):
        self.seen = sql
        return execute(sql, params, many, context)


def test_a_view_is_one_statement_however_it_is_sent(article, reader):
    counting.record_page(article, reader(REMOTE_ADDR="203.0.113.1"))  # past the cursor
    request = reader(REMOTE_ADDR="203.0.113.2")
    Site.find_for_request(request)  # which remembers it, as for every page
    with CaptureQueriesContext(connection) as captured:
        counting.record_page(article, request)
    assert len(captured) == 1 and captured[0]["sql"].startswith("INSERT")
    looking = Looking()
    with connection.execute_wrapper(looking):
        counting.record_view(article, reader(REMOTE_ADDR="203.0.113.3"))
    assert looking.seen.startswith("INSERT")
    with transaction.atomic():
        counting.record_view(article, reader(REMOTE_ADDR="203.0.113.4"))
        assert Sighting.objects.count() == 3
    rows = list(Sighting.objects.order_by("id").values_list("page_id", "day"))
    assert rows == [(article.pk, clock.today())] * 4
    assert list(Sighting.objects.order_by("id").values_list("site_id", flat=True))[2:] == [None, None]
    assert counting.view_count(article).own == 4


def test_what_cannot_be_written_is_logged_and_the_page_is_served(article, reader, caplog):
    assert counting.record_view(article, reader())
    table = connection.ops.quote_name(Sighting._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME COLUMN visitor TO nobody")
    try:
        assert counting.record_view(article, reader())
        with pytest.raises(DatabaseError):
            tables.append(f"INSERT INTO {table} (visitor) VALUES (%s)", (1,))
        assert connection.errors_occurred
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME COLUMN nobody TO visitor")
    assert "could not be counted" in caplog.text
    assert Sighting.objects.count() == 1


def test_a_connection_that_is_not_there_yet_is_made(article, reader):
    connection.close()
    assert counting.record_view(article, reader())
    assert Sighting.objects.count() == 1
