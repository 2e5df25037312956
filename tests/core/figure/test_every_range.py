"""What the words say of where a movement ends is there in every part of the range."""

import re
from collections.abc import Callable
from itertools import pairwise
from math import acos, degrees, dist
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Body, Figure, body_at
from intermezzo.core.figure.vectors import dot, sub, unit
from intermezzo.core.practice.model import Movement, Step
from intermezzo.core.practice.progression.dosing import dosed, in_range
from intermezzo.core.practice.progression.grades import FULL, Grade, has_range, held_seconds, range_is_time

MOVEMENTS = {
    name: one
    for name, one in library.load([Path(__file__).parents[3] / "sessions"]).movements.items()
    if has_range(one)
}
THIRDS = range(1, FULL + 1)
MOMENTS = [step / 10 for step in range(11)]

Bodies = list[Body]


def bent(body: Body, *names: str) -> float:
    """Return by how many degrees a chain of points is bent where it is bent most."""
    ways = [unit(sub(body.points[b], body.points[a])) for a, b in pairwise(names)]
    return max(degrees(acos(max(-1.0, min(1.0, dot(a, b))))) for a, b in pairwise(ways))


def moved_level(bodies: Bodies, point: str) -> float:
    """Return how far a point goes forwards or to a side, in body heights."""
    return max(dist(bodies[0].points[point][:2], one.points[point][:2]) for one in bodies)


def points_up(bodies: Bodies) -> bool:
    """Return whether the right upper arm points up at any moment, within 30 degrees."""
    ways = [unit(sub(one.points["r_elbow"], one.points["r_shoulder"])) for one in bodies]
    return max(way[2] for way in ways) > 0.87


def below_line(body: Body) -> bool:
    """Return whether the hips are no higher than the line from the lowest ribs to the knees."""
    low, hip, knee = (body.points[one] for one in ("t12", "r_hip", "r_knee"))
    share = (hip[0] - low[0]) / (knee[0] - low[0])
    return hip[2] <= low[2] + (knee[2] - low[2]) * share + 0.03  # the spine lies behind the ribs


def rises(bodies: Bodies, point: str) -> float:
    return bodies[-1].points[point][2] - bodies[0].points[point][2]


SAID: dict[str, Callable[[Bodies], bool]] = {
    r"one long line from hand to heel": lambda b: (
        bent(b[-1], "r_heel", "r_knee", "r_hip", "r_shoulder") < 30
        and bent(b[-1], "l_hip", "l_shoulder", "l_elbow", "l_wrist") < 45
    ),
    r"one line from the heels to the crown": lambda b: bent(b[-1], "r_ankle", "r_hip", "c7", "crown") < 20,
    r"one long line from the head to the knees": lambda b: bent(b[-1], "crown", "c7", "root", "r_knee") < 30,
    r"one long line from head to heel": lambda b: bent(b[-1], "crown", "c7", "r_hip", "r_heel") < 25,
    r"no higher than one line from the knees": lambda b: below_line(b[-1]),
    r"slide all the way back": lambda b: b[-1].points["root"][0] - b[0].points["root"][0] < -0.12,
    r"the height of a finger": lambda b: rises(b, "nose") > 0.02,
    r"crown goes straight up": lambda b: moved_level(b, "crown") < 0.02,
    r"press (both hands )?straight ahead": lambda b: moved_level(b, "r_palm") > 2 * abs(rises(b, "r_palm")),
    r"knees straight, not locked": lambda b: max(bent(one, "r_hip", "r_knee", "r_ankle") for one in b) < 10,
    r"^reach (the arm .* )?up (first|rather)": points_up,
    r"^ribs (above|over) |, ribs over the pelvis\.$": lambda b: moved_level(b, "t12") < 0.12,
}  # fmt: skip
"""What words tell of the end of a movement, or of the way to it, and whether a figure shows it."""
OTHER = re.compile(
    r"touch the wall"  # test_to_wall.py
    r"|straight up, like two headlights|a level line"  # test_stillness.py
    r"|reach up and across"  # up from beside the hip, as far as it goes
    r"|knees stay level with each other"  # turning, the pelvis stays
    r"|until it is mild|read a line|^bring the ribs over",
    re.IGNORECASE,
)
"""What another test holds, or what is as true of a part of the way."""
TELLS = re.compile(
    r"\b(lines?|straight|all the way (?!\.)(?!up)|all your|whole|touch\w*|meets?|until|level with|as heavy"
    r"|height of|ceiling|arms? long|reach\b.* up\b|ribs (above|over))\b",
    re.IGNORECASE,
)


def said() -> list[tuple[str, str]]:
    """Return the words of each movement with a range that tell of its end, with its id."""
    return [
        (name, words)
        for name, one in MOVEMENTS.items()
        for words in (*one.cues, one.feels)
        if TELLS.search(words) or any(re.search(pattern, words, re.IGNORECASE) for pattern in SAID)
    ]


def in_thirds(movement: Movement, thirds: int) -> Figure:
    figure = dosed(Step(movement, 1, movement.sides), Grade(range=thirds)).movement.figure
    assert figure is not None
    return figure


@pytest.mark.parametrize("thirds", THIRDS)
@pytest.mark.parametrize(("name", "words"), said())
def test_the_figure_shows_what_the_words_say_in_every_part_of_the_range(
    name: str, words: str, thirds: int
) -> None:
    held = [how for pattern, how in SAID.items() if re.search(pattern, words, re.IGNORECASE)]
    assert held or OTHER.search(words), f"add a measure to SAID, or to OTHER what is always true: {words}"
    bodies = [body_at(in_thirds(MOVEMENTS[name], thirds), at, 0.5) for at in MOMENTS]
    assert all(how(bodies) for how in held), words


@pytest.mark.parametrize("pattern", SAID)
def test_each_measure_has_words(pattern: str) -> None:
    assert any(re.search(pattern, words, re.IGNORECASE) for _name, words in said())


WHOLE = sorted(name for name, one in MOVEMENTS.items() if range_is_time(one))


def test_planks_are_whole_or_not_at_all() -> None:
    assert WHOLE == ["bird_dog", "curl_up_mcgill", "desk_plank", "find_your_seat", "side_bridge_knees"]


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_done_whole_is_held_for_a_part_of_the_time(name: str) -> None:
    movement = MOVEMENTS[name]
    parts = [in_range(movement, thirds) for thirds in THIRDS]
    assert all(one.figure == movement.figure for one in parts)
    seconds = [one.tempo[1] for one in parts]
    assert seconds == [held_seconds(movement, Grade(range=thirds)) for thirds in THIRDS]
    assert 2 <= seconds[0] < seconds[1] < seconds[2] == movement.tempo[1]
    assert all(sum(one.seconds for one in part.breath) == part.rep_seconds for part in parts)
    assert in_range(parts[1], 1, 2) == parts[0], "narrowed twice, as by the opening check"


@pytest.mark.parametrize("name", ["side_reach_seated", "half_kneel_hip"])
def test_an_arm_reaches_as_far_while_the_trunk_goes_a_part_of_the_way(name: str) -> None:
    start, *ends = (
        body_at(in_thirds(MOVEMENTS[name], thirds), at, 0.5)
        for thirds, at in ((3, 0.0), (1, 1.0), (2, 1.0), (3, 1.0))
    )
    ways = [max(dist(start.points[one], end.points[one]) for one in ("root", "c7")) for end in ends]
    assert ways[0] < ways[1] < ways[2]
