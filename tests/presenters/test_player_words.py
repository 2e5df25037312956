"""The player's labels, as the design shows them."""

from dataclasses import replace

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Kind, Place, Session, Step
from intermezzo.core.practice.prescription import open_today, session_of
from intermezzo.core.practice.progression.dosing import dosed
from intermezzo.core.practice.progression.grades import Grade
from intermezzo.core.practice.timeline import Phase, lead_in, moment_at
from intermezzo.presenters.library.movement import position
from intermezzo.presenters.player import (
    breath_label,
    dose,
    easier,
    eyebrow,
    is_rest,
    moment_texts,
    needs,
    possible_texts,
    put_off,
    step_announcement,
)
from intermezzo.presenters.safety import stop_rule, stop_rule_short
from tests.plans import MONDAY, plan

MOVEMENTS = load([resources.sessions()]).movements


def _step(name: str, reps: int) -> Step:
    return Step(MOVEMENTS[name], reps, MOVEMENTS[name].sides)


SESSION = Session(
    "s", "S", Kind.RITUAL,
    (
        _step("standing_arrive", 2), _step("sit_to_stand", 5), _step("hip_circle_supported", 2),
        _step("walk_easy", 2),
    ),
)  # fmt: skip
# 5 · 20 · 6 · 30 · 6 · 22 + 5 + 22 · 5 · 120 = 241 s


@pytest.mark.parametrize(
    ("name", "reps", "words"),
    [
        ("breath_paced_6", 2, "2 breaths"),
        ("standing_arrive", 1, "1 breath"),
        ("sit_to_stand", 5, "5 slow"),
        ("hip_circle_supported", 2, "2 each side"),
        ("walk_easy", 1, "1 min"),
        ("walk_easy", 2, "2 min"),
        ("eyes_far", 2, "2 slow"),
    ],
)
def test_the_dose(name: str, reps: int, words: str) -> None:
    assert dose(_step(name, reps)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wall_squat", "2 slow · ⅔ of your range"),
        ("single_leg_stand", "2 each side · ⅔ of the way"),
        ("bird_dog", "2 each side · held 6 s"),
    ],
)
def test_the_dose_tells_the_part_of_the_range(name: str, words: str) -> None:
    movement = MOVEMENTS[name]
    assert dose(dosed(Step(movement, 2, movement.sides), Grade(range=2))) == words


@pytest.mark.parametrize(
    ("elapsed", "label", "where"),
    [
        (0, "Get ready · 5 s", "Get ready · standing · 4 min 1 s left"),
        (4.9, "Get ready · 1 s", "Get ready · standing · 3 min 57 s left"),
        (5, "Breathe out · 5", "Step 1 of 4 · breath 1 of 2 · 3 min 56 s left"),
        (6.001, "Breathe out · 4", "Step 1 of 4 · breath 1 of 2 · 3 min 55 s left"),
        (9.5, "Breathe out · 1", "Step 1 of 4 · breath 1 of 2 · 3 min 52 s left"),
        (10, "Breathe in · 4", "Step 1 of 4 · breath 1 of 2 · 3 min 51 s left"),
        (26, "Next in 5 s", "Next: step 2 of 4 · seated · 3 min 35 s left"),
        (44, "Breathe out · 1", "Step 2 of 4 · rep 3 of 5 · 3 min 17 s left"),
        (90, "Change sides · 4 s", "Step 3 of 4 · other side · rep 1 of 2 · 2 min 31 s left"),
        (95, "Breathe easily", "Step 3 of 4 · other side · rep 1 of 2 · 2 min 26 s left"),
        (205, "Breathe easily", "Step 4 of 4 · 36 s left"),
        (241, "Done", "Done"),
    ],
)
def test_the_breath_and_the_place(elapsed: float, label: str, where: str) -> None:
    moment = moment_at(SESSION, elapsed)
    assert (breath_label(moment, SESSION.steps[moment.step]), eyebrow(SESSION, moment)) == (label, where)


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
        "no more than mild",
        "back to your usual by next morning",
        "able to talk",
        "never strain to hold it",
    ):
        assert sign in stop_rule()


def test_between_two_sets_it_is_a_rest() -> None:
    session = session_of(open_today([plan()], MONDAY, {}))
    labels = []
    for index in range(1, len(session.steps)):
        moment = moment_at(session, lead_in(session, index) + 0.5)
        labels.append(breath_label(moment, session.steps[index], rest=is_rest(session, moment)))
    assert labels == ["Rest · 30 s", "Next in 20 s", "Next in 10 s", "Rest · 45 s", "Rest · 45 s"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wall_hip_hinge", "at a wall: "),
        ("seated_march", "seated: "),
        ("sit_to_stand", "seated: You need a chair that cannot roll."),
        ("raised_lift", "standing: You need a chair that cannot roll."),
        ("shoe_tie", "seated: "),
        ("sts_loaded", "seated: You need a chair that cannot roll."),
        ("glute_bridge", "on the floor: You need a mat."),
        ("legs_elevated", "on the floor: You need a mat."),
        ("breath_9090", "on the floor: You need a mat."),
        ("heel_slide", "on the floor: You need a mat."),
        ("open_book", "on the floor: You need a mat."),
        ("calf_raise", "standing: "),
        ("hip_circle_supported", "standing: "),
        ("hip_flexor_stride", "standing: "),
        ("lumbar_roll", "seated: "),
        ("soft_exhale", "seated: "),
        ("sidelying_rest", "in bed: "),
        ("case_walk", "walking: "),
        ("car_exit", "at the car: "),
        ("walk_easy", "walking: "),
    ],
)
def test_what_is_needed(name: str, words: str) -> None:
    session = Session("s", "S", Kind.RITUAL, (Step(MOVEMENTS[name], 1, 1),))
    assert f"{position(MOVEMENTS[name])}: {needs(session, 0)}" == words


def test_the_first_step_names_all_that_is_fetched_and_no_other_what_is_at_hand() -> None:
    library = load([resources.sessions()]).sessions
    mat, case = library["open_on_the_mat"], library["with_the_suitcase"]
    told = [needs(mat, number) for number in range(len(mat.steps))]
    assert told == ["You need a mat and a cushion.", "", "", "", "", "", ""]
    assert [needs(case, number) for number in (0, 1)] == ["You need a case on wheels and a low step.", ""]


def test_every_piece_of_equipment_that_ships_is_named_with_its_article() -> None:
    for movement in MOVEMENTS.values():
        for thing in set(movement.equipment) - {"socks"}:  # which have none
            bare = replace(movement, place=Place.STAND, equipment=(thing,), start="")
            session = Session("s", "S", Kind.RITUAL, (Step(bare, 1, 1),))
            assert needs(session, 0) != f"You need {thing}.", thing


def test_what_is_said_at_each_moment() -> None:
    circles = replace(SESSION.steps[2], movement=replace(SESSION.steps[2].movement, turn=0.0))
    session = replace(SESSION, steps=(*SESSION.steps[:2], circles, SESSION.steps[3]))
    # 67–111, the other side from 89 on

    def said(elapsed: float, *, eased: bool = False) -> tuple[str, str]:
        return moment_texts(session, moment_at(session, elapsed), eased=eased)

    movement = circles.movement
    assert said(63) == (movement.start, "")
    assert said(68) == (movement.cues[0], movement.feels)
    assert said(88.9)[0] in movement.cues
    assert said(89)[0] == said(92.9)[0] == "Now the other side."
    assert said(89)[1] in movement.cues
    assert said(93)[0] in movement.cues
    assert said(68, eased=True) == easier(movement)
    assert easier(movement) == ("Make the circle half as big.", "It counts in full.")
    assert said(63, eased=True) == (movement.start, "Make the circle half as big.")
    assert said(90, eased=True) == ("Now the other side.", "Make the circle half as big.")


@pytest.mark.parametrize(
    ("name", "words"),
    [("open_book", "Turn over onto the other side."), ("curl_up_mcgill", "Now the other side.")],
)
def test_only_who_lies_on_one_side_turns_over(name: str, words: str) -> None:
    movement = load([resources.sessions()]).movements[name]
    session = Session("s", "S", Kind.RITUAL, (Step(movement, 1, 2),))
    moments = [moment_at(session, float(second)) for second in range(int(session.seconds))]
    turning = [moment for moment in moments if moment.phase is Phase.TURN]
    assert turning
    assert {moment_texts(session, moment, eased=False)[0] for moment in turning} == {words}


def test_the_easier_form_of_a_circle_is_told_without_a_way_round() -> None:
    session = load([resources.sessions()]).sessions["round_the_clock"]
    clock, other = session.steps[0], moment_at(session, session.starts[0] + session.steps[0].stretch + 1)
    assert clock.movement.ways
    assert moment_texts(session, other, eased=False)[0] == "Now the other way round."
    assert eyebrow(session, other).startswith("Step 1 of 4 · other way · ")
    assert moment_texts(session, other, eased=True) == easier(clock.movement)
    assert eyebrow(session, other, eased=True).startswith("Step 1 of 4 · 1 min 21 s")


def test_a_session_without_a_rest_for_later_promises_none() -> None:
    for words in (put_off("11:30", later=False), put_off("", later=False)):
        assert words.endswith(". What you’ve done counts.")
    for words in (put_off("11:30", later=True), put_off("", later=True)):
        assert words.endswith(". You can finish in your next gap.")


def test_all_that_is_said_is_known_beforehand() -> None:
    for tenth in range(2410):
        moment = moment_at(SESSION, tenth / 10)
        step, runs = SESSION.steps[moment.step], moment.phase in {Phase.STEP, Phase.TURN}
        for eased in (False, True):
            assert not runs or moment_texts(SESSION, moment, eased=eased) in possible_texts(step, eased=eased)


def test_a_step_for_the_ear() -> None:
    words = step_announcement(SESSION, 2)
    movement = SESSION.steps[2].movement
    assert words == f"Step 3 of 4: {movement.name}, 2 each side, standing. {movement.start}"


def test_the_rule_in_one_line_names_what_matters_most() -> None:
    assert all(sign in stop_rule_short() for sign in ("Stop", "sharp", "spreading", "numb", "dizz", "chest"))
    assert len(stop_rule_short()) < 80  # one line beside the way to the whole
