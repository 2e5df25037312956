"""What is decided from given facts: a table of them, and what must hold for any."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Day, Kind, Plan, Slot, Unplaced
from intermezzo.core.scheduling.decision import (
    Facts,
    Hold,
    Offer,
    Wait,
    begins_within,
    decide,
    free_until,
    kept_from,
    meeting_after,
    removed_by,
)
from intermezzo.core.scheduling.intervals import Interval, merge
from intermezzo.core.scheduling.presence import Presence
from tests.core.scheduling.friday import MINUTE, at, span


def slot(clock: str, kind: Kind = Kind.INTERLUDE) -> Slot:
    return Slot(at(clock), at(clock) + 2 * MINUTE, kind)


NOTHING: dict[str, Any] = dict.fromkeys(
    ("microphone", "camera", "screen_shared", "presenting", "inhibited", "full_screen", "do_not_disturb"),
    False,
)


def seated(**what: Any) -> Presence:
    return Presence(locked=False, idle_seconds=10.0, **what)


DAY = Day(work=(span("09:00-12:00"), span("13:00-17:00")), busy=(span("10:00-10:30"), span("14:00-15:00")))
LENGTHS = {Kind.INTERLUDE: 2 * MINUTE, Kind.MICRO: 6 * MINUTE}
FACTS = Facts(
    now=at("10:31"), day=DAY, plan=Plan((slot("10:31"),)), lengths=LENGTHS,
    day_end=datetime(2026, 11, 21, 4, tzinfo=UTC), presence=seated(),
)  # fmt: skip

CASES: list[tuple[str, dict[str, Any], type, Reason, str]] = [
    ("due", {}, Offer, Reason.NEXT_SLOT, "12:00"),
    ("not yet", {"now": at("10:30:30")}, Wait, Reason.NEXT_SLOT, "10:31"),
    ("not yet", {"plan": Plan((slot("11:58"),), due_at=at("11:55"))}, Wait, Reason.NEXT_SLOT, "11:55"),
    (
        "due before it begins",
        {"now": at("11:55"), "plan": Plan((slot("11:58"),), due_at=at("11:55"))},
        Offer,
        Reason.NEXT_SLOT,
        "12:00",
    ),
    (
        "typing while a minute and a session are left",
        {"now": at("11:56:58"), "presence": Presence(False, 0.0)},
        Hold,
        Reason.TYPING,
        "11:57",
    ),
    (
        "typing when no more is left",
        {"now": at("11:57"), "presence": Presence(False, 0.0)},
        Offer,
        Reason.NEXT_SLOT,
        "12:00",
    ),
    ("the welcome is open", {"screening_passed": False}, Wait, Reason.SCREENING, ""),
    ("moving", {"in_session": True}, Wait, Reason.IN_SESSION, "10:31:30"),
    ("offered", {"offered_until": at("10:34")}, Wait, Reason.OFFERED, "10:34"),
    ("no more", {"no_more": True, "plan": Plan()}, Wait, Reason.NO_MORE_TODAY, ""),
    ("paused", {"paused_until": at("11:00")}, Hold, Reason.PAUSED, "11:00"),
    (
        "announced",
        {"paused_until": at("11:00"), "paused_reason": Reason.MEETING_UNTIL},
        Hold, Reason.MEETING_UNTIL, "11:00",
    ),
    ("a pause that is over", {"paused_until": at("10:31")}, Offer, Reason.NEXT_SLOT, "12:00"),
    ("snoozed", {"snoozed_until": at("10:41")}, Hold, Reason.SNOOZED, "10:41"),
    ("a wrong clock", {"clock_suspect": True}, Hold, Reason.CLOCK_SUSPECT, "10:31:30"),
    ("in a meeting", {"now": at("14:20")}, Hold, Reason.IN_MEETING, "15:01"),
    ("locked", {"presence": Presence(locked=True)}, Hold, Reason.LOCKED, "10:31:30"),
    ("in a call", {"presence": Presence(microphone=True)}, Hold, Reason.MICROPHONE, "10:31:30"),
    (
        "only the camera is",
        {"presence": Presence(False, 0.0, microphone=False, camera=True)},
        Hold, Reason.CAMERA, "10:31:30",
    ),
    (
        "listening in a call is not being away",
        {"presence": Presence(False, 900.0, microphone=True)},
        Hold, Reason.MICROPHONE, "10:31:30",
    ),
    ("locked in a call", {"presence": Presence(True, microphone=True)}, Hold, Reason.LOCKED, "10:31:30"),
    ("no call", {"presence": Presence(False, 10.0, False, False)}, Offer, Reason.NEXT_SLOT, "12:00"),
    (
        "the call of the meeting before",
        {"presence": Presence(False, 900.0, microphone=True), "call_running": True},
        Hold, Reason.CALL_RUNNING, "10:31:30",
    ),
    (
        "that call is over",
        {"presence": Presence(False, 10.0, microphone=False), "call_running": True},
        Offer, Reason.NEXT_SLOT, "12:00",
    ),
    ("sharing the screen", {"presence": seated(screen_shared=True)}, Hold, Reason.SCREEN_SHARED, "10:31:30"),
    ("presenting", {"presence": seated(presenting=True)}, Hold, Reason.PRESENTING, "10:31:30"),
    ("a video", {"presence": seated(inhibited=True)}, Hold, Reason.INHIBITED, "10:31:30"),
    (
        "do not disturb", {"presence": seated(do_not_disturb=True)},
        Hold, Reason.DO_NOT_DISTURB, "10:31:30",
    ),
    (
        "do not disturb, and away",
        {"presence": Presence(False, 900.0, do_not_disturb=True)},
        Hold, Reason.DO_NOT_DISTURB, "10:31:30",
    ),
    ("full screen alone", {"presence": seated(full_screen=True)}, Offer, Reason.NEXT_SLOT, "12:00"),
    ("nothing of it is so", {"presence": seated(**NOTHING)}, Offer, Reason.NEXT_SLOT, "12:00"),
    ("typing", {"presence": Presence(False, 0.0)}, Hold, Reason.TYPING, "10:31:05"),
    ("about to pause", {"presence": Presence(False, 3.5)}, Hold, Reason.TYPING, "10:31:01.500"),
    ("almost a pause", {"presence": Presence(False, 4.9)}, Hold, Reason.TYPING, "10:31:01"),
    ("a pause", {"presence": Presence(False, 5.0)}, Offer, Reason.NEXT_SLOT, "12:00"),
    (
        "typing for a while",
        {"presence": Presence(False, 0.0), "typing_since": at("10:28:02")},
        Hold, Reason.TYPING, "10:31:02",
    ),
    (
        "typing for three minutes",
        {"presence": Presence(False, 0.0), "typing_since": at("10:28")},
        Offer, Reason.NEXT_SLOT, "12:00",
    ),
    (
        "asked for, with everything that yields",
        {
            "at_once": True, "back_at": at("10:31"),
            "presence": Presence(False, 0.0, do_not_disturb=True, inhibited=True),
        },
        Offer, Reason.NEXT_SLOT, "12:00",
    ),
    (
        "asked for while sharing the screen",
        {"at_once": True, "presence": seated(do_not_disturb=True, screen_shared=True)},
        Hold, Reason.SCREEN_SHARED, "10:31:30",
    ),
    (
        "asked for too close to a meeting", {"at_once": True, "now": at("13:56:01")},
        Hold, Reason.TOO_CLOSE, "15:01",
    ),
    (
        "in a meeting, and in its call",
        {"now": at("14:20"), "presence": Presence(microphone=True)},
        Hold, Reason.IN_MEETING, "15:01",
    ),
    ("just back", {"back_at": at("10:30")}, Hold, Reason.JUST_BACK, "10:31:30"),
    ("back for a while", {"back_at": at("10:29:30")}, Offer, Reason.NEXT_SLOT, "12:00"),
    ("away", {"presence": Presence(locked=False, idle_seconds=180.0)}, Hold, Reason.AWAY, "10:31:30"),
    ("nothing is known of the user", {"presence": Presence()}, Offer, Reason.NEXT_SLOT, "12:00"),
    ("too close to a meeting", {"now": at("13:56:01")}, Hold, Reason.TOO_CLOSE, "15:01"),
    ("just enough", {"now": at("13:56")}, Offer, Reason.NEXT_SLOT, "13:58"),
    ("too close to the end of work", {"now": at("11:58:01")}, Hold, Reason.TOO_CLOSE, "13:00"),
    (
        "too close for its kind",
        {"now": at("13:53"), "plan": Plan((slot("13:50", Kind.MICRO),))},
        Hold, Reason.TOO_CLOSE, "15:01",
    ),
    ("between two stretches of work", {"now": at("12:10")}, Wait, Reason.BEFORE_WORK, "13:00"),
    ("after work", {"now": at("17:00")}, Wait, Reason.AFTER_WORK, ""),
    ("nothing planned before work", {"now": at("08:00"), "plan": Plan()}, Wait, Reason.BEFORE_WORK, "09:00"),
    ("nothing planned after work", {"now": at("18:00"), "plan": Plan()}, Wait, Reason.AFTER_WORK, ""),
    ("all done", {"plan": Plan()}, Wait, Reason.DAY_DONE, "17:00"),
    (
        "no room",
        {"plan": Plan(unplaced=(Unplaced(Kind.MICRO, "no_gap"),))},
        Wait, Reason.NO_ROOM, "17:00",
    ),
    ("a day off", {"plan": Plan(), "day": Day()}, Wait, Reason.DAY_OFF, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "kind", "reason", "until"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_every_decision_has_a_reason_and_an_end(
    change: dict[str, Any], kind: type, reason: Reason, until: str
) -> None:
    found = decide(replace(FACTS, **change))
    assert isinstance(found, kind)
    assert found.reason is reason
    assert found.until == (at(until) if until else FACTS.day_end)


QUIET = replace(DAY, quiet=(span("10:30-11:30"),))


@pytest.mark.parametrize(
    ("now", "since", "seconds", "reason", "until"),
    [
        ("10:31", None, 0.0, Reason.QUIET_TIME, "10:31:30"),
        ("10:35", "10:31", 19.0, Reason.QUIET_TIME, "10:35:30"),
        ("10:35", "10:31", 20.0, Reason.NEXT_SLOT, "12:00"),
        ("10:40:45", "10:31", 0.0, Reason.QUIET_TIME, "10:41"),
        ("10:41", "10:31", 0.0, Reason.NEXT_SLOT, "12:00"),
        ("10:35", "10:31", None, Reason.QUIET_TIME, "10:35:30"),
        ("11:30", "11:29", 5.0, Reason.NEXT_SLOT, "12:00"),
    ],
)
def test_quiet_time_waits_for_a_natural_pause_but_ten_minutes_at_most(
    now: str, since: str | None, seconds: float | None, reason: Reason, until: str
) -> None:
    found = decide(
        replace(
            FACTS, now=at(now), day=QUIET, quiet_since=at(since) if since else None,
            presence=Presence(locked=False, idle_seconds=seconds),
        )
    )  # fmt: skip
    assert (found.reason, found.until) == (reason, at(until))


@pytest.mark.parametrize(
    ("now", "reason", "until"),
    [("11:56:50", Reason.QUIET_TIME, "11:57"), ("11:57", Reason.NEXT_SLOT, "12:00")],
)
def test_in_quiet_time_it_waits_no_longer_than_a_minute_and_a_session_are_left(
    now: str, reason: Reason, until: str
) -> None:
    day = replace(DAY, quiet=(span("10:30-12:00"),))
    found = decide(replace(FACTS, now=at(now), day=day, presence=Presence(locked=False, idle_seconds=0.0)))
    assert (found.reason, found.until) == (reason, at(until))


@pytest.mark.parametrize(
    ("now", "free"),
    [("09:00", "09:58"), ("10:00", None), ("10:30", "12:00"), ("12:00", None), ("15:00", "17:00")],
)
def test_free_until(now: str, free: str | None) -> None:
    assert free_until(DAY, at(now), 2 * MINUTE) == (at(free) if free else None)


def test_a_meeting_at_the_end_of_work_has_its_margin() -> None:
    late = replace(DAY, busy=(span("17:01-18:00"),))
    assert free_until(late, at("16:00"), 2 * MINUTE) == at("16:59")


def test_after_my_next_meeting_means_one_that_leaves_time_after_it() -> None:
    assert meeting_after(DAY, at("10:10")) == span("14:00-15:00")
    assert meeting_after(replace(DAY, busy=(span("16:30-17:00"),)), at("10:00")) is None
    assert meeting_after(replace(DAY, busy=(span("19:00-20:00"),)), at("10:00")) is None
    assert meeting_after(Day(busy=(span("10:00-11:00"),)), at("09:00")) is None


moments = st.integers(0, 24 * 3600 - 1).map(lambda s: at("00:00") + timedelta(seconds=s))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Interval, ...]:
    found = draw(st.lists(st.tuples(moments, st.integers(1, 300)), max_size=5))
    return merge(Interval(start, start + MINUTE * n) for start, n in found)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    now = draw(moments)
    later = st.none() | st.integers(-600, 600).map(lambda s: now + timedelta(seconds=s))
    slots = draw(st.lists(st.builds(slot, moments.map(lambda m: m.time().isoformat())), max_size=2))
    said: dict[str, Any] = {name: draw(st.none() | st.booleans()) for name in NOTHING}
    ahead = st.none() | st.integers(1, 300).map(lambda s: now + timedelta(seconds=s))
    return Facts(
        now=now,
        day=Day(draw(spans()), draw(spans()), (), draw(spans())),
        plan=Plan(tuple(sorted(slots, key=lambda s: s.start))),
        lengths=LENGTHS,
        day_end=FACTS.day_end,
        presence=Presence(
            draw(st.none() | st.booleans()),
            draw(st.none() | st.floats(0, 4000)),
            **said,
        ),
        back_at=draw(later),
        paused_until=draw(later),
        snoozed_until=draw(later),
        no_more=draw(st.booleans()),
        quiet_since=draw(later),
        typing_since=draw(later),
        call_running=draw(st.booleans()),
        at_once=draw(st.booleans()),
        offered_until=draw(ahead),
        in_session=draw(st.booleans()),
        screening_passed=draw(st.booleans()),
        clock_suspect=draw(st.booleans()),
    )


@given(facts())
@pytest.mark.slow
def test_the_next_look_is_always_ahead_and_no_offer_is_in_the_way(given_facts: Facts) -> None:
    found = decide(given_facts)
    assert found.until > given_facts.now
    assert decide(given_facts) == found
    if isinstance(found, Offer):
        free = free_until(given_facts.day, given_facts.now, given_facts.leave)
        assert free is not None
        assert given_facts.now + LENGTHS[found.slot.kind] <= free == found.until
        assert found.slot.start <= given_facts.now
        assert given_facts.presence.locked is not True
        assert given_facts.presence.in_call is not True
        assert given_facts.presence.screen_shared is not True
        assert given_facts.presence.presenting is not True
        if not given_facts.at_once:
            assert given_facts.presence.do_not_disturb is not True
            assert given_facts.presence.inhibited is not True
    for name in NOTHING:
        if getattr(given_facts.presence, name) is False:
            unknown = replace(given_facts.presence, **{name: None})
            assert decide(replace(given_facts, presence=unknown)) == found, "unknown counts as no"


@pytest.mark.slow
@given(facts())
def test_what_holds_an_offer_back_beside_full_screen_removes_it_too(given_facts: Facts) -> None:
    said = {"call_running": given_facts.call_running, "at_once": given_facts.at_once}
    kept, removed = kept_from(given_facts.presence, **said), removed_by(given_facts.presence, **said)
    if kept is Reason.INHIBITED and given_facts.presence.full_screen is not True:
        assert removed is None
    else:
        assert removed is kept
    typing = replace(given_facts.presence, idle_seconds=0.0)
    assert removed_by(typing, **said) is removed, "a key press removes nothing"


@pytest.mark.parametrize(
    ("since", "now", "left", "found"),
    [
        ("13:55", "13:58:30", 300, False),  # more than a minute away
        ("13:55", "13:59:30", 300, True),
        ("13:55", "13:59:30", 20, False),  # over before it begins
        ("13:55", "14:05", 20, True),  # it began meanwhile
        ("14:01", "14:05", 300, False),  # begun in the middle of it
        ("09:55", "10:31", 300, False),  # it is over
        ("16:00", "16:59:30", 300, False),  # the end of work is no meeting
    ],
)
def test_a_meeting_that_begins_in_a_session(since: str, now: str, left: float, found: bool) -> None:
    meeting = begins_within(DAY, at(since), at(now), left)
    assert (meeting is not None) == found
    paused = replace(DAY, breaks=(span("14:00-15:00"),))
    assert begins_within(paused, at(since), at(now), left) is None, "a break is no interruption"
