"""The mouth cut open: palate, tongue, jaw bone and two rows of teeth, which a close-up of the jaw shows."""

from itertools import pairwise

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, Camera
from intermezzo.core.figure.heads import hinged
from intermezzo.core.figure.vectors import Vec
from intermezzo.ui.figure.hulls import TonedPath, one_path, path_of, smooth, strip

_Point = tuple[float, float]
"""Forwards and upwards from the skull's condyles, in body heights."""
_BITE = -0.0095
"""Height at which the teeth meet."""
_EDGES = (0.0437, 0.0402, 0.0366)
"""Between two neighbouring teeth, from the front backwards; those farther back would hide the tongue."""
_TOOTH, _SEAM = 0.0078, 0.00045
"""Height of a tooth, and half the distance of two."""
_BONE: tuple[_Point, ...] = (
    (0.0010, 0.0150), (-0.0035, 0.0110), (-0.0035, -0.0040), (-0.0010, -0.0150), (0.0080, -0.0225),
    (0.0220, -0.0250), (0.0360, -0.0262), (0.0435, -0.0245), (0.0450, -0.0195), (0.0425, -0.0150),
    (0.0300, -0.0150), (0.0170, -0.0145), (0.0115, -0.0090), (0.0100, 0.0020), (0.0085, 0.0080),
    (0.0050, 0.0040), (0.0040, 0.0120),
)  # fmt: skip
_PALATE: tuple[_Point, ...] = ((0.0090, 0.0060), (0.0190, 0.0095), (0.0300, 0.0085), (0.0410, 0.0010))
_TONGUE: tuple[_Point, ...] = (
    (0.0125, -0.0120), (0.0104, -0.0020), (0.0130, 0.0046), (0.0205, 0.0074), (0.0290, 0.0068),
    (0.0340, 0.0040), (0.0366, 0.0006), (0.0362, -0.0022), (0.0325, -0.0050), (0.0290, -0.0110),
    (0.0200, -0.0140),
)  # fmt: skip
_HOLLOW: tuple[_Point, ...] = (
    (0.0100, 0.0040), (0.0190, 0.0088), (0.0300, 0.0078), (0.0440, -0.0010), (0.0440, -0.0180),
    (0.0130, -0.0150),
)  # fmt: skip
_LIPS: tuple[_Point, ...] = ((0.0462, -0.0096), (0.0526, -0.0092))
_UPPER_LIP: tuple[_Point, ...] = ((0.0462, -0.0058), (0.0494, -0.0066))
_LOWER_LIP: tuple[_Point, ...] = ((0.0462, -0.0134), (0.0490, -0.0126))
_PALATE_WIDTH, _LIPS_WIDTH, _LIP_WIDTH = 0.0030, 0.0011, 0.0066


def jaw_paths(camera: Camera, body: Body) -> tuple[TonedPath, ...]:
    """Return what is seen in the mouth, from the farthest part to the nearest."""

    def flat(place: _Point, *, lower: bool = False) -> tuple[float, float]:
        at: Vec = (place[0], 0.0, place[1])
        inside = hinged(body, at) if lower else at
        return camera.flat(body.place("c0", "head", inside))

    def area(places: tuple[_Point, ...], lower: tuple[_Point, ...] = ()) -> QPainterPath:
        corners = [*map(flat, places), *(flat(one, lower=True) for one in lower)]
        return path_of((x, -y) for x, y in corners)

    def tooth(back: float, front: float, *, lower: bool) -> QPainterPath:
        root = _BITE + (-_TOOTH if lower else _TOOTH)
        inset = (front - back) * 0.10
        corners = (
            (back + _SEAM + inset, root), (back + _SEAM, _BITE), (front - _SEAM, _BITE),
            (front - _SEAM - inset, root),
        )  # fmt: skip
        return path_of((x, -y) for x, y in (flat(one, lower=lower) for one in corners))

    def row(*, lower: bool) -> QPainterPath:
        return one_path(tooth(back, front, lower=lower) for front, back in pairwise(_EDGES))

    hollow = area(_HOLLOW[:4], _HOLLOW[4:])
    tongue = path_of((x, -y) for x, y in smooth([flat(one) for one in (*_TONGUE, _TONGUE[0])]))
    return (
        (hollow, "hollow"),
        (tongue, "tongue"),
        (strip([flat(one) for one in _PALATE], _PALATE_WIDTH), "bone"),
        (bone_path(camera, body), "bone"),
        (row(lower=False), "teeth"),
        (row(lower=True), "teeth"),
        # Closed, which a line alone would not tell.
        *((strip([flat(one) for one in lip], _LIP_WIDTH), "lip") for lip in (_UPPER_LIP, _LOWER_LIP)),
        (strip([flat(one) for one in _LIPS], _LIPS_WIDTH), "hollow"),
    )


def bone_path(camera: Camera, body: Body) -> QPainterPath:
    """Return the jaw bone."""
    places = (hinged(body, (x, 0.0, z)) for x, z in (*_BONE, _BONE[0]))
    around = smooth([camera.flat(body.place("c0", "head", place)) for place in places])
    return path_of((x, -y) for x, y in around)
