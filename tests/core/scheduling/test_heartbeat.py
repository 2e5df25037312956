"""Two clocks, and what their difference says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.scheduling.heartbeat import Beat, Jump, beat

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HOUR = 3600.0
DAY = 24 * HOUR


def jump(
    wall: float, monotonic: float, offset: int = 60, boot: float | None = None, start: datetime = START
) -> Jump | None:
    """What a beat says after the clocks went on by so many seconds."""
    first = Beat(start, 1000.0, 60, None if boot is None else 5000.0)
    later = start + timedelta(seconds=wall)
    return beat(first, Beat(later, 1000.0 + monotonic, offset, None if boot is None else 5000.0 + boot))


@pytest.mark.parametrize(
    ("wall", "monotonic", "away", "suspect"),
    [
        (2 * HOUR, 30, 2 * HOUR, False),
        (51, 30, 51, False),
        (5 * DAY, 30, 5 * DAY, False),
        (2 * HOUR, 2 * HOUR, 2 * HOUR, False),
        (76, 76, 76, False),
        (-2 * HOUR, 30, 0, False),
        (0, 30, 0, False),
        (-HOUR, 2 * HOUR, 2 * HOUR, False),
        (8 * DAY, 30, 0, True),
        (3650 * DAY, 30, 0, True),
        (-20_000 * DAY, 30, 0, True),
    ],
)
def test_without_the_time_since_boot(wall: float, monotonic: float, away: float, suspect: bool) -> None:
    found = jump(wall, monotonic)
    assert found is not None
    assert (found.away, found.suspect) == (timedelta(seconds=away), suspect)


@pytest.mark.parametrize(
    ("wall", "monotonic", "boot", "away", "suspect"),
    [
        (2 * HOUR, 30, 2 * HOUR, 2 * HOUR, False),
        (2 * HOUR, 30, 30, 0, False),
        (20 * DAY, 30, 20 * DAY, 20 * DAY, False),
        (20 * DAY, 30, 30, 0, True),
        (-HOUR, 30, 30, 0, False),
        (HOUR, 30, 2 * HOUR, 2 * HOUR, False),
        (5 * HOUR, 5 * HOUR, 5 * HOUR, 5 * HOUR, False),
    ],
)
def test_with_the_time_since_boot(
    wall: float, monotonic: float, boot: float, away: float, suspect: bool
) -> None:
    shift = timedelta(seconds=wall - boot)
    assert jump(wall, monotonic, boot=boot) == Jump(timedelta(seconds=away), suspect, shift)


def test_two_jumps_are_one() -> None:
    day, hour = timedelta(days=1), timedelta(hours=1)
    both = Jump(hour, suspect=True, shift=day).then(Jump(hour, shift=-hour))
    assert both == Jump(2 * hour, suspect=False, shift=day - hour)


@pytest.mark.parametrize(
    ("wall", "monotonic"), [(30, 30), (30, 31.5), (49, 30), (12, 30), (75, 75), (0.001, 0)]
)
def test_an_ordinary_beat_says_nothing(wall: float, monotonic: float) -> None:
    assert jump(wall, monotonic) is None
    assert jump(wall, monotonic, boot=monotonic) is None


def test_a_new_zone_alone() -> None:
    assert jump(30, 30, offset=-300) == Jump()


def test_a_flight_is_a_sleep_and_a_new_zone() -> None:
    assert jump(9 * HOUR, 30, offset=-300) == Jump(timedelta(hours=9))


def test_a_clock_that_stays_before_2024_stays_suspect() -> None:
    assert jump(30, 30, start=datetime(1970, 1, 1, tzinfo=UTC)) == Jump(suspect=True)


@given(st.floats(-(10**9), 10**9), st.floats(0, 10**8), st.one_of(st.none(), st.floats(0, 10**8)))
def test_a_difference_is_a_jump_and_a_sleep_lasts_as_long_as_the_clocks_say(
    wall: float, monotonic: float, slept: float | None
) -> None:
    found = jump(wall, monotonic, boot=None if slept is None else monotonic + slept)
    if found is None:
        assert abs(wall - monotonic) <= 40
    elif slept is None:
        assert found.away >= timedelta()
    else:
        assert found.away in {timedelta(), timedelta(seconds=(5000.0 + monotonic + slept) - 5000.0)}
