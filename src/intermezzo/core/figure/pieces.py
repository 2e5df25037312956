"""Pieces of flesh: chains of ellipsoids whose hulls are the body's outline."""

from dataclasses import dataclass

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.resting import Ball, flattened
from intermezzo.core.figure.vectors import Mat, Vec, placed

KEPT = 16
"""Number of limbs of each kind whose flesh is kept: a still asks for that of a few bodies several times."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A chain of balls, each joined to the next by the hull of both."""

    name: str
    balls: tuple[Ball, ...]


def resting(body: Body, name: str, *balls: Ball) -> Piece:
    """Return a piece, flattened where it lies on what supports the body."""
    return Piece(name, flattened(balls, body.surfaces))


def ball(at: Vec, frame: Mat, offset: Vec, radii: Vec) -> Ball:
    """Return an ellipsoid whose centre is ``offset`` from a point."""
    return placed(at, frame, offset), frame, radii


def station(
    body: Body, start: str, end: str, share: float, segment: str, offset: float,
    front: float, side: float, along: float | None = None,
) -> Ball:  # fmt: skip
    """Return an ellipsoid ``share`` of the way between two points, ``offset`` to the front of a segment."""
    frame = body.frames[segment]
    ax, ay, az = body.points[start]
    bx, by, bz = body.points[end]
    # Written out for speed: a body has eighty of them.
    centre = (
        ax + (bx - ax) * share + offset * frame[0],
        ay + (by - ay) * share + offset * frame[3],
        az + (bz - az) * share + offset * frame[6],
    )
    return centre, frame, (front, side, min(front, side) if along is None else along)


def limb(
    body: Body, side: str, start: str, end: str, share: float, segment: str, offset: float, front: float,
    wide: float, along: float | None = None,
) -> Ball:  # fmt: skip
    """Return a station of the limb on one side."""
    return station(
        body, f"{side}_{start}", f"{side}_{end}", share, f"{side}_{segment}", offset, front, wide, along
    )
