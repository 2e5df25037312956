"""What the rules of practice say, in sentences that tell how to mend it."""

from dataclasses import replace

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.presenters.library.advice import folder_advice, movement_advice, session_advice

LIBRARY = library.load([resources.sessions()])
PLAIN = LIBRARY.sessions["a_plain_round"]
LYING = LIBRARY.sessions["front_side_and_back"]


def step(name: str, reps: int) -> Step:
    return Step(LIBRARY.movements[name], reps, LIBRARY.movements[name].sides)


def ritual(*names: str) -> Session:
    return Session("s", "S", Kind.RITUAL, tuple(step(name, 2) for name in names))


@pytest.mark.parametrize(
    ("session", "sentence"),
    [
        (
            replace(LYING, steps=(step("pelvic_clock_seated", 2), *LYING.steps[1:])),
            (
                "Pelvic clock: do the check where the rest takes place, "
                "so that nobody gets up or down right after it."
            ),
        ),
        (
            replace(LIBRARY.sessions["feet_awake"], steps=(
                step("neck_rot_eyes", 2), *LIBRARY.sessions["feet_awake"].steps[1:]
            )),
            "Eyes lead, head follows checks an area that nothing else here moves.",
        ),
        (
            replace(PLAIN, steps=(*PLAIN.steps[:3], step("pelvic_tilt_seated", 2), *PLAIN.steps[3:])),
            "Pelvic clock and Seated pelvic tilt have the same fault to watch for; one of them is enough.",
        ),
        (
            ritual("dead_bug", "bird_dog", "curl_up_mcgill", "breath_9090"),
            (
                "Small curl-up: this goes back to an earlier position. "
                "Keep the steps of one position together."
            ),
        ),
        (
            ritual("car_exit", "wall_slide"),
            "Wall slide can’t be done where the other steps are. Make it a ritual of its own.",
        ),
        (
            ritual("car_exit", "wall_slide", "wall_rotation"),
            (
                "Wall slide and Open the book, standing can’t be done where the other steps are. "
                "Make them a ritual of their own."
            ),
        ),
        (
            ritual("sidelying_rest", "breath_paced_6"),
            (
                "Six breaths a minute: stay lying down once you’re in bed, "
                "or add a movement that gets you out of it."
            ),
        ),
        (
            ritual("log_roll_up", "standing_arrive"),
            "Standing reset: after lying in bed, sit for a minute before you stand.",
        ),
    ],
)  # fmt: skip
def test_a_session_is_told_what_to_mend(session: Session, sentence: str) -> None:
    assert session_advice(session) == (sentence,)


def test_a_folder_is_told_what_its_sessions_break_together() -> None:
    assert folder_advice([PLAIN, replace(PLAIN, id="other")]) == (
        "a_plain_round and other open with the same three steps. Vary them.",
    )
    assert folder_advice([LIBRARY.sessions["seated_reset"]]) == (
        "Most of these interludes stay on the chair. Let at least half of them leave it.",
    )


def test_a_movement_is_told_which_form_changes_too_much() -> None:
    movement = replace(LIBRARY.movements["dead_bug"], easier="Slower and smaller.", harder="Slower; longer.")
    assert movement_advice(movement) == (
        "The easier form changes several things: “Slower and smaller.” Name one of them.",
        "The harder form changes several things: “Slower; longer.” Name one of them.",
    )
