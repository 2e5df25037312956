"""What is drawn in a close-up only: separate toes, shoulder blades, and the light below a lower back."""

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, Camera, Figure, feet, marks
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.vectors import UPRIGHT, column
from intermezzo.ui.figure.hulls import (
    ROUND,
    Fineness,
    TonedPath,
    ellipse_path,
    one_path,
    outlines,
    path_of,
    smooth,
    strip,
)

_NAIL_WIDTH = 0.0017
"""Lengths are in body heights."""
CONTACT_DOTS = {"arch": 0.0052, "sole": 0.0095}
"""Radius of a dot where a foot touches, in the close-ups that show them."""
_FROM_BELOW = 0.5
"""How much the underside of a foot faces the camera from which its nails are hidden."""
_BLADE_WIDTH, _RIDGE_WIDTH = 0.0058, 0.0046
_GAP_HEIGHT = 0.034
"""Height of the light below the back, which hides what is above its skin."""


def near_toes(camera: Camera, body: Body, fine: Fineness) -> tuple[TonedPath, ...]:
    """Return the toes of the working foot with their nails, from the farthest to the nearest."""
    one, paths = body.working, list[TonedPath]()

    def depth(number: int) -> float:
        return camera.depth(feet.toe(body, one, number).balls[1][0])

    for number in sorted(range(feet.TOES), key=depth, reverse=True):
        toe = {"seam": feet.seam(body, one, number), "skin": feet.toe(body, one, number)}
        for tone, piece in toe.items():
            ellipses = [camera.ellipse(ball) for ball in piece.balls]
            paths.append((one_path(outlines(ellipses, piece, fine)), tone))
        if camera.depth(column(body.frames[f"{one}_foot"], 2)) > _FROM_BELOW:
            continue
        nail = [camera.flat(point) for point in feet.nail(body, one, number)]
        paths.append((strip(nail, _NAIL_WIDTH), "nail"))
    return tuple(paths)


def contact_dots(camera: Camera, body: Body, radius: float) -> QPainterPath:
    """Return a dot at each of the three points of a foot that carry it."""
    one = body.working
    out = SIGN[one]
    places = (("heel", 0.0190, 0.0), ("ball", -0.0025, -0.0155 * out), ("ball", -0.0065, 0.0175 * out))
    spots = [body.place(f"{one}_{point}", f"{one}_foot", (ahead, side, 0.0)) for point, ahead, side in places]
    radii = (radius, radius, radius * 0.8)
    return one_path(ellipse_path(camera.ellipse((at, UPRIGHT, radii)), ROUND) for at in spots)


def blade_paths(camera: Camera, body: Body) -> tuple[TonedPath, ...]:
    """Return both shoulder blades, each with its edge and its ridge, if the back faces the camera."""
    if camera.depth(column(body.frames["thorax2"], 0)) < 0:
        return ()
    paths = list[TonedPath]()
    for side in ("l", "r"):
        outline, ridge = ([camera.flat(point) for point in line] for line in marks.blade(body, side))
        paths.append((path_of((x, -y) for x, y in outline), "bone"))
        paths.append((strip([*outline, *outline[:2]], _BLADE_WIDTH), "blade"))
        paths.append((strip(ridge, _RIDGE_WIDTH), "blade"))
    return tuple(paths)


def blade_lines(camera: Camera, body: Body) -> list[QPainterPath]:
    """Return the outline of each shoulder blade as a line."""
    edges = [marks.blade(body, side)[0] for side in ("l", "r")]
    lines = [smooth([camera.flat(point) for point in (*one, one[0])]) for one in edges]
    return [path_of((x, -y) for x, y in line) for line in lines]


def gap_below_back(figure: Figure, camera: Camera, body: Body) -> tuple[TonedPath, ...]:
    """Return the light between a lower back and the floor on which it lies; the trunk covers the rest."""
    if figure.close_up != "pelvis" or not any(pin.contact == "back" for pin in figure.pins):
        return ()
    (ax, _ay, _az), (bx, _by, _bz) = body.points["sacrum"], body.points["t12"]
    corners = [(ax, 0.0, 0.0), (bx, 0.0, 0.0), (bx, 0.0, _GAP_HEIGHT), (ax, 0.0, _GAP_HEIGHT)]
    return ((path_of((x, -y) for x, y in map(camera.flat, corners)), "light"),)
