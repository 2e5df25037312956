"""Intervals are sets of moments: what holds for sets of minutes holds for them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.scheduling.intervals import Interval, clip, intersect, merge, minutes, subtract

ORIGIN = datetime(2026, 11, 16, tzinfo=UTC)


def interval(start: int, end: int) -> Interval:
    return Interval(ORIGIN + timedelta(minutes=start), ORIGIN + timedelta(minutes=end))


def moments(*intervals: Interval) -> set[int]:
    """The minutes that the intervals cover."""
    return {
        minute
        for minute in range(70)
        if any(one.holds(ORIGIN + timedelta(minutes=minute)) for one in intervals)
    }


intervals = st.builds(
    lambda start, length: interval(start, start + length), st.integers(0, 50), st.integers(1, 15)
)
several = st.lists(intervals, max_size=6)


def test_an_interval_is_never_empty_and_kept_in_utc() -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        interval(5, 5)
    with pytest.raises(ValueError, match="must end after it starts"):
        interval(5, 4)
    local = ORIGIN.astimezone(ZoneInfo("Europe/Berlin"))
    with pytest.raises(ValueError, match="kept in UTC"):
        Interval(local, local + timedelta(minutes=1))
    with pytest.raises(ValueError, match="kept in UTC"):
        Interval(ORIGIN.replace(tzinfo=None), ORIGIN.replace(tzinfo=None) + timedelta(minutes=1))


def test_the_start_belongs_to_it_and_the_end_does_not() -> None:
    one = interval(10, 20)
    assert (one.length, one.minutes) == (timedelta(minutes=10), 10)
    assert one.holds(one.start)
    assert not one.holds(one.end)
    assert not one.meets(interval(20, 25))
    assert one.meets(interval(19, 25))


@pytest.mark.slow
@given(several)
def test_merged_ones_are_sorted_apart_and_cover_the_same(some: list[Interval]) -> None:
    merged = merge(some)
    assert moments(*merged) == moments(*some)
    assert all(one.end < other.start for one, other in pairwise(merged))
    assert minutes(some) == len(moments(*some))


@pytest.mark.slow
@given(several, several)
def test_what_is_left_and_what_both_have_make_the_whole(some: list[Interval], others: list[Interval]) -> None:
    left, shared = subtract(some, others), intersect(some, others)
    assert moments(*left) == moments(*some) - moments(*others)
    assert moments(*shared) == moments(*some) & moments(*others)
    assert merge((*left, *shared)) == merge(some)
    assert left == merge(left)


@given(several, intervals)
def test_clipped_ones_lie_inside(some: list[Interval], window: Interval) -> None:
    clipped = clip(some, window)
    assert moments(*clipped) == moments(*some) & moments(window)
    assert all(window.start <= one.start and one.end <= window.end for one in clipped)
