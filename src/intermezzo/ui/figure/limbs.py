"""The limbs of a body: which are on the far side, in which order they are drawn, and in which tones."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import zip_longest
from math import dist

from intermezzo.core.figure import Body, Camera, Figure, body_at, feet, hands, stays, view
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.vectors import between

_FOREARM_NEARER = 0.04
"""Depth by which a wrist is nearer than its elbow from which the forearm is painted over the sleeve."""
_FAR = 0.022
"""Depth beyond the trunk from which a limb is on the far side. Lengths here are in body heights."""
_THIGH = 0.05
"""How near to the middle of a thigh what lies on it is in the picture."""
_JOINTS = {"leg": ("hip", "knee", "ankle", "ball", "toe"), "arm": ("shoulder", "elbow", "wrist", "hand")}
BEHIND = 0.003
"""Distance in the picture below which two limbs coincide."""


def limbs(
    figure: Figure, body: Body, side: int, before: Body | None = None
) -> Iterator[tuple[str, str, tuple[Piece, ...]]]:
    """Return the limbs that are not hidden by another, each with its layer and its tone.

    What is as in another body ``before`` this one is hidden as well.
    """
    camera = view(figure, side)
    far_limbs, arms_behind = _limb_layers(figure, side)
    # A seated figure does not turn round for side 2: there the working limb is the one on the far side.
    away_of = {
        one: "behind" if one == body.working and side == 2 and stays(figure) else "far" for one in "lr"
    }
    # The working leg can lie on the other one.
    for one in ("r", "l") if body.working == "l" else ("l", "r"):
        leg, away = f"{one}_leg", away_of[one]
        if not (leg in far_limbs and _hidden(camera, body, "leg")):
            layer, cloth, skin = (
                ("far", away, f"{away}_skin") if leg in far_limbs else ("core", "trousers", "skin")
            )
            yield layer, skin, moved(feet.foot, body, before, one)
            yield layer, cloth, moved(feet.trousers, body, before, one)
    for one in ("l", "r"):
        arm, away = f"{one}_arm", away_of[one]
        if arm in far_limbs and _hidden(camera, body, "arm"):
            continue
        if arm in far_limbs:
            layer, cloth, skin = "far", away, f"{away}_skin"
        elif arm in arms_behind:
            layer, cloth, skin = "far", "behind", "behind_skin"
        else:
            layer, cloth, skin = "arms", "sleeve", "skin"
        pieces = moved(hands.arm, body, before, one)
        lower = layer, skin, tuple(piece for piece in pieces if piece.name != "sleeve")
        upper = layer, cloth, tuple(piece for piece in pieces if piece.name == "sleeve")
        reach = camera.depth(body.points[f"{one}_elbow"]) - camera.depth(body.points[f"{one}_wrist"])
        yield from (upper, lower) if reach > _FOREARM_NEARER else (lower, upper)


def moved(
    flesh: Callable[..., tuple[Piece, ...]], body: Body, before: Body | None, *side: str
) -> tuple[Piece, ...]:
    """Return the flesh of a part of a body, without what is as in another body, if there is one."""
    pieces = flesh(body, *side)
    if before is None:
        return pieces
    pairs = zip_longest(pieces, flesh(before, *side))
    return tuple(one for one, other in pairs if one is not None and one != other)


@lru_cache(maxsize=512)
def _limb_layers(figure: Figure, side: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the limbs on the far side, and the near arms behind the trunk, as ``l_arm`` or ``r_leg``.

    They are those of all poses of a figure, so that no limb changes its colour.
    """
    camera = view(figure, side)
    bodies = [body_at(figure, at, 0.5, side) for at in (0.0, 0.5 if figure.cycle else 1.0)]
    far, behind = set[str](), set[str]()
    for one in ("l", "r"):
        deeper = all(_is_deeper(camera, body, f"{one}_shoulder", "c7") for body in bodies)
        if deeper and not _is_deeper(camera, bodies[0], "t6", f"{one}_palm"):
            far.add(f"{one}_arm")
        deeper = all(_is_deeper(camera, body, f"{one}_hip", "root") for body in bodies)
        if deeper and not _lies_over_other(camera, bodies[1], one):
            far.add(f"{one}_leg")
        chest_depth = min(camera.depth(body.points["t6"]) for body in bodies)
        elbow, wrist, palm = (
            min(camera.depth(body.points[f"{one}_{p}"]) for body in bodies) - chest_depth
            for p in ("elbow", "wrist", "palm")
        )
        whole, reaching = min(elbow, wrist) > 0.05, min(elbow, wrist) > 0.0 and min(wrist, palm) > 0.06
        if f"{one}_arm" not in far and (whole or reaching):
            behind.add(f"{one}_arm")
    return frozenset(far), frozenset(behind)


def _is_deeper(camera: Camera, body: Body, name: str, other: str) -> bool:
    return camera.depth(body.points[name]) > camera.depth(body.points[other]) + _FAR


def _lies_over_other(camera: Camera, body: Body, side: str) -> bool:
    """Return whether the ankle of a leg lies on the other thigh, nearer to the camera."""
    other = "l" if side == "r" else "r"
    ankle, hip, knee = (body.points[name] for name in (f"{side}_ankle", f"{other}_hip", f"{other}_knee"))
    thigh = (between(hip, knee, step / 8) for step in range(9))
    return any(
        dist(camera.flat(ankle), camera.flat(at)) < _THIGH and camera.depth(ankle) < camera.depth(at)
        for at in thigh
    )


def _hidden(camera: Camera, body: Body, limb: str) -> bool:
    """Return whether one leg or arm is exactly behind the other."""
    return all(
        dist(*(camera.flat(body.points[f"{side}_{joint}"]) for side in ("l", "r"))) < BEHIND
        for joint in _JOINTS[limb]
    )
