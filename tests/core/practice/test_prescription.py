"""A prescription: what is due, what is done, what is open, and the session that it becomes."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.cues import Phrases, Tone, ToneStart, sound_cues
from intermezzo.core.practice.feedback import WHYS
from intermezzo.core.practice.model import BreathKind, Kind
from intermezzo.core.practice.prescription import (
    DAYS,
    Exercise,
    ExerciseSet,
    OpenExercise,
    Prescription,
    days_due,
    dosed,
    due,
    exercise_ids,
    fitting,
    open_after,
    open_today,
    parse_session_id,
    remarks,
    session_by_id,
    session_of,
    sets_done,
    steps,
)
from intermezzo.core.practice.timeline import Phase, lead_in, moment_at
from tests.plans import MONDAY, RAISES, movement, own, plan

pytestmark = pytest.mark.slow

FRIDAY = MONDAY + timedelta(days=4)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def row(step: ExerciseSet, share: float = 1.0, *, occurrence: str = "one", day: date = FRIDAY) -> Event:
    return Event(
        f"{occurrence}-{step.exercise}-{step.number}-{share}", EventKind.STEP, NOON, 0, day,
        occurrence=occurrence, seconds=share * step.seconds, detail=step.detail(),
    )  # fmt: skip


def opens(one: Prescription, rows: list[Event], day: date = FRIDAY) -> dict[str, int]:
    """What is open, and from which set on."""
    return {o.exercise.id: o.begin for o in open_today([one], day, sets_done([one], rows))}


# -- when ---------------------------------------------------------------------------------------------


@given(first=days, length=st.integers(0, 90), every=st.integers(1, 28), day=days)
def test_alternate_days_are_counted_from_the_first(first: date, length: int, every: int, day: date) -> None:
    exercise = own(every=every)
    whole = plan(first=first, last=first + timedelta(days=length), exercises=(exercise,))
    on = [d for d in (first + timedelta(days=n) for n in range(length + 1)) if due(whole, exercise, d)]
    assert on == [first + timedelta(days=n) for n in range(0, length + 1, every)]
    assert due(whole, exercise, day) == (day in on)


@given(first=days, length=st.integers(0, 60), on=st.sets(st.sampled_from(DAYS), min_size=1), day=days)
def test_days_of_the_week_hold_between_first_and_last(
    first: date, length: int, on: set[str], day: date
) -> None:
    exercise = own(days=tuple(one for one in DAYS if one in on))
    last = first + timedelta(days=length)
    whole = plan(first=first, last=last, exercises=(exercise,))
    assert due(whole, exercise, day) == (first <= day <= last and DAYS[day.weekday()] in on)


@given(day=days)
def test_a_plan_without_a_last_day_goes_on(day: date) -> None:
    whole = plan(last=None, exercises=(own(),))
    assert due(whole, whole.exercises[0], day) == (day >= MONDAY)


@given(missed=st.integers(1, 20), sets=st.integers(1, 4), times=st.integers(1, 3))
def test_what_was_missed_is_neither_doubled_nor_carried_over(missed: int, sets: int, times: int) -> None:
    exercise = own(sets=sets, times=times)
    whole = plan(last=None, exercises=(exercise,))
    today = MONDAY + timedelta(days=missed)
    owed = open_today([whole], today, sets_done([whole], []))
    assert owed == (OpenExercise(whole, exercise, 0, times - 1),)
    assert len(steps(owed[0])) == sets
    # Whatever was done on the days before changes nothing either.
    before = [row(one, day=today - timedelta(days=1)) for one in steps(owed[0])]
    assert open_today([whole], today, sets_done([whole], before)) == owed


def test_the_days_of_a_span_are_told() -> None:
    whole = plan()
    week = days_due(whole, whole.exercises[0], MONDAY, MONDAY + timedelta(days=6))
    assert [day.isoformat() for day in week] == ["2026-11-16", "2026-11-18", "2026-11-20"]
    assert days_due(whole, whole.exercises[0], MONDAY, MONDAY - timedelta(days=1)) == ()


# -- what was done ------------------------------------------------------------------------------------


def test_a_set_counts_from_four_fifths_on_and_its_time_goes_on_after_it() -> None:
    whole = plan()
    assert opens(whole, []) == {"bird_dog": 0, "wall_squat": 0, "heel_raises_on_the_step": 0}
    first, second = steps(OpenExercise(whole, whole.exercises[0]))
    assert opens(whole, [row(first, 0.79)])["bird_dog"] == 0
    assert opens(whole, [row(first, 0.8)])["bird_dog"] == 1
    assert [one.number for one in steps(OpenExercise(whole, whole.exercises[0], 1))] == [2]
    assert "bird_dog" not in opens(whole, [row(first), row(second)])
    # Parts of one set in one session are one set; of two sessions they are none.
    assert opens(whole, [row(first, 0.5), row(first, 0.31)])["bird_dog"] == 1
    assert opens(whole, [row(first, 0.5), row(first, 0.31, occurrence="two")])["bird_dog"] == 0
    assert opens(whole, [row(first, 0.81), row(first, 0.9)])["bird_dog"] == 1


@given(done=st.integers(0, 12), sets=st.integers(1, 4), times=st.integers(1, 3))
def test_as_many_sets_are_open_as_were_written_and_not_done(done: int, sets: int, times: int) -> None:
    exercise = own(sets=sets, times=times)
    whole = plan(exercises=(exercise,))
    counted = {("hip", exercise.id, FRIDAY): done}
    left = []
    while owed := open_today([whole], FRIDAY, counted):
        left.append(len(steps(owed[0])))
        counted = {("hip", exercise.id, FRIDAY): counted["hip", exercise.id, FRIDAY] + left[-1]}
    assert sum(left) == max(0, sets * times - done)


def test_done_already_counts_to_the_end_of_the_time_that_was_open() -> None:
    whole = plan()
    raises = steps(OpenExercise(whole, whole.exercises[2]))
    session = session_of([OpenExercise(whole, whole.exercises[2])])
    said = Event("x", EventKind.DONE_ALREADY, NOON, 0, FRIDAY, session=session.id)
    assert opens(whole, [said])["heel_raises_on_the_step"] == 0
    assert sets_done([whole], [row(raises[0]), said])["hip", "heel_raises_on_the_step", FRIDAY] == 3
    twice = [said, replace(said, id="y")]
    assert "heel_raises_on_the_step" not in opens(whole, twice)


def test_rows_of_other_sessions_are_passed_over() -> None:
    plain = Event("x", EventKind.STEP, NOON, 0, FRIDAY, seconds=900, detail={"movement": "bird_dog"})
    other = Event("y", EventKind.DONE_ALREADY, NOON, 0, FRIDAY, session="seated_reset")
    assert not +Counter(sets_done([plan()], [plain, other]))


# -- the dose -----------------------------------------------------------------------------------------


def test_repetitions_keep_the_movement_s_own_tempo_and_breath() -> None:
    written = dosed(Exercise("x", movement("bird_dog"), reps=5))
    assert (written.reps, written.tempo, written.breath) == (
        5, movement("bird_dog").tempo, movement("bird_dog").breath,
    )  # fmt: skip
    assert dosed(Exercise("x", movement("bird_dog"))).reps == movement("bird_dog").reps


@given(hold=st.floats(1, 600), reps=st.none() | st.integers(1, 20), library=st.booleans())
def test_a_hold_is_held_exactly_as_long_as_written(hold: float, reps: int | None, library: bool) -> None:
    exercise = (
        Exercise("x", movement("wall_squat"), hold=hold, reps=reps) if library else own(hold=hold, reps=reps)
    )
    written = dosed(exercise)
    assert written.tempo[1] == hold
    assert written.reps == (reps or 1)
    assert sum(one.seconds for one in written.breath) == pytest.approx(written.rep_seconds)
    assert {one.kind for one in written.breath} == {BreathKind.FREE}


def test_what_is_in_no_library_has_its_words_as_its_cue() -> None:
    assert dosed(own(reps=12)).cues == (RAISES,)
    said = Exercise("x", movement("bird_dog"), instructions="Only to the height of the hip.")
    assert dosed(said).cues[0] == "Only to the height of the hip."
    assert dosed(said).cues[1:] == movement("bird_dog").cues


def test_instructions_are_read_before_a_set_and_not_in_its_second_repetition_at_first() -> None:
    said = Exercise("x", movement("bird_dog"), instructions="Only to the height of the hip.", reps=1)
    step = session_of([OpenExercise(plan(exercises=(said,)), said)]).steps[0]
    assert step.movement.start == f"{movement('bird_dog').start} Only to the height of the hip."
    assert dosed(own(reps=12)).start == RAISES


@given(rest=st.none() | st.integers(0, 600), sets=st.integers(1, 5), sides=st.sampled_from([None, 1, 2]))
def test_the_rest_between_sets_is_as_written(rest: int | None, sets: int, sides: int | None) -> None:
    exercise = own(sets=sets, reps=10, rest=rest, sides=sides)
    session = session_of([OpenExercise(plan(exercises=(exercise,)), exercise)])
    starts = session.starts
    active = 10 * 4 * (sides or 1)
    pauses = [late - early - active for early, late in pairwise(starts)]
    assert pauses == [30 if rest is None else rest] * (sets - 1)
    assert session.seconds == starts[-1] + active
    assert all(0.0 <= moment_at(session, at / 3).breath_fill <= 1.0 for at in range(int(session.seconds) * 3))
    if sets > 1 and rest:
        assert moment_at(session, starts[1] - rest / 2).phase is Phase.CHANGE_OVER
        assert moment_at(session, starts[1] - rest / 2).breath_left == pytest.approx(rest / 2)


@given(rest=st.integers(0, 90), sets=st.integers(1, 4), hold=st.none() | st.integers(1, 60))
def test_it_is_told_like_any_session(rest: int, sets: int, hold: int | None) -> None:
    exercises = (own("a", sets=sets, reps=3, rest=rest, hold=hold), own("b", sets=2, reps=2, rest=rest))
    session = session_of(open_today([plan(exercises=exercises)], FRIDAY, {}))
    told = sound_cues(
        session,
        Phrases(side=lambda _step, _moment: "Other side.", last="Last one.", arrived="", close="Done."),
    )
    changes = [one.at for one in told if isinstance(one, ToneStart) and one.tone is Tone.CHANGE]
    leads = [lead_in(session, n) for n in range(1, len(session.steps)) if session.leads[n]]
    assert changes == pytest.approx([*leads, session.seconds])


# -- the session --------------------------------------------------------------------------------------


def test_its_kind_is_told_by_its_length_and_its_id_by_what_is_in_it() -> None:
    whole = plan()
    owed = open_today([whole], FRIDAY, {})
    session = session_of(owed)
    assert session.id == "plan:hip:bird_dog+wall_squat+heel_raises_on_the_step"
    assert (session.title, session.kind) == ("Hip and ankle", Kind.MICRO)
    assert session_of(owed[:1]).kind is Kind.INTERLUDE
    assert parse_session_id(session.id) == ("hip", ("bird_dog", "wall_squat", "heel_raises_on_the_step"))
    assert (
        parse_session_id("seated_reset")
        == parse_session_id("plan:")
        == parse_session_id("plan:hip")
        == parse_session_id("")
        == ("", ())
    )
    assert open_after(owed, session_of(owed[:2])) == owed[2:]
    again = open_after(owed, session)
    assert again == (OpenExercise(whole, whole.exercises[2], 0, 0),), (
        "twice a day: the second time comes later"
    )
    assert open_after(again, session) == ()


@given(seconds=st.floats(0, 2000), count=st.integers(0, 5))
def test_a_gap_holds_whole_exercises_in_their_order(seconds: float, count: int) -> None:
    exercises = tuple(own(f"e{n}", sets=n + 1, reps=5 + 7 * n, rest=20) for n in range(count))
    whole = plan(exercises=exercises)
    owed = open_today([whole], FRIDAY, {})
    found = fitting(owed, seconds)
    alone = [session_of([one]).seconds for one in owed]
    if found is None:
        assert all(one > seconds for one in alone)
        return
    assert found.seconds <= seconds
    ids = parse_session_id(found.id)[1]
    assert list(ids) == [one.exercise.id for one in owed if one.exercise.id in ids]
    for one in owed:
        sets = [
            step.number
            for step in found.steps
            if isinstance(step, ExerciseSet) and step.exercise == one.exercise.id
        ]
        assert sets == (list(range(1, one.exercise.sets + 1)) if one.exercise.id in ids else [])
    # Nothing that would still have room is left out.
    rest = open_after(owed, found)
    assert all(session_of([*(o for o in owed if o not in rest), one]).seconds > seconds for one in rest)


@given(gap=st.integers(200, 640))
def test_a_whole_that_no_gap_holds_is_spread_over_several(gap: int) -> None:
    exercises = tuple(own(f"e{n}", sets=2, reps=8 + n, rest=20) for n in range(6))
    owed = open_today([plan(exercises=exercises)], FRIDAY, {})
    assert session_of(owed).seconds > gap
    spread: list[str] = []
    while owed:
        part = fitting(owed, gap)
        assert part is not None
        spread += parse_session_id(part.id)[1]
        owed = open_after(owed, part)
    assert sorted(spread) == [f"e{n}" for n in range(6)]


def test_the_first_plan_that_fits_comes_first_and_a_session_is_of_one() -> None:
    long = plan(id="a", exercises=(own("long", reps=200),))
    short = plan(id="b", exercises=(own("short", reps=5),))
    owed = open_today([long, short], FRIDAY, {})
    assert [parse_session_id(one.id)[0] for one in (fitting(owed, 2000), fitting(owed, 60)) if one] == [
        "a",
        "b",
    ]
    with pytest.raises(ValueError, match="of one prescription"):
        session_of(owed)


def test_an_id_finds_its_session_again_with_what_is_open_of_it() -> None:
    whole = plan()
    session = session_of(open_today([whole], FRIDAY, {})[:2])
    assert session_by_id([whole], session.id, ()) == session
    half = session_by_id([whole], session.id, [OpenExercise(whole, whole.exercises[0], 1)])
    assert half is not None
    assert len(half.steps) == len(session.steps) - 1
    assert session_by_id([], session.id, ()) is None
    assert session_by_id([whole], "plan:hip:gone", ()) is None


# -- the rest -----------------------------------------------------------------------------------------


def test_limits_are_only_remarked_on() -> None:
    loaded = Exercise("floor_lift", movement("floor_lift"), reps=3)
    arched = Exercise("back_bend", movement("back_bend_standing"), reps=3)
    whole = plan(exercises=(own(reps=200), loaded, arched))
    found = {(one.code, one.exercise.id if one.exercise else "") for one in remarks(whole, 2)}
    assert found == {
        ("long", ""), ("long", "heel_raises_on_the_step"), ("level", "floor_lift"),
        ("direction", "back_bend"),
    }  # fmt: skip
    assert remarks(plan(exercises=(own(reps=5),)), 2) == ()
    assert session_of([OpenExercise(whole, one) for one in whole.exercises]).seconds > 800


@given(st.lists(st.text(max_size=80) | st.sampled_from(WHYS), max_size=8))
def test_ids_are_plain_and_none_stands_twice(names: list[str]) -> None:
    ids = exercise_ids(names)
    assert len(set(ids)) == len(names)
    assert all(one.isascii() and one.replace("_", "a").isalnum() and one == one.lower() for one in ids)
    assert exercise_ids(ids) == ids
    assert not set(ids) & set(WHYS), "one word after “stopped” says which of the two it is"


def test_nothing_is_due_on_a_day_off() -> None:
    one = replace(plan(), days_off=("sat", "sun"))
    every_day = Exercise("dog", movement("bird_dog"))
    saturday = MONDAY + timedelta(days=5)
    assert due(plan(), every_day, saturday)
    assert not due(one, every_day, saturday)
    assert due(one, every_day, MONDAY)
