"""Two clocks, and what their difference says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.scheduling.heartbeat import Beat, Jump, JumpKind, beat

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HOUR = 3600.0
DAY = 24 * HOUR


def jump(
    wall: float, monotonic: float, offset: int = 60, boot: float | None = None, start: datetime = START
) -> Jump | None:
    """What a beat says after the clocks went on by so many seconds."""
    first = Beat(start, 1000.0, 60, None if boot is None else 5000.0)
    return beat(
        first,
        start + timedelta(seconds=wall),
        1000.0 + monotonic,
        offset,
        None if boot is None else 5000.0 + boot,
    )


@pytest.mark.parametrize(
    ("wall", "monotonic", "kind", "away", "shift"),
    [
        (2 * HOUR, 30, JumpKind.SUSPENDED, 2 * HOUR, 0),
        (51, 30, JumpKind.SUSPENDED, 51, 0),
        (5 * DAY, 30, JumpKind.SUSPENDED, 5 * DAY, 0),
        (2 * HOUR, 2 * HOUR, JumpKind.STOPPED, 2 * HOUR, 0),
        (76, 76, JumpKind.STOPPED, 76, 0),
        (-2 * HOUR, 30, JumpKind.SET_BACK, 0, -2 * HOUR - 30),
        (0, 30, JumpKind.SET_BACK, 0, -30),
        (-HOUR, 2 * HOUR, JumpKind.SET_BACK, 2 * HOUR, -3 * HOUR),
        (8 * DAY, 30, JumpKind.SUSPECT, 0, 8 * DAY - 30),
        (3650 * DAY, 30, JumpKind.SUSPECT, 0, 3650 * DAY - 30),
        (-20_000 * DAY, 30, JumpKind.SUSPECT, 0, -20_000 * DAY - 30),
    ],
)
def test_without_the_time_since_boot(
    wall: float, monotonic: float, kind: JumpKind, away: float, shift: float
) -> None:
    assert jump(wall, monotonic) == Jump(
        kind, START, timedelta(seconds=away), timedelta(seconds=shift), zone_changed=False
    )


@pytest.mark.parametrize(
    ("wall", "monotonic", "boot", "kind", "away", "shift"),
    [
        (2 * HOUR, 30, 2 * HOUR, JumpKind.SUSPENDED, 2 * HOUR, 0),
        (2 * HOUR, 30, 30, JumpKind.SET_FORWARD, 0, 2 * HOUR - 30),
        (20 * DAY, 30, 20 * DAY, JumpKind.SUSPENDED, 20 * DAY, 0),
        (20 * DAY, 30, 30, JumpKind.SUSPECT, 0, 20 * DAY - 30),
        (-HOUR, 30, 30, JumpKind.SET_BACK, 0, -HOUR - 30),
        (HOUR, 30, 2 * HOUR, JumpKind.SET_BACK, 2 * HOUR, -HOUR),
        (5 * HOUR, 5 * HOUR, 5 * HOUR, JumpKind.STOPPED, 5 * HOUR, 0),
    ],
)
def test_with_the_time_since_boot(
    wall: float, monotonic: float, boot: float, kind: JumpKind, away: float, shift: float
) -> None:
    assert jump(wall, monotonic, boot=boot) == Jump(
        kind, START, timedelta(seconds=away), timedelta(seconds=shift), zone_changed=False
    )


@pytest.mark.parametrize(
    ("wall", "monotonic"), [(30, 30), (30, 31.5), (49, 30), (12, 30), (75, 75), (0.001, 0)]
)
def test_an_ordinary_beat_says_nothing(wall: float, monotonic: float) -> None:
    assert jump(wall, monotonic) is None
    assert jump(wall, monotonic, boot=monotonic) is None


def test_a_new_zone_alone() -> None:
    assert jump(30, 30, offset=-300) == Jump(
        JumpKind.ZONE, START, timedelta(), timedelta(), zone_changed=True
    )


def test_a_flight_is_a_sleep_and_a_new_zone() -> None:
    found = jump(9 * HOUR, 30, offset=-300)
    assert found is not None
    assert (found.kind, found.zone_changed, found.away) == (JumpKind.SUSPENDED, True, timedelta(hours=9))


def test_a_clock_that_stays_before_2024_stays_suspect() -> None:
    found = jump(30, 30, start=datetime(1970, 1, 1, tzinfo=UTC))
    assert found is not None
    assert found.kind is JumpKind.SUSPECT


@given(st.floats(-(10**9), 10**9), st.floats(0, 10**8), st.one_of(st.none(), st.floats(0, 10**8)))
def test_sleep_and_shift_account_for_the_whole_difference(
    wall: float, monotonic: float, slept: float | None
) -> None:
    found = jump(wall, monotonic, boot=None if slept is None else monotonic + slept)
    if found is None:
        assert abs(wall - monotonic) <= 40
    else:
        assert found.away >= timedelta()
        if slept is not None and abs(found.shift) > timedelta():
            assert abs(found.shift.total_seconds() - (wall - monotonic - slept)) < 0.01
