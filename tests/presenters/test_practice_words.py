"""What is told of a movement's grade."""

from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.progression.grades import Grade, Variable
from intermezzo.core.practice.progression.offers import StepOffer
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, LevelChange, Rule, practice
from intermezzo.presenters.practice import explained, grade_words, here_words, step_words, story
from tests.core.practice.progression.histories import History

HINGE = "wall_hip_hinge"
MOVEMENTS = library.load([Path(__file__).parents[2] / "sessions"]).movements


@pytest.mark.parametrize(
    ("name", "halved"), [("wall_squat", True), ("thor_rot_seated", False), ("walk_easy", False)]
)
def test_half_the_repetitions_are_told_where_the_first_time_has_them(name: str, halved: bool) -> None:
    progress = practice([], MOVEMENTS.values(), date(2026, 11, 30)).movements[name]
    first = ("The first time has half the repetitions.",) if halved else ()
    assert explained(progress)[1:] == ("Not done yet.", *first)


@pytest.mark.parametrize(
    ("times", "words"),
    [(1, "smooth again"), (2, "two smooth ones"), (3, "three smooth ones"), (15, "three smooth ones")],
)
def test_a_step_is_offered_without_counting_a_streak(times: int, words: str) -> None:
    offer = StepOffer(MOVEMENTS[HINGE], Variable.HOLD, Grade(), Grade(hold=1), smooth=times)
    assert step_words(offer) == f"{MOVEMENTS[HINGE].name}: {words}. Next time one second longer?"


@pytest.mark.parametrize(
    ("effort", "morning", "words"),
    [
        ("light", "usual", "smooth · light · as usual the morning after"),
        ("moderate", "little_more", "smooth · moderate · a little more the morning after"),
        ("", "much_more", "smooth · much more the morning after"), ("hard", "", "smooth · hard"),
        ("", "", "smooth"),
    ],
)  # fmt: skip
def test_what_is_demanding_is_told_with_both_answers(effort: str, morning: str, words: str) -> None:
    history = History().hard("split_hinge", 0, effort=effort, morning=morning)
    assert explained(history.of("split_hinge", 1))[-1] == f"  2026-03-02  {words}"


def test_a_row_is_told_after_the_time_that_caused_it() -> None:
    history = History()
    for day in (0, 2):
        history.done(HINGE, day, "shaky", movement=HINGE)
        history.upkeep(day)
    history.smooth(HINGE, 3)
    assert [line.split(" → ")[0] for line in explained(history.of(HINGE, 3))[1:]] == [
        "  2026-03-02  starting point",
        "  2026-03-02  shaky",
        "  2026-03-04  shaky",
        "  2026-03-04  unsteady twice lately, so the easier form",
        "  2026-03-05  smooth",
    ]


@pytest.mark.parametrize("said", ["different", "caught", ""])
def test_what_was_smooth_after_a_check_that_was_not_even_is_told_as_not_counted(said: str) -> None:
    history = History()
    history.done("seated_march", 0, beside=("pelvic_clock_seated",), kind="micro")
    if said:
        history.row(EventKind.CHECK, 0, 9.9, occurrence=history.rows[0].occurrence, detail={"said": said})
    words = "smooth, not counted: the opening check was not “Even”"
    assert explained(history.of("seated_march", 0))[-1] == f"  2026-03-02  {words}"
    history.done("seated_march", 1, "", beside=("pelvic_clock_seated",), kind="micro")
    assert explained(history.of("seated_march", 1))[-1] == "  2026-03-03  nothing said"


@pytest.mark.parametrize(
    ("rule", "days", "name", "easier"),
    [
        (Rule.AWAY, 14, HINGE, True), (Rule.AWAY_LONG, 28, HINGE, True),
        (Rule.AWAY_ANEW, 90, HINGE, False), (Rule.AWAY, 14, "breath_lateral_seated", False),
        (Rule.AWAY_LONG, 28, "breath_lateral_seated", False),
    ],
)  # fmt: skip
def test_an_absence_is_told_of_a_movement_only_if_it_became_easier(
    rule: Rule, days: int, name: str, *, easier: bool
) -> None:
    history = History().smooth(name, 0)
    history.upkeep(0)
    history.upkeep(days)
    progress = history.of(name, days)
    assert progress.rows[-1].rule is rule, "it is kept that the absence was seen"
    assert ("since your last session" in here_words(progress)) is easier
    assert any("since your last session" in line for line in explained(progress)) is easier


def test_another_band_and_another_load_are_named() -> None:
    offer = StepOffer(MOVEMENTS["band_row"], Variable.LOAD, Grade(), Grade(band=1))
    assert step_words(offer).endswith("Next time the medium band?")
    offer = StepOffer(MOVEMENTS["sts_loaded"], Variable.LOAD, Grade(load_kg=2.5), Grade(load_kg=3.0))
    assert step_words(offer).endswith("Next time with 3 kg?")


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (2, "smooth the last two times"),
        (3, "smooth the last three times"),
        (9, "smooth the last three times"),
    ],
)
def test_where_one_is_tells_of_three_smooth_times_at_most(times: int, words: str) -> None:
    history = History().smooth(HINGE, *range(times))
    assert here_words(history.of(HINGE, times)).endswith(f" · {words}")


def stops(name: str, *days: int) -> tuple[str, ...]:
    """Return what is told of a movement that was stopped on these days."""
    history = History()
    for day in days:
        history.done(name, day, "stopped", movement=name, why="thread")
        for out in history.upkeep(day).out:
            history.row(
                EventKind.REPERTOIRE, day, 11, detail={"movement": out, "in": False, "by": "practice"}
            )
    told = story(((row.at, row) for row in history.rows), MOVEMENTS)
    return tuple(line for _at, line in told)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            HINGE,
            "stopped last time, so it rests, then comes back easier → ⅓ of your range · held 1 s · 8 times",
        ),
        ("breath_lateral_seated", "stopped last time, so it rests for three days"),
    ],
)
def test_a_stop_is_told_with_why_and_with_what_follows(name: str, words: str) -> None:
    title = MOVEMENTS[name].name
    aside = "stopped twice in four weeks, so put aside. It’s in the library if you want it back."
    stopped = f"{title}: stopped. Couldn’t follow it."
    assert stops(name, 0) == (stopped, f"{title}: {words}")
    assert stops(name, 0, 20) == (stopped, f"{title}: {words}", stopped, f"{title}: {aside}")


@pytest.mark.parametrize(
    ("name", "range_", "words"),
    [
        (HINGE, 1, "⅓ of your range · "), (HINGE, 3, "your whole range · "),
        ("single_leg_stand", 1, "⅓ of the way · "), ("single_leg_stand", 3, "all the way · "),
        ("desk_plank", 2, "held 7 s · 3 times"), ("single_leg_stand", 2, "⅔ of the way · "),
    ],
)  # fmt: skip
def test_what_is_held_goes_a_part_of_the_way_or_is_held_for_less_long(
    name: str, range_: int, words: str
) -> None:
    assert grade_words(MOVEMENTS[name], Grade(range=range_)).startswith(words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (HINGE, "a little more range?"),
        ("single_leg_stand", "a little further?"),
        ("desk_plank", "a little longer?"),
    ],
)
def test_the_step_of_the_range_fits_the_movement(name: str, words: str) -> None:
    offer = StepOffer(MOVEMENTS[name], Variable.RANGE, Grade(range=2), Grade())
    assert step_words(offer).endswith(f"Next time {words}")


def test_what_an_absence_does_not_change_is_not_told() -> None:
    history = History()
    change = GradeChange(HINGE, Grade(range=1), ChangedBy.ABSENCE, Rule.AWAY_LONG, Grade(range=1))
    history.note(change, 0)
    assert story(((row.at, row) for row in history.rows), MOVEMENTS) == ()


def test_the_rows_of_a_story_are_told_in_sentences() -> None:
    history = History()
    for day, said in enumerate(("even", "different", "caught")):
        history.row(EventKind.CHECK, day, detail={"movement": "pelvic_clock_seated", "said": said})
    history.note(LevelChange(3, ChangedBy.PRACTICE, Rule.GATE), 3)
    history.gentle(4)
    history.row(EventKind.RESUMED, 5, reason=Reason.GENTLE, detail={})
    change = GradeChange(HINGE, Grade(range=1), ChangedBy.PRACTICE, Rule.STEP_BACK, Grade(range=2))
    history.note(change, 6)
    assert [line for _at, line in story(((row.at, row) for row in history.rows), MOVEMENTS)] == [
        "One side was different in the opening check.",
        "Something caught in the opening check.",
        "Level 3 may now be offered.",
        "Gentle days begin.",
        "Back to usual.",
        "Hinge to the wall: not steady yet, so a step back → ⅓ of your range · held 1 s · 8 times",
    ]
