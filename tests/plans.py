"""A prescription for tests: two exercises of the library, one of its own."""

from dataclasses import replace
from datetime import date
from typing import Any

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import Exercise, Prescription
from intermezzo.presenters.library.prescription import own_movement

MOVEMENTS = library.load([resources.sessions()]).movements
MONDAY = date(2026, 11, 16)
RAISES = "Up on both feet, down on one."

TEXT = """\
# Written for Ada.
format = 1
title = "Hip and ankle"
by = "Jane Doe"
from = 2026-11-16
until = 2026-12-20

[[exercise]]
movement = "bird_dog"
sets = 2
reps = 3
days = ["mon", "wed", "fri"]

[[exercise]]
movement = "wall_squat"
hold = 30
every = 2

[[exercise]]
title = "Heel raises on the step"
instructions = "Up on both feet, down on one."
sets = 3
reps = 12 # slowly
rest = 45
sides = 1
load = "2 kg"
times = 2
"""


def movement(name: str) -> Movement:
    return MOVEMENTS[name]


def own(name: str = "heel_raises_on_the_step", **more: Any) -> Exercise:
    return Exercise(
        name, own_movement(name, "Heel raises on the step", RAISES), own=True, instructions=RAISES, **more
    )


def plan(**more: Any) -> Prescription:
    """The plan that ``TEXT`` says."""
    exercises = (
        Exercise("bird_dog", movement("bird_dog"), sets=2, reps=3, days=("mon", "wed", "fri")),
        Exercise("wall_squat", movement("wall_squat"), hold=30, every=2),
        own(sets=3, reps=12, rest=45, sides=1, load="2 kg", times=2),
    )
    made = Prescription("hip", "Hip and ankle", MONDAY, date(2026, 12, 20), exercises, by="Jane Doe")
    return replace(made, **more)
