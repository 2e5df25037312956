"""The call of a meeting, told by samples: what ends it early, and what does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.scheduling.call import RECENT, SILENT_FOR, Call, follow
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MEETING = Interval(NOON - 1800 * SECOND, NOON + 1800 * SECOND)
BEFORE = Interval(NOON - 5400 * SECOND, NOON - 1800 * SECOND)
TALKING = Presence(
    False, 0.0, microphone=True, camera=True, screen_shared=False, microphone_users=frozenset({"zoom"}),
    sound_users=frozenset({"zoom", "player"}),
)  # fmt: skip
GONE = Presence(
    False, 0.0, microphone=False, camera=False, screen_shared=False, microphone_users=frozenset(),
    sound_users=frozenset({"player"}),
)  # fmt: skip
ON = Call(MEETING, NOON, frozenset({"zoom"}), share_known=True)


def after(
    call: Call | None, *samples: tuple[int, Presence], meeting: Interval | None = MEETING
) -> Call | None:
    """The call after these samples, each so many seconds past noon."""
    for seconds, presence in samples:
        call = follow(call, presence, meeting, NOON + seconds * SECOND)
    return call


def test_a_microphone_in_a_meeting_begins_a_call_and_nothing_else_does() -> None:
    assert after(None, (0, TALKING)) == ON
    for presence in (GONE, Presence(), replace(GONE, camera=True, sound_users=frozenset({"zoom"}))):
        assert after(None, (0, presence)) is None
    assert after(None, (0, TALKING), meeting=None) is None


def test_it_is_over_once_nothing_of_it_has_been_left_for_a_minute() -> None:
    call = after(ON, (10, GONE), (40, GONE))
    assert call is not None
    assert call.silent_since == NOON + 10 * SECOND
    assert not call.is_over(NOON + 69 * SECOND)
    assert call.is_over(NOON + 70 * SECOND)
    assert not call.is_over(MEETING.end), "that is its end"


@pytest.mark.parametrize(
    "left",
    [
        {"microphone": True},
        {"microphone": None},
        {"camera": True},
        {"camera": None},
        {"screen_shared": True},
        {"screen_shared": None},
        {"sound_users": frozenset({"zoom", "player"})},
        {"sound_users": None},
    ],
)
def test_what_is_left_of_it_or_unknown_counts_the_minute_anew(left: dict[str, Any]) -> None:
    call = after(ON, (10, GONE), (40, replace(GONE, **left)))
    assert call is not None
    assert call.silent_since is None
    call = after(call, (60, GONE))
    assert call is not None
    assert call.silent_since == NOON + 60 * SECOND


def test_a_share_that_no_probe_knows_of_keeps_no_call_on() -> None:
    talking, gone = replace(TALKING, screen_shared=None), replace(GONE, screen_shared=None)
    call = after(None, (0, talking), (10, gone), (40, gone))
    assert call is not None
    assert call.silent_since == NOON + 10 * SECOND
    call = after(call, (50, replace(gone, screen_shared=True)), (60, gone))
    assert call is not None
    assert call.silent_since is None, "a share was known of, and nobody knows that it is gone"


def test_a_call_of_an_unknown_program_is_never_over() -> None:
    call = after(None, (0, replace(TALKING, microphone_users=None)), (10, GONE))
    assert call is not None
    assert call.silent_since is None
    later = after(call, (20, TALKING), (30, replace(TALKING, microphone_users=None)), (40, GONE))
    assert later is not None
    assert later.programs == {"zoom"}
    assert later.silent_since == NOON + 40 * SECOND


def test_each_meeting_has_its_own_call() -> None:
    assert after(replace(ON, meeting=BEFORE), (0, GONE)) is None
    assert after(replace(ON, meeting=BEFORE, programs=frozenset({"other"})), (0, TALKING)) == ON


def test_it_runs_over_as_long_as_it_is_heard_of() -> None:
    call = after(replace(ON, meeting=BEFORE), (60, TALKING), meeting=None)
    assert call is not None
    assert call.runs_over(NOON + 60 * SECOND + RECENT)
    assert not call.runs_over(NOON + 61 * SECOND + RECENT)
    assert after(call, (70, Presence()), meeting=None) == call
    assert after(call, (70, GONE), meeting=None) is None
    late = int((60 * SECOND + RECENT).total_seconds()) + 1
    assert after(call, (late, TALKING), meeting=None) is None, "another call"
    assert after(call, (late, Presence()), meeting=None) is None


some = st.none() | st.booleans()
users = st.none() | st.frozensets(st.sampled_from(["zoom", "player"]))
presences = st.builds(
    Presence, microphone=some, camera=some, screen_shared=some, microphone_users=users, sound_users=users
)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(1, 60), presences | st.just(GONE), st.booleans()), max_size=12))
def test_a_call_is_over_only_after_a_minute_of_samples_that_all_know_it_is_gone(
    course: list[tuple[int, Presence, bool]],
) -> None:
    call, now, seen = after(None, (0, TALKING)), NOON, list[tuple[datetime, Presence]]()
    for seconds, presence, within in course:
        now += seconds * SECOND
        call = follow(call, presence, MEETING if within else None, now)
        seen.append((now, presence))
        if call is None:
            return
        if call.is_over(now):
            last = [one for at, one in seen if at >= now - SILENT_FOR]
            assert all(one.microphone is one.camera is one.screen_shared is False for one in last)
            assert all(one.sound_users is not None and "zoom" not in one.sound_users for one in last)
