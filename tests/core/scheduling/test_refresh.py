"""When a calendar is fetched again: often enough, never in a crowd, and never against the server's wish."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.refresh import FARTHEST, NEAREST, LastAnswer, next_refresh

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WORK = tuple(Interval(NINE + day * 24 * HOUR, NINE + day * 24 * HOUR + 8 * HOUR) for day in range(3))
seeds = st.text(max_size=5)
moments = st.integers(0, 16 * 3600).map(lambda second: NINE - 4 * HOUR + timedelta(seconds=second))
answers = st.builds(LastAnswer, moments, st.integers(0, 50), st.sampled_from((0.0, 120.0, 86400.0)))


def after(minutes: float, *, failures: int = 0, seed: str = "a", slot: datetime | None = None) -> float:
    """Return how many minutes after an answer at 11:00 it is fetched again."""
    at = NINE + 2 * HOUR
    found = next_refresh(at + minutes * MINUTE, LastAnswer(at, failures), WORK, slot, seed)
    assert found is not None
    return (found - at) / MINUTE


@given(seeds)
def test_every_fifteen_minutes_give_or_take_three(seed: str) -> None:
    assert 12 <= after(0, seed=seed) <= 18


def test_the_minutes_differ_between_calendars() -> None:
    found = [after(0, seed=str(number)) for number in range(200)]
    assert min(found) < 13 < 17 < max(found)
    assert 14 < sum(found) / len(found) < 16


@given(seeds, st.integers(1, 50))
def test_after_faults_the_wait_doubles_up_to_an_hour(seed: str, failures: int) -> None:
    wait = min(2 ** (failures - 1), 60)
    assert 0.8 * wait <= after(0, failures=failures, seed=seed) <= 1.2 * wait


@given(seeds, st.integers(5, 11))
def test_it_is_fetched_shortly_before_a_slot(seed: str, minutes: int) -> None:
    slot = NINE + 2 * HOUR + minutes * MINUTE
    assert minutes - 4 <= after(0, seed=seed, slot=slot, failures=0) <= minutes - 2
    assert minutes - 4 <= after(0, seed=seed, slot=slot, failures=9) <= minutes - 2


@given(seeds)
def test_a_slot_that_is_new_and_near_is_fetched_for_at_once(seed: str) -> None:
    assert after(5, seed=seed, slot=NINE + 2 * HOUR + 6 * MINUTE) == 5


@given(seeds)
def test_once_before_a_slot_is_enough(seed: str) -> None:
    assert after(0, seed=seed, slot=NINE + 2 * HOUR + 4 * MINUTE) >= 12


@given(moments, answers, st.none() | moments, seeds)
def test_it_is_never_earlier_than_now_or_than_the_server_wishes(
    now: datetime, last: LastAnswer, slot: datetime | None, seed: str
) -> None:
    found = next_refresh(now, last, WORK, slot, seed)
    assert found is not None
    assert found >= now
    if last.at <= now:
        assert found >= last.at + timedelta(seconds=last.retry_after)


@given(moments, answers, st.none() | moments, seeds)
def test_it_is_in_working_time_or_shortly_before(
    now: datetime, last: LastAnswer, slot: datetime | None, seed: str
) -> None:
    found = next_refresh(now, last, WORK, slot, seed)
    assert found is not None
    assert any(one.start - FARTHEST <= found < one.end for one in WORK)


@given(moments, answers, st.none() | moments, seeds)
def test_it_stays_the_same_until_it_is_due(
    now: datetime, last: LastAnswer, slot: datetime | None, seed: str
) -> None:
    found = next_refresh(now, last, WORK, slot, seed)
    assert found is not None
    if last.at <= now:
        assert next_refresh(now + (found - now) / 2, last, WORK, slot, seed) == found
        assert next_refresh(found, last, WORK, slot, seed) == found


def test_what_was_never_fetched_is_due_in_working_time() -> None:
    assert next_refresh(NINE, None, WORK, None, "a") == NINE
    early = next_refresh(NINE - HOUR, None, WORK, None, "a")
    assert early is not None
    assert NINE - FARTHEST <= early <= NINE - NEAREST


def test_a_machine_that_slept_fetches_once_on_waking() -> None:
    last = LastAnswer(NINE - 60 * HOUR)
    assert next_refresh(NINE + HOUR, last, WORK, None, "a") == NINE + HOUR
    assert after(60) == 60


def test_an_answer_from_the_future_counts_as_none() -> None:
    assert next_refresh(NINE, LastAnswer(NINE + HOUR), WORK, None, "a") == NINE


@pytest.mark.parametrize("work", [(), WORK[:1]])
def test_without_working_time_ahead_nothing_is_fetched(work: tuple[Interval, ...]) -> None:
    assert next_refresh(NINE + 9 * HOUR, None, work, None, "a") is None
