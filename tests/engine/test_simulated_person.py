"""The person of a simulated day: the same for the engine and for every policy."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Settings
from intermezzo.engine.simulated_person import PERSONAS, Person, real_calls
from tests.engine.test_practice import LIBRARY

START = datetime(2026, 11, 16, 8, tzinfo=UTC)


def span(first: int, last: int) -> Interval:
    return Interval(START + timedelta(minutes=first), START + timedelta(minutes=last))


DAY = Day(work=(span(0, 480),), busy=(span(60, 120), span(240, 300)), breaks=(span(240, 300),))


def test_odds_are_odds() -> None:
    for persona in PERSONAS.values():
        assert sum(persona.answers.values()) == pytest.approx(1)
        assert 0 <= persona.eases <= 1


def test_an_answer_has_a_number_and_does_not_depend_on_who_asks_first() -> None:
    one, other = (Person(PERSONAS["busy"], DAY, None, "1") for _ in range(2))
    assert [one.answer(number) for number in (4, 0, 2)] == [other.answer(number) for number in (4, 0, 2)]


def test_without_calls_the_probes_know_of_none_and_meetings_are_as_written() -> None:
    person = Person(PERSONAS["diligent"], DAY, None, "1")
    for minute, free in ((59, True), (60, False), (119, False), (120, True), (250, False), (300, True)):
        assert person.can_answer(START + timedelta(minutes=minute)) is free
    assert person.presence(START).in_call is None
    assert not person.in_call(START + timedelta(minutes=60))


def test_a_call_is_seen_by_the_probes_for_as_long_as_it_lasts() -> None:
    person = Person(PERSONAS["diligent"], DAY, [span(60, 110), span(110, 130)], "1")
    on, over = (
        person.presence(START + timedelta(minutes=125)),
        person.presence(START + timedelta(minutes=130)),
    )
    assert on.in_call is True
    assert on.microphone_users == on.sound_users == frozenset({"call"})
    assert over.in_call is False
    assert over.microphone_users == over.sound_users == frozenset()
    assert not person.can_answer(START + timedelta(minutes=125))
    assert person.can_answer(START + timedelta(minutes=130))
    assert not person.can_answer(START + timedelta(minutes=250)), "lunch"


def test_who_is_at_the_desk_is_neither_away_nor_in_a_meeting_nor_at_home() -> None:
    person = Person(PERSONAS["diligent"], DAY, None, "1")
    for minute, there in (
        (-1, False),
        (0, True),
        (59, True),
        (60, False),
        (250, False),
        (479, True),
        (480, False),
    ):
        assert person.at_desk(START + timedelta(minutes=minute)) is there
    gone = Person(PERSONAS["away"], DAY, None, "1", number=21)
    assert not any(gone.at_desk(START + timedelta(minutes=minute)) for minute in range(480))


def test_what_settles_is_hardly_ever_stopped() -> None:
    steps = LIBRARY.sessions["up_and_down"].steps
    assert sorted(step.movement.level for step in steps) == [0, 1, 2]
    person = Person(PERSONAS["flare"], DAY, None, "1")
    stopped = Counter(steps[person.stops_at(steps)].movement.level for _ in range(400))
    assert stopped[0] < 60
    assert stopped[2] > stopped[1] > stopped[0]


def test_idle_time_grows_in_an_absence() -> None:
    person = Person(PERSONAS["away"], DAY, None, "1")
    for one in person.away:
        assert not person.can_answer(one.start)
        late = person.presence(one.end - timedelta(seconds=1)).idle_seconds
        assert late == pytest.approx(one.length.total_seconds() - 1)


def test_calls_run_on_time_overrun_and_end_early_but_only_those_of_meetings() -> None:
    meetings = [
        Occurrence(START + timedelta(days=n), START + timedelta(days=n, minutes=40), "Sync")
        for n in range(200)
    ]
    over = []
    for one in meetings:
        work = (Interval(one.start, one.end + timedelta(hours=8)),)
        lunch = Occurrence(one.end, one.end + timedelta(hours=1), "Lunch")
        all_day = Occurrence(one.start, one.end, "Fair", all_day=True)
        (call,) = real_calls([one, lunch, all_day], Settings(), work, 3)
        assert call.start == one.start
        over.append((call.end - one.end) / timedelta(minutes=1))
    assert min(over) >= -20
    assert max(over) <= 15
    assert 30 < sum(late > 0 for late in over) < 70
    assert 40 < sum(late < 0 for late in over) < 80
