"""What the words ask to stay still stays still, and what the data marks as still does not move."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations
from math import acos, asin, degrees, dist
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Body, Figure, body_at
from intermezzo.core.figure.leading import still_line
from intermezzo.core.figure.vectors import Mat, Vec, column, dot, sub, unit
from tests.core.figure.checks import times

SESSIONS = Path(__file__).parents[3] / "sessions"
MOVEMENTS = library.load([SESSIONS]).movements
FIGURES = {name: one.figure for name, one in MOVEMENTS.items() if one.figure is not None}
MOMENTS = [step / 20 for step in range(21)]
STAYS, TURNS = 0.015, 4.0
"""What is still moves less than this share of body height, and turns by fewer degrees."""

Bodies = list[Body]


def moments(figure: Figure) -> Bodies:
    return [body_at(figure, at, 0.5) for at in MOMENTS]


def moved(bodies: Bodies, *points: str) -> float:
    """Return how far the farthest of some points goes from its start, in shares of what is still."""
    return max(dist(bodies[0].points[name], one.points[name]) for name in points for one in bodies) / STAYS


def angle(a: Vec, b: Vec) -> float:
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def inverse(m: Mat) -> Mat:
    return (m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8])


def _rotation(m: Mat) -> float:
    return degrees(acos(max(-1.0, min(1.0, (m[0] + m[4] + m[8] - 1) / 2))))


def turned(bodies: Bodies, segment: str, to: str = "") -> float:
    """Return how far a segment turns from its start, or another one ``to`` it, in shares of what is still."""

    def stands(body: Body) -> Mat:
        frame = body.frames[segment]
        return times(inverse(frame), body.frames[to]) if to else frame

    start = inverse(stands(bodies[0]))
    return max(_rotation(times(start, stands(one))) for one in bodies) / TURNS


def line(bodies: Bodies, part: str) -> float:
    """Return how far a line across the body moves or turns, in shares of what is still."""
    lines = [still_line(part, one) for one in bodies]
    ways = [sub(one.end, one.start) for one in lines]
    return max(
        *(max(dist(lines[0].start, one.start), dist(lines[0].end, one.end)) / STAYS for one in lines),
        *(angle(ways[0], way) / TURNS for way in ways),
    )


def level(bodies: Bodies, joint: str = "hip") -> float:
    """Return how much the line through the hips or another joint slopes, in shares of what is still."""
    ways = [unit(sub(one.points[f"l_{joint}"], one.points[f"r_{joint}"])) for one in bodies]
    return max(abs(degrees(asin(way[2]))) for way in ways) / TURNS


def together(bodies: Bodies, one: str, other: str, far: float) -> float:
    """Return the greatest distance of two points as a share of ``far``."""
    return max(dist(body.points[one], body.points[other]) for body in bodies) / far


def straight(body: Body) -> float:
    """Return how far legs and trunk are from one line, in shares of what is still."""
    ways = [
        column(body.frames[name], 2)
        for name in ("r_shank", "l_shank", "r_thigh", "l_thigh", "pelvis", "thorax1", "head")
    ]
    return max(angle(a, b) for a, b in combinations(ways, 2)) / TURNS


SAID: dict[str, Callable[[Bodies], float]] = {
    r"hips keep looking ahead": lambda b: line(b, "hips"),
    r"hips and ribs keep facing front": lambda b: max(line(b, "hips"), line(b, "shoulders")),
    r"(belt|pelvis|lights|hips) stays? level|hip bones level": level,
    r"the shoulders level": lambda b: level(b, "shoulder"),
    r"trunk is a pillar": lambda b: max(line(b, "hips"), line(b, "shoulders")),
    r"(shoulders stay above|chest stays where)": lambda b: line(b, "shoulders"),
    r"back stays long|back long, |with a long back|same long back": lambda b: turned(b, "pelvis", "thorax1"),
    r"ribs stay": lambda b: turned(b, "pelvis", "thorax1"),
    r"equally long": lambda b: turned(b, "pelvis", "thorax1"),
    r"on both seat bones": lambda b: max(moved(b, "root"), turned(b, "pelvis")),
    r"buckle and breastbone turn together": lambda b: turned(b, "pelvis", "thorax2") / 2,
    r"tail stays heavy": lambda b: moved(b, "tail"),
    r"nose draws a level line": lambda b: (
        (max(one.points["nose"][2] for one in b) - min(one.points["nose"][2] for one in b)) / STAYS
    ),
    r"shins stay upright": lambda b: (
        max(angle(column(one.frames["r_shank"], 2), (0.0, 0.0, 1.0)) for one in b) / (3 * TURNS)
    ),
    r"neck stays long": lambda b: (
        (dist(b[0].points["c0"], b[0].points["r_shoulder"])
         - min(dist(one.points["c0"], one.points["r_shoulder"]) for one in b)) / STAYS
    ),
    r"the head still": lambda b: moved(b, "head", "nose"),
    r"the knee stays still": lambda b: moved(b, "r_knee"),
    r"knees stay": lambda b: moved(b, "r_knee", "l_knee"),
    r"the heel stays": lambda b: moved(b, "r_heel"),
    r"heels together": lambda b: together(b, "l_heel", "r_heel", 0.13),
    r"toes stay long": lambda b: turned(b, "r_foot", "r_toes"),
    r"three points stay": lambda b: moved(b, "r_heel", "r_ball"),
    r"standing foot stay": lambda b: moved(b, "l_heel", "l_ball"),
    r"both feet stay": lambda b: moved(b, "l_heel", "l_ball", "r_heel", "r_ball"),
    r"its toes stay": lambda b: moved(b, "l_ball", "r_ball"),
    r"near one stays on the wall": lambda b: max(moved(b, "l_palm"), turned(b, "l_hand")),
    r"hands on the keys": lambda b: moved(b, "l_palm", "r_palm"),
    r"knees (bent and )?together(?!;)|both knees go together|home together": lambda b: (
        together(b, "l_knee", "r_knee", 0.12)
    ),
    r"(palms|hands) together": lambda b: together(b[:1], "l_palm", "r_palm", 0.06),
}  # fmt: skip
"""What words ask of a part of the body, and how far the figure is from it: more than 1 is too far."""
OTHER = re.compile(
    r"knees together; turn to the front"  # until then they are apart
    r"|keep (small breaths|breathing|going|the load)|quiet breaths|stay tall|still tall|, stay, |phone stays"
    r"|stay on the near side|collapse|lips stay|eyes level|level of your face|just as level|legs? level"
    r"|throat stays|front ribs gathered|back stays on the wall|slightly together|head and chest together"
    r"|shoulders and hips arrive together|long rather than low|while you stay"
    r"|(for|and) still|slide up|could still|collar bones stay|stay soft|breath keep",
    re.IGNORECASE,
)
"""What is no part that could be measured, or is held by another test."""
ASKS = re.compile(r"\b(stays?|keeps?|keeping|still|level|pillar|together)\b", re.IGNORECASE)


def said() -> list[tuple[str, str]]:
    """Return the words of each movement that ask for stillness, with its id."""
    return [
        (name, words)
        for name, one in MOVEMENTS.items()
        for words in (one.start, *one.cues)
        if ASKS.search(words) or any(re.search(pattern, words, re.IGNORECASE) for pattern in SAID)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words"), said())
def test_what_the_words_ask_to_stay_still_stays_still(name: str, words: str) -> None:
    held = [how for pattern, how in SAID.items() if re.search(pattern, words, re.IGNORECASE)]
    assert held or OTHER.search(words), f"add a measure to SAID, or to OTHER what cannot be measured: {words}"
    bodies = moments(FIGURES[name])
    assert [how(bodies) for how in held if how(bodies) > 1.0] == []


@pytest.mark.slow
@pytest.mark.parametrize("pattern", SAID)
def test_each_measure_has_words(pattern: str) -> None:
    assert any(re.search(pattern, words, re.IGNORECASE) for _name, words in said())


MARKED = sorted((name, part) for name, one in FIGURES.items() for part in one.still)


def marked_faults(figure: Figure, parts: Iterable[str]) -> list[str]:
    """Tell which of some parts are marked as still and are not."""
    bodies = moments(figure)
    measures = {
        "hips": lambda: line(bodies, "hips"), "shoulders": lambda: line(bodies, "shoulders"),
        "back": lambda: turned(bodies, "pelvis", "thorax2"),
        "heels_to_crown": lambda: straight(bodies[-1]),
    }  # fmt: skip
    return [part for part in parts if measures[part]() > 1.0]


@pytest.mark.parametrize(("name", "part"), MARKED)
def test_what_is_marked_as_still_is_still(name: str, part: str) -> None:
    assert marked_faults(FIGURES[name], [part]) == []


@pytest.mark.parametrize(
    ("name", "part"),
    [("hip_turn_chop", "hips"), ("wall_rotation", "shoulders"), ("cat_camel", "back"),
     ("wall_hip_hinge", "heels_to_crown")],
)  # fmt: skip
def test_what_moves_would_not_pass_as_still(name: str, part: str) -> None:
    assert marked_faults(replace(FIGURES[name], still=(part,)), [part]) == [part]
