"""A prescription in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intermezzo.core.practice.prescription import Exercise
from intermezzo.presenters.library.prescription import (
    dose,
    felt,
    felt_dates,
    goes_on,
    prescription_view,
    report_view,
    set_name,
    when,
)
from tests.core.practice.test_prescription_tally import FRIDAY, WHOLE, rows
from tests.core.practice.test_prescription_tally import felt as said
from tests.plans import MONDAY, movement, own, plan


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (own(sets=3, reps=12, load="2 kg", rest=45), "3 sets of 12 · 2 kg · 45 s rest"),
        (own(reps=1), "1 time"),
        (own(reps=12, sides=2), "12 times · each side"),
        (own(hold=30), "held 30 s"),
        (own(hold=90, sets=2), "2 sets of 1 min 30 s"),
        (own(hold=5, reps=10), "10 times · held 5 s"),
        (Exercise("x", movement("bird_dog")), "3 times · each side"),
        (Exercise("x", movement("bird_dog"), sides=1, reps=4), "4 times"),
    ],
)
def test_a_dose_stands_as_it_was_written(exercise: Exercise, words: str) -> None:
    assert dose(exercise) == words


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (own(), "every day"),
        (own(every=2), "every other day"),
        (own(every=3, times=3), "every 3 days · 3 times a day"),
        (own(days=("fri", "mon"), times=2), "Mon, Fri · twice a day"),
    ],
)
def test_the_days_are_told(exercise: Exercise, words: str) -> None:
    assert when(exercise) == words


def told(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_set_is_named_with_load_and_number() -> None:
    assert told(set_name(own(sets=3, load="2 kg"), 2)) == "Heel raises on the step · set 2 of 3 · 2 kg"
    assert set_name(own(), 1) == "Heel raises on the step"


def test_the_plan_says_what_is_open_today() -> None:
    view = prescription_view(WHOLE, rows(WHOLE.exercises[0], MONDAY), FRIDAY, 2)
    assert (view.eyebrow, view.title) == ("From Jane Doe · until 20 December", "Hip and ankle")
    assert view.line == ("Two exercises today, about 4 min. They’re offered in your gaps, or start any time.")
    late = prescription_view(WHOLE, rows(WHOLE.exercises[0], MONDAY), FRIDAY, 2, offered=False)
    assert late.line == ("Two exercises today, about 4 min. Nothing more is offered today; start any time.")
    gentle = prescription_view(WHOLE, rows(WHOLE.exercises[0], MONDAY), FRIDAY, 2, gentle=True)
    assert gentle.line.endswith("They aren’t offered on a gentle day; start any time.")
    assert view.begin.startswith("Begin today’s exercises · 4 min 6 s")
    dog, raises = view.rows
    assert dog.said == "Bird dog, 2 sets of 3 · each side, Mon, Wed, Fri, 1 of 2 days so far"
    assert (dog.movement is not None, raises.movement) == (True, None)
    assert raises.how == "Up on both feet, down on one."
    assert view.remarks == ()


@pytest.mark.parametrize(
    ("today", "line"),
    [
        (MONDAY - timedelta(days=1), "Starts on 16 November."),
        (date(2026, 12, 21), "This prescription has ended. The report shows what you did."),
        (MONDAY + timedelta(days=1), "No exercises today."),
        (MONDAY, "Done for today."),
    ],
)
def test_a_day_without_anything_open_says_why(today: date, line: str) -> None:
    whole = replace(WHOLE, exercises=WHOLE.exercises[:1])
    view = prescription_view(whole, rows(WHOLE.exercises[0], MONDAY), today, 2)
    assert (view.line, view.begin) == (line, "")


def test_the_limits_are_told_and_change_nothing() -> None:
    whole = plan(exercises=(own(reps=200), Exercise("x", movement("floor_lift"), reps=2)))
    assert prescription_view(whole, (), MONDAY, 2).remarks == (
        "All of it takes 14 min, so it’s spread over the day’s gaps.",
        "Heel raises on the step takes 13 min, longer than most gaps. Start it here when it suits you.",
        (
            "Lift from the floor is more demanding than what Intermezzo offers on its own; "
            "it’s here because it was prescribed."
        ),
    )


def test_the_report_tells_days_and_how_it_felt() -> None:
    dog, raises = WHOLE.exercises
    events = [
        *rows(dog, MONDAY, occurrence="one"), *rows(raises, MONDAY, occurrence="one"), said("one", 1.0),
        *rows(raises, MONDAY, occurrence="two"), said("two", 0.5),
    ]  # fmt: skip
    view = report_view(WHOLE, events, FRIDAY)
    assert view.eyebrow == "Report · 16 November to 20 November 2026"
    assert [(row.done, row.felt, row.dates, row.share) for row in view.rows] == [
        ("1 of 2 days", "smooth 1", "", 0.5),
        ("1 of 4 days · 2 times", "smooth 1, shaky 1", "shaky 16 Nov", 0.25),
    ]  # fmt: skip
    assert "isn’t sent anywhere" in view.foot[-1]
    before = report_view(WHOLE, (), MONDAY - timedelta(days=9))
    assert [(row.done, row.share) for row in before.rows] == [("0 times", None)] * 2


def test_how_it_felt_is_counted() -> None:
    assert felt([]) == "not rated"
    assert felt([1, 1, 0.5, 0]) == "smooth 2, shaky 1, stopped 1"


def test_it_is_told_when_it_did_not_go_smoothly() -> None:
    days = [MONDAY + timedelta(days=n) for n in (0, 2, 9, 15, 16)]
    assert felt_dates([(day, 1.0) for day in days]) == ""
    assert felt_dates([(days[0], 0.5), (days[1], 1.0), (days[2], 0.0)]) == "shaky 16 Nov · stopped 25 Nov"
    assert felt_dates([(day, 0.5) for day in (*days, days[0])]) == "shaky … 18, 25 Nov, 1, 2 Dec"


def test_a_gentle_day_says_that_a_plan_goes_on_while_it_holds() -> None:
    assert goes_on([WHOLE], FRIDAY) == "Your physiotherapist’s exercises are shown, not offered."
    assert goes_on([WHOLE], date(2027, 1, 1)) == goes_on([], FRIDAY) == ""
