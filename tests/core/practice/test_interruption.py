"""What a running session does about a lock, a meeting and a call."""

from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.practice.interruption import GONE_LIMIT, Action, Watch, ends_after_sleep, follow
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MEETING = Interval(NOON, NOON + HOUR)
OPEN, LOCKED, UNKNOWN = Presence(locked=False), Presence(locked=True), Presence()
FREE, CALL = Presence(microphone=False, camera=False), Presence(microphone=True, camera=False)


def run(
    *samples: tuple[float, Presence], watch: Watch | None = None, meeting: Interval | None = None,
    asking: bool = False,
) -> tuple[Watch, list[tuple[Action, ...]]]:  # fmt: skip
    """Follow the samples, each at its time in seconds."""
    watch, found = watch or Watch(), []
    for now, sample in samples:
        watch, actions = follow(watch, sample, now, meeting, asking=asking)
        found.append(actions)
    return watch, found


def test_a_lock_pauses_once_and_the_unlocked_screen_goes_on() -> None:
    _watch, found = run((0, OPEN), (2, LOCKED), (4, LOCKED), (6, UNKNOWN), (8, OPEN), (10, OPEN))
    assert found == [(), (Action.PAUSE,), (), (), (Action.RESUME,), ()]


def test_behind_a_lock_it_ends_after_the_limit() -> None:
    _watch, found = run((5, LOCKED), (5 + GONE_LIMIT, LOCKED), (6 + GONE_LIMIT, LOCKED))
    assert found == [(Action.PAUSE,), (), (Action.INTERRUPT,)]


def test_an_unlocked_screen_begins_the_limit_anew() -> None:
    _watch, found = run((0, LOCKED), (100, OPEN), (110, LOCKED), (110 + GONE_LIMIT, LOCKED))
    assert found[-1] == ()


def test_a_meeting_is_asked_about_once_and_the_next_one_again() -> None:
    watch, found = run((0, OPEN), (2, OPEN), meeting=MEETING)
    assert found == [(Action.ASK_FOR_MEETING,), ()]
    _watch, found = run((4, OPEN), watch=watch, meeting=Interval(MEETING.end, MEETING.end + HOUR))
    assert found == [(Action.ASK_FOR_MEETING,)]


def test_a_meeting_that_moved_is_the_same_one() -> None:
    watch, _found = run((0, OPEN), meeting=MEETING)
    _watch, found = run((2, OPEN), watch=watch, meeting=Interval(NOON + timedelta(minutes=5), NOON + HOUR))
    assert found == [()]


def test_a_call_is_asked_about_once_a_session() -> None:
    _watch, found = run((0, FREE), (2, CALL), (4, FREE), (6, CALL))
    assert found == [(), (Action.ASK_FOR_CALL,), (), ()]


@pytest.mark.parametrize("first", [CALL, UNKNOWN])
def test_a_call_that_may_have_begun_before_the_session_is_not_asked_about(first: Presence) -> None:
    _watch, found = run((0, first), (2, CALL))
    assert found == [(), ()]


def test_a_call_in_a_meeting_that_was_asked_about_is_not_asked_about() -> None:
    watch, _found = run((0, FREE), meeting=MEETING)
    _watch, found = run((2, CALL), watch=watch, meeting=MEETING)
    assert found == [()]


def test_without_an_answer_the_rest_comes_later() -> None:
    watch, _found = run((10, OPEN), meeting=MEETING)
    _watch, found = run(
        (10 + GONE_LIMIT, OPEN), (11 + GONE_LIMIT, OPEN), watch=watch, meeting=MEETING, asking=True
    )
    assert found == [(), (Action.FINISH_LATER,)]


def test_while_the_question_stands_a_lock_still_counts_and_no_other_question_comes() -> None:
    watch, _found = run((0, FREE), meeting=MEETING)
    _watch, found = run((2, Presence(locked=True, microphone=True)), watch=watch, asking=True)
    assert found == [(Action.PAUSE,)]


def test_a_long_sleep_ends_a_session() -> None:
    assert not ends_after_sleep(GONE_LIMIT)
    assert ends_after_sleep(GONE_LIMIT + 1)
