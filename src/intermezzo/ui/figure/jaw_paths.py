"""The jaw bone and the teeth, which a close-up of the jaw shows inside the head."""

from math import cos, radians, sin

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, Camera
from intermezzo.core.figure.vectors import add, turned
from intermezzo.ui.figure.hulls import strip

_Point = tuple[float, float]
"""Forwards and upwards from the skull's condyles, in body heights."""
_JOINT: _Point = (0.000, 0.016)
_BONE: tuple[_Point, ...] = (_JOINT, (0.001, -0.008), (0.009, -0.0165), (0.024, -0.0190), (0.040, -0.0195))
_LOWER: tuple[_Point, ...] = ((0.021, -0.0105), (0.031, -0.0110), (0.0415, -0.0115))
_UPPER: tuple[_Point, ...] = ((0.021, -0.0060), (0.031, -0.0065), (0.0415, -0.0070))
_LIPS: tuple[_Point, ...] = ((0.0455, -0.0090), (0.0485, -0.0090))
_BONE_WIDTH, _TEETH_WIDTH, _LIPS_WIDTH = 0.0095, 0.0036, 0.0016
_OPENS = 0.62
"""Degrees at the joint for each degree of the ``jaw`` channel, so that the chin follows its outline."""


def jaw_paths(camera: Camera, body: Body) -> tuple[QPainterPath, QPainterPath]:
    """Return the jaw bone, and the teeth with the lips."""
    frame, at = body.frames["head"], body.points["c0"]
    open_by = radians(body.angle("jaw") * _OPENS)
    c, s = cos(open_by), sin(open_by)

    def line(places: tuple[_Point, ...], width: float, *, hinged: bool = False) -> QPainterPath:
        found = []
        for x, z in places:
            if hinged:
                dx, dz = x - _JOINT[0], z - _JOINT[1]
                x, z = _JOINT[0] + c * dx + s * dz, _JOINT[1] - s * dx + c * dz  # noqa: PLW2901 (opened)
            found.append(camera.flat(add(at, turned(frame, (x, 0.0, z)))))
        return strip(found, width)

    teeth = line(_UPPER, _TEETH_WIDTH)
    teeth.addPath(line(_LOWER, _TEETH_WIDTH, hinged=True))
    teeth.addPath(line(_LIPS, _LIPS_WIDTH))
    return line(_BONE, _BONE_WIDTH, hinged=True), teeth
