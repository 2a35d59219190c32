"""Periods of the archive: which dates exist, where days begin, what a calendar shows."""

from datetime import UTC, date, datetime, timedelta
from datetime import timezone as fixed_zone
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from wagtail_district_news.archive import ArchivePeriod, month_calendar


def test_a_year_alone_is_a_period():
    period = ArchivePeriod(2018)
    assert (period.unit, period.path, str(period), period.parent) == ("year", "2018/", "2018", None)


def test_month_and_day_know_their_parents():
    day = ArchivePeriod(2018, 10, 25)
    assert (day.unit, day.path, str(day)) == ("day", "2018/10/25/", "2018-10-25")
    assert day.parent == ArchivePeriod(2018, 10)
    assert day.parent.unit == "month"
    assert day.parent.path == "2018/10/"
    assert day.parent.parent == ArchivePeriod(2018)


@pytest.mark.parametrize(
    "parts",
    [
        (2018, 13),
        (2018, 0),
        (2018, 2, 29),
        (2018, 2, 0),
        (2018, 4, 31),
        (0,),
        (999,),
        (9999,),
        (2018, None, 5),
    ],
)
def test_impossible_dates_are_refused(parts):
    with pytest.raises(ValueError):
        ArchivePeriod(*parts)


@pytest.mark.parametrize(
    "parts", [("",), (None, 1), ("x",), ("2018", "xx"), ("2018", "02", "30"), ("9" * 30,)]
)
def test_text_that_is_no_date_is_refused(parts):
    with pytest.raises(ValueError):
        ArchivePeriod.from_parts(*parts)


def test_text_becomes_a_period():
    assert ArchivePeriod.from_parts("2018") == ArchivePeriod(2018)
    assert ArchivePeriod.from_parts("2018", "10", "") == ArchivePeriod(2018, 10)
    assert ArchivePeriod.from_parts("2020", "02", "29") == ArchivePeriod(2020, 2, 29)


def test_bounds_are_half_open_and_in_the_sites_zone():
    day = ArchivePeriod(2018, 10, 25)
    assert day.start == datetime(2018, 10, 24, 17, 0, tzinfo=UTC)  # midnight seven hours east
    assert day.end == datetime(2018, 10, 25, 17, 0, tzinfo=UTC)
    assert day.start in day
    assert day.end not in day
    assert day.end - timedelta(microseconds=1) in day


@pytest.mark.parametrize(
    ("period", "following"),
    [
        (ArchivePeriod(2018), ArchivePeriod(2019)),
        (ArchivePeriod(2018, 12), ArchivePeriod(2019, 1)),
        (ArchivePeriod(2018, 2), ArchivePeriod(2018, 3)),
        (ArchivePeriod(2018, 12, 31), ArchivePeriod(2019, 1, 1)),
        (ArchivePeriod(2020, 2, 28), ArchivePeriod(2020, 2, 29)),
    ],
)
def test_one_period_ends_where_the_next_begins(period, following):
    assert period.end == following.start


def test_the_active_time_zone_does_not_move_a_day():
    moment = datetime(2018, 10, 25, 17, 30, tzinfo=UTC)  # half past midnight, the day after, on the site
    with timezone.override(ZoneInfo("America/Los_Angeles")):
        assert ArchivePeriod.containing(moment) == ArchivePeriod(2018, 10, 26)
        assert ArchivePeriod(2018, 10, 26).start == datetime(2018, 10, 25, 17, 0, tzinfo=UTC)


def test_any_aware_moment_is_filed_by_year_month_or_day():
    moment = datetime(2018, 12, 31, 23, 30, tzinfo=fixed_zone(timedelta(hours=-3)))
    assert ArchivePeriod.containing(moment, "year") == ArchivePeriod(2019)
    assert ArchivePeriod.containing(moment, "month") == ArchivePeriod(2019, 1)
    assert ArchivePeriod.containing(moment, "day") == ArchivePeriod(2019, 1, 1)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", (2023, 3, 26), 23),
        ("Europe/Berlin", (2023, 10, 29), 25),
        ("America/Sao_Paulo", (2018, 11, 4), 23),  # midnight itself is skipped
        ("America/Havana", (2018, 11, 4), 25),  # midnight comes twice
        ("Asia/Ho_Chi_Minh", (2018, 10, 25), 24),
    ],
)
def test_days_of_a_clock_change_are_whole(settings, zone, day, hours):
    settings.TIME_ZONE = zone
    period = ArchivePeriod(*day)
    assert (period.end.astimezone(UTC) - period.start.astimezone(UTC)) == timedelta(hours=hours)
    assert ArchivePeriod.containing(period.start) == period
    assert ArchivePeriod.containing(period.end.astimezone(UTC) - timedelta(seconds=1)) == period
    assert ArchivePeriod.containing(period.start.astimezone(UTC) - timedelta(seconds=1)) != period


def test_a_calendar_of_a_month_without_articles_is_whole():
    weeks = month_calendar(ArchivePeriod(2018, 10), {})
    assert [len(week) for week in weeks] == [7] * 5
    assert weeks[0][0].date == date(2018, 10, 1)  # a Monday
    assert sum(day.in_month for week in weeks for day in week) == 31
    assert {day.count for week in weeks for day in week} == {0}


def test_a_calendar_shows_counts_on_their_days_only():
    weeks = month_calendar(ArchivePeriod(2018, 11, 5), {5: 3, 30: 1})
    days = {day.date: day for week in weeks for day in week}
    assert days[date(2018, 11, 5)].count == 3
    assert days[date(2018, 11, 30)].period == ArchivePeriod(2018, 11, 30)
    assert days[date(2018, 10, 30)].count == 0
    assert days[date(2018, 10, 30)].period is None


def test_a_calendar_may_begin_on_sunday_and_needs_a_month():
    assert month_calendar(ArchivePeriod(2018, 10), {}, first_weekday=6)[0][0].date == date(2018, 9, 30)
    with pytest.raises(ValueError):
        month_calendar(ArchivePeriod(2018), {})


def test_a_period_has_parts_that_fill_it():
    assert ArchivePeriod(2018, 10, 25).parts() == []
    for period, count in (
        (ArchivePeriod(2018), 12),
        (ArchivePeriod(2020, 2), 29),
        (ArchivePeriod(2018, 12), 31),
    ):
        parts = period.parts()
        assert len(parts) == count
        assert (parts[0].start, parts[-1].end) == (period.start, period.end)
        assert all(part.parent == period for part in parts)
