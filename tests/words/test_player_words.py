"""The player's labels, as the design shows them."""

import pytest

from intermezzo.adapters import resources
from intermezzo.adapters.library import load
from intermezzo.core.model import Kind, Session, Step
from intermezzo.core.prescription import open_today, session_of
from intermezzo.core.walkthrough import lead_in, walkthrough
from intermezzo.words.player import breath_label, dose, eyebrow, is_rest, stop_rule
from tests.plans import MONDAY, plan

MOVEMENTS = load([resources.sessions()]).movements


def _step(name: str, reps: int) -> Step:
    return Step(MOVEMENTS[name], reps, MOVEMENTS[name].sides)


SESSION = Session(
    "s", "S", Kind.RITUAL,
    (
        _step("standing_arrive", 2), _step("sit_to_stand", 5), _step("hip_circle_supported", 2),
        _step("walk_easy", 1),
    ),
)  # fmt: skip
# 5 · 20 · 5 · 30 · 5 · 44 · 5 · 120 = 234 s


@pytest.mark.parametrize(
    ("name", "reps", "words"),
    [
        ("breath_paced_6", 2, "2 breaths"),
        ("standing_arrive", 1, "1 breath"),
        ("sit_to_stand", 5, "5 slow"),
        ("hip_circle_supported", 2, "2 each side"),
        ("walk_easy", 1, "2 min"),
        ("eyes_far", 2, "2 slow"),
    ],
)
def test_the_dose(name: str, reps: int, words: str) -> None:
    assert dose(_step(name, reps)) == words


@pytest.mark.parametrize(
    ("elapsed", "label", "where"),
    [
        (0, "Get ready · 5", "Get ready · 3 min 54 left"),
        (4.9, "Get ready · 1", "Get ready · 3 min 50 left"),
        (5, "Breathe in · 4", "Step 1 of 4 · 1 of 2 · 3 min 49 left"),
        (6.001, "Breathe in · 3", "Step 1 of 4 · 1 of 2 · 3 min 48 left"),
        (9.5, "Pause · 1", "Step 1 of 4 · 1 of 2 · 3 min 45 left"),
        (10, "Breathe out · 5", "Step 1 of 4 · 1 of 2 · 3 min 44 left"),
        (26, "Change over · 4", "Next: step 2 of 4 · 3 min 28 left"),
        (43, "Breathe out · 1", "Step 2 of 4 · 3 of 5 · 3 min 11 left"),
        (90, "Breathe easily", "Step 3 of 4 · other side · 1 of 2 · 2 min 24 left"),
        (200, "Breathe easily", "Step 4 of 4 · 34 s left"),
        (234, "Done", "Done"),
    ],
)
def test_the_breath_and_the_place(elapsed: float, label: str, where: str) -> None:
    moment = walkthrough(SESSION, elapsed)
    assert (breath_label(moment), eyebrow(SESSION, moment)) == (label, where)


def test_the_stop_rule_names_every_sign() -> None:
    for sign in (
        "sharply",
        "new",
        "spreads",
        "tingles",
        "numb",
        "weak",
        "dizzy",
        "chest",
        "5 of 10",
        "hold your breath",
    ):
        assert sign in stop_rule()


def test_between_two_sets_it_is_a_rest() -> None:
    session = session_of(open_today([plan()], MONDAY, {}))
    labels = []
    for index in range(1, len(session.steps)):
        moment = walkthrough(session, lead_in(session, index) + 0.5)
        labels.append(breath_label(moment, rest=is_rest(session, moment)))
    assert labels == ["Rest · 30", "Change over · 5", "Change over · 5", "Rest · 45", "Rest · 45"]
