"""Never a sound in a call; and only where the user wants one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.practice.model import Day, Kind, Place, Session, Step
from intermezzo.core.practice.sound_policy import in_meeting, must_be_silent, sounds_at, sounds_in
from intermezzo.core.scheduling.intervals import Interval
from tests.core.practice.test_cues import BRIDGE

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MEETING = Interval(NOON, NOON + HOUR)
LUNCH = Interval(NOON + HOUR, NOON + 2 * HOUR)
DAY = Day(busy=(Interval(NOON, NOON + 2 * HOUR),), breaks=(LUNCH,))


@pytest.mark.parametrize(
    ("minutes", "expected"), [(-1, False), (0, True), (59, True), (60, False), (90, False), (120, False)]
)
def test_a_meeting_counts_and_a_break_does_not(minutes: int, expected: bool) -> None:
    assert in_meeting(DAY, (), NOON + timedelta(minutes=minutes)) is expected


def test_a_meeting_that_the_user_announced_counts_in_a_break_too() -> None:
    assert in_meeting(DAY, (LUNCH,), NOON + timedelta(minutes=90))
    assert in_meeting(Day(), (MEETING,), NOON)


@pytest.mark.parametrize(
    ("call", "paused", "muted", "expected"),
    [
        (None, False, False, False),
        (False, False, False, False),
        (True, False, False, True),
        (None, True, False, True),
        (None, False, True, True),
    ],
)
def test_a_call_a_pause_or_the_key_silence_and_unknown_never_counts(
    call: bool | None, paused: bool, muted: bool, expected: bool
) -> None:
    assert must_be_silent(call=call, paused=paused, muted=muted) is expected


def test_floor_and_bed_only_means_so() -> None:
    assert {place for place in Place if sounds_at("floor", place)} == {Place.FLOOR, Place.BED}
    assert all(sounds_at("always", place) for place in Place)
    assert not any(sounds_at("off", place) for place in Place)
    stood = Step(replace(BRIDGE, place=Place.STAND), 1, 1)
    assert sounds_in("floor", Session("s", "S", Kind.RITUAL, (stood, Step(BRIDGE, 1, 1))))
    assert not sounds_in("floor", Session("s", "S", Kind.RITUAL, (stood,)))
