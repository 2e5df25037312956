"""Up is only ever offered: three smooth times, on three days, over a week, and nothing else in the way."""

from collections.abc import Callable
from typing import Any

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.grades import FULL, Grade, Variable
from intermezzo.core.practice.progression.offers import StepOffer, step_offers
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, Rule
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import MOVEMENTS, History

HINGE, SCAP, LOAD = "wall_hip_hinge", "scap_set", "sts_loaded"


def offers(
    history: History, day: float, done: tuple[str, ...] = (HINGE,), closed: tuple[str, ...] = (),
    active: tuple[str, ...] = (),
) -> list[StepOffer]:  # fmt: skip
    return list(
        step_offers(
            history.practice(day), effective(history.rows), history.at(day).date(), history.at(day, 11),
            done=done, closed=closed, active=active,
        )
    )  # fmt: skip


def steady(*days: float) -> History:
    history = History().smooth(HINGE, *days)
    history.upkeep(days[-1])
    return history


def also(felt: str, **said: Any) -> Callable[[History], None]:
    return lambda history: history.done(HINGE, 7, felt, hour=15, **said)


@pytest.mark.parametrize(
    ("days", "offered"),
    [((0, 7), False), ((0, 3, 7), True), ((0, 3, 6), False), ((0, 0.1, 7), False), ((0, 0.1, 3, 7), True),
     ((0, 20, 28), False), ((1, 20, 28), True)],
)  # fmt: skip
def test_three_smooth_times_on_three_days_over_a_week(days: tuple[float, ...], offered: bool) -> None:
    assert bool(offers(steady(*days), days[-1])) is offered


@pytest.mark.parametrize(
    ("said", "day", "offered"),
    [
        ("even", 7, True), ("different", 7, False), ("caught", 7, False), ("", 7, False),
        ("different", 6, True), ("caught", 4, True), ("caught", 4.1, False), ("caught", 6, False),
        ("", 6, True),
    ],
)  # fmt: skip
def test_an_opening_check_that_was_not_even_offers_no_step_that_day_and_one_that_caught_for_three(
    said: str, day: float, offered: bool
) -> None:
    history = steady(0, 3, 7)
    occurrence = f"o{len(history.rows)}"
    history.done(SCAP, day, hour=9, beside=("pelvic_clock_seated",), kind="micro")
    if said:
        detail = {"movement": "pelvic_clock_seated", "said": said}
        history.row(EventKind.CHECK, day, 11, occurrence=occurrence, detail=detail)
    assert bool(offers(history, 7)) is offered


def test_the_offer_is_the_next_step_with_the_rows_that_led_to_it() -> None:
    history = steady(0, 3, 7)
    (offer,) = offers(history, 7)
    assert (offer.variable, offer.before, offer.after) == (Variable.RANGE, Grade(range=2), Grade(range=FULL))
    assert {row.id for row in history.rows} > set(offer.rows)
    assert len(offer.rows) == 6


@pytest.mark.parametrize(
    "spoil",
    [
        also("shaky"), also("stopped", why="thread"), also("smooth", effort="hard"),
        lambda history: history.done(HINGE, 7, "smooth", hour=15, eased=True),
        lambda history: history.gentle(4.1, 0.5), lambda history: history.gentle(7, 1),
    ],
)  # fmt: skip
def test_nothing_is_offered_after_a_doubt(spoil: Callable[[History], None]) -> None:
    history = steady(0, 3, 7)
    spoil(history)
    found = offers(history, 7)
    # Effort is asked of level 3 and above only.
    assert bool(found) is (history.rows[-1].detail.get("effort") == "hard")


@pytest.mark.parametrize(("hours", "offered"), [(71, False), (72, True), (73, True)])
def test_a_gentle_day_is_over_for_three_days(hours: float, offered: bool) -> None:
    history = History()
    history.gentle(0.0, 1.0)  # from 10 to 10 o'clock
    history.smooth(HINGE, -3, 0.1, 4)
    history.upkeep(4)
    found = step_offers(
        history.practice(9), effective(history.rows), history.at(9).date(), history.at(1, 10 + hours),
        done=(HINGE,), closed=(), active=(),
    )  # fmt: skip
    assert bool(found) is offered


@pytest.mark.parametrize("felt", ["", "done_already"])
def test_silence_never_promotes(felt: str) -> None:
    history = steady(0, 3)
    history.done(HINGE, 7, "")
    assert not offers(history, 7)


def test_a_smaller_range_than_that_of_the_grade_is_no_evidence() -> None:
    history = steady(0, 3)
    history.done(HINGE, 7, grade=Grade(range=1))
    assert not offers(history, 7)


def test_days_to_come_do_not_count_while_the_clock_is_set_back() -> None:
    history = steady(0, 3, 30)
    assert not offers(history, 7)


@pytest.mark.parametrize(
    ("stays", "day", "offered"),
    [((7,), 20, False), ((7,), 21, True), ((7, 21), 34, False), ((7, 21), 35, True),
     ((7, 21, 35), 60, False)],
)  # fmt: skip
def test_stay_here_is_respected(stays: tuple[float, ...], day: float, offered: bool) -> None:
    history = steady(0, 3, 7)
    for stay in stays:
        grade = Grade(range=2)
        history.note(GradeChange(HINGE, grade, ChangedBy.USER, Rule.STAY, grade), stay, 11)
    history.smooth(HINGE, *(day - 9, day - 5, day - 1))
    assert bool(offers(history, day)) is offered


def go_on(history: History, name: str, day: float, grade: Grade) -> None:
    history.note(GradeChange(name, grade, ChangedBy.USER, Rule.GO_ON), day, 8)


@pytest.mark.parametrize(
    ("others", "offered"), [(("scap_set",), True), (("scap_set", "seated_march"), False), ((LOAD,), True)]
)
def test_two_steps_a_week_in_all(others: tuple[str, ...], offered: bool) -> None:
    history = steady(0, 3, 7)
    for name in others:
        grade = history.of(name, 7).grade
        go_on(history, name, 5, Grade(grade.range, grade.hold + 1, grade.reps, grade.load_kg))
    assert bool(offers(history, 7)) is offered


def test_only_what_has_just_been_done_and_is_offered_at_all() -> None:
    history = steady(0, 3, 7)
    assert not offers(history, 7, done=(SCAP,))
    assert not offers(history, 7, closed=(HINGE,))


def test_a_step_is_followed_by_a_trial_and_needs_new_evidence() -> None:
    history = steady(0, 3, 7)
    go_on(history, HINGE, 8, Grade())
    assert history.of(HINGE, 8).is_trial
    history.done(HINGE, 9)
    assert not history.of(HINGE, 9).is_trial
    assert not offers(history, 9)
    history.smooth(HINGE, 12, 16)
    assert offers(history, 16)[0].after == Grade(hold=1)


@pytest.mark.parametrize(
    ("rule", "by", "times", "offered"),
    [
        (Rule.AWAY, ChangedBy.ABSENCE, 1, True), (Rule.GENTLE, ChangedBy.GENTLE, 1, True),
        (Rule.STEP_BACK, ChangedBy.PRACTICE, 2, False), (Rule.EASE, ChangedBy.PRACTICE, 2, False),
    ],
)  # fmt: skip
def test_the_way_back_is_a_step_like_any_other(rule: Rule, by: ChangedBy, times: int, offered: bool) -> None:
    history = History()
    history.done(HINGE, 0)
    history.upkeep(0)
    history.note(GradeChange(HINGE, Grade(range=1), by, rule), 1)
    history.smooth(HINGE, *range(2, 2 + times))
    assert bool(offers(history, 1 + times)) is offered


@pytest.mark.parametrize("rule", [Rule.EASE, Rule.STEP_BACK])
@pytest.mark.parametrize(("days", "offered"), [((2, 9), False), ((2, 5, 8), False), ((2, 5, 9), True)])
def test_after_a_step_back_the_way_up_is_no_shorter_than_after_an_easing(
    rule: Rule, days: tuple[int, ...], offered: bool
) -> None:
    history = History()
    history.done(HINGE, 0)
    history.upkeep(0)
    history.note(GradeChange(HINGE, Grade(range=1), ChangedBy.PRACTICE, rule), 1)
    history.smooth(HINGE, *days)
    assert bool(offers(history, days[-1])) is offered


@pytest.mark.parametrize(("gap", "offered"), [(6, False), (7, True)])
def test_a_load_grows_by_half_a_kilogram_a_week(gap: int, offered: bool) -> None:
    history = History()
    history.note(GradeChange(LOAD, Grade(FULL, 0, 2, 2.0), ChangedBy.USER, Rule.GO_ON), -30, 9)
    history.note(GradeChange(LOAD, Grade(FULL, 0, 2, 2.5), ChangedBy.USER, Rule.GO_ON), 0, 9)
    history.hard(LOAD, 0.1, gap / 2, gap - 1.0, float(gap), grade=Grade(FULL, 0, 2, 2.5))
    found = offers(history, gap, done=(LOAD,))
    assert bool(found) is offered
    if offered:
        assert (found[0].variable, found[0].after) == (Variable.LOAD, Grade(FULL, 0, -1, 3.0))


@pytest.mark.parametrize("name", [LOAD, "split_hinge"])
@pytest.mark.parametrize(
    ("effort", "morning", "offered"),
    [
        ("light", "usual", True), ("moderate", "little_more", True), ("", "usual", False),
        ("light", "", False), ("", "", False), ("hard", "usual", False), ("light", "much_more", False),
    ],
)  # fmt: skip
def test_what_is_demanding_goes_on_only_by_times_with_both_answers(
    name: str, effort: str, morning: str, offered: bool
) -> None:
    history = History()
    grade = Grade(FULL, 0, 2, 2.5) if name == LOAD else history.of(name, 0).grade
    history.note(GradeChange(name, grade, ChangedBy.USER, Rule.GO_ON), -30, 9)
    history.hard(name, 0, 3, grade=grade).hard(name, 7, effort=effort, morning=morning, grade=grade)
    assert bool(offers(history, 8, done=(name,))) is offered


def test_the_most_demanding_movement_comes_first_then_the_one_that_waited_longest() -> None:
    history = History()
    names = ("seated_march", "scap_set", HINGE)
    for day in (0, 3, 7):
        for number, name in enumerate(names):
            history.done(name, day, hour=10 + number / 10)
    history.smooth("seated_march", 1, 2)
    history.upkeep(7)
    found = [one.movement.id for one in offers(history, 7, done=names)]
    assert found == [HINGE, "scap_set", "seated_march"]
    grade = history.of("scap_set", 7).grade
    go_on(history, "scap_set", -10, Grade(grade.range, grade.hold, grade.reps, grade.load_kg))
    found = [one.movement.id for one in offers(history, 7, done=names)]
    assert found == [HINGE, "seated_march", "scap_set"]


def away_with_five_kilograms() -> History:
    """Day 0 is the first one after twenty without moving."""
    history = History()
    for number in range(7):
        go_on(history, LOAD, -100 + 8 * number, Grade(FULL, 0, 2, 2.0 + number / 2))
    history.done(LOAD, -20)
    history.upkeep(0)
    return history


def way_back(history: History, day: int, days: int) -> list[Grade]:
    """Practise every third day from ``day`` on, trying each step; return the grades that were tried."""
    tried: list[Grade] = []
    for number in range(day, day + days, 3):
        history.hard(LOAD, number)
        for offer in offers(history, number + 1, done=(LOAD,))[:1]:
            history.note(GradeChange(LOAD, offer.after, ChangedBy.USER, Rule.GO_ON, offer.before), number + 1)
            tried.append(offer.after)
    return tried


def test_after_an_absence_a_load_is_regained_half_a_kilogram_a_week_with_its_repetitions() -> None:
    history = away_with_five_kilograms()
    lowered = history.of(LOAD, 0).grade
    assert lowered == Grade(FULL, 0, 2, 3.5)
    tried = way_back(history, 0, 25)
    assert tried == [Grade(FULL, 0, 2, kg) for kg in (4.0, 4.5, 5.0)]


def test_what_was_eased_on_the_way_back_goes_on_as_anything_else() -> None:
    history = away_with_five_kilograms()
    eased = Grade(FULL, 0, 2, 3.0)
    history.note(GradeChange(LOAD, eased, ChangedBy.PRACTICE, Rule.EASE), 1)
    history.done(LOAD, 9, effort="light")
    assert not offers(history, 9, done=(LOAD,))


def test_at_the_top_the_next_movement_is_offered_if_it_is_open() -> None:
    history = History()
    top = Grade(hold=7)
    history.note(GradeChange(HINGE, top, ChangedBy.USER, Rule.GO_ON), -30)
    history.smooth(HINGE, 0, 3, 7)
    (offer,) = offers(history, 7)
    assert (offer.variable, offer.following) == (Variable.NEXT, MOVEMENTS["dowel_hip_hinge"])
    assert not offers(history, 7, closed=("dowel_hip_hinge",))
    assert not offers(history, 7, active=("dowel_hip_hinge",)), "it is there already"


@pytest.mark.parametrize(
    ("felt", "offered"),
    [
        (("smooth", "", "smooth", "", "smooth"), True),
        (("smooth", "smooth", "shaky", "", "", "smooth"), False),
        (("shaky", "smooth", "smooth", "", "smooth"), True), (("smooth", "smooth", "smooth", ""), True),
        (("smooth", "smooth", ""), False),
    ],
)  # fmt: skip
def test_silence_neither_promotes_nor_makes_up_for_what_was_shaky(
    felt: tuple[str, ...], offered: bool
) -> None:
    history = History()
    for number, word in enumerate(felt):
        history.done(HINGE, 4 * number, word)
    found = offers(history, 4 * (len(felt) - 1))
    assert bool(found) is offered
    if found:
        assert found[0].smooth == 3
