"""Absences, told from one sample to the next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling.away import follow, own_break
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def test_idle_from_the_last_sign_to_the_next() -> None:
    absence, gone = follow(None, Presence(False, 250.0), at(10))
    assert absence == at(10) - timedelta(seconds=250)
    assert gone is None
    absence, gone = follow(absence, Presence(False, 850.0), at(20))
    assert gone is None
    absence, gone = follow(absence, Presence(False, 5.0), at(22))
    assert gone == Interval(at(10) - timedelta(seconds=250), at(22) - timedelta(seconds=5))
    assert absence is None


def test_short_pauses_are_no_absence() -> None:
    assert follow(None, Presence(False, 239.0), at(10)) == (None, None)


def test_a_lock_counts_where_idle_is_unknown() -> None:
    absence, _ = follow(None, Presence(locked=True), at(0))
    absence, gone = follow(absence, Presence(locked=False), at(15))
    assert gone == Interval(at(0), at(15))


def test_unknown_ends_and_begins_nothing() -> None:
    there = at(0)
    assert follow(there, Presence(), at(30)) == (there, None)
    assert follow(None, Presence(), at(30)) == (None, None)


def test_only_ten_free_working_minutes_are_a_break() -> None:
    day = Day(work=(Interval(at(0), at(480)),), busy=(Interval(at(30), at(60)),))
    assert own_break(Interval(at(20), at(65)), day) == Interval(at(20), at(30))
    assert own_break(Interval(at(21), at(65)), day) is None
    assert own_break(Interval(at(31), at(59)), day) is None
    assert own_break(Interval(at(470), at(600)), day) == Interval(at(470), at(480))


def test_asleep_is_away_even_where_nothing_is_known() -> None:
    ten = timedelta(minutes=10)
    assert follow(None, Presence(), at(30), asleep=ten) == (None, Interval(at(20), at(30)))
    assert follow(at(5), Presence(), at(30), asleep=ten) == (None, Interval(at(5), at(30)))
    assert follow(None, Presence(locked=True), at(30), asleep=ten) == (at(20), None)


def test_listening_in_a_call_is_no_absence_and_a_lock_is_one() -> None:
    talking = Presence(False, 900.0, microphone=True)
    assert follow(None, talking, at(20)) == (None, None)
    assert follow(at(5), talking, at(20)) == (None, None), "nobody was away since then"
    assert follow(None, replace(talking, microphone=None), at(20))[0] == at(5)
    assert follow(None, replace(talking, locked=True), at(20))[0] == at(5)
    nap = timedelta(minutes=10)
    assert follow(None, talking, at(20), asleep=nap)[0] == at(5), "asleep is asleep"


def test_hands_off_the_keys_in_a_session_is_no_absence() -> None:
    absence, gone = follow(None, Presence(False, 500.0), at(10), after=at(9))
    assert (absence, gone) == (at(9), None)
    assert follow(absence, Presence(False, 1.0), at(12), after=at(9))[1] == Interval(
        at(9), at(12) - timedelta(seconds=1)
    )
    assert follow(None, Presence(False, 500.0), at(10), after=at(11))[0] == at(10), "the clock was set back"


def test_a_return_before_the_absence_began_is_none() -> None:
    assert follow(at(10), Presence(False, 0.0), at(5)) == (None, None)
