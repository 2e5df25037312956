"""What must be true of every figure: tells as lines what is not, of pins, joints, floor, frame and mass."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import acos, degrees, dist

from intermezzo.core.figure import body_at, frame, view
from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.anchors import contact_place
from intermezzo.core.figure.body import Body, centre_of_mass
from intermezzo.core.figure.channels import beyond
from intermezzo.core.figure.keyframes import BODY_SURFACES, TRUNK_CONTACTS, Figure, Pin, grips_along
from intermezzo.core.figure.moments import UPRIGHT_BASES
from intermezzo.core.figure.props import ground
from intermezzo.core.figure.reach import on_body
from intermezzo.core.figure.vectors import Mat, Vec, column, columns, dot, length, sub, turned
from tests.core.figure.touching import lowest
from tests.core.figure.whole_flesh import all_pieces, extent

SLIDE = 0.01
"""The most that a pin may move, in body heights."""
QUIET = 8.0
"""Degrees that a quiet lower back stays below, and a moving one reaches."""
_LEAP = 0.006
"""The most that a point goes in an instant, in body heights."""
_SUNK = 0.015
"""Soft parts give way so far where they rest."""
_JOINTS = (
    ("knee", "hip", "knee", "ankle", -5, 158),
    ("elbow", "shoulder", "elbow", "wrist", -5, 152),
)


def faults(figure: Figure, samples: int = 10) -> list[str]:
    """Tell what is wrong with a figure, through its whole loop; empty when nothing is."""
    bodies = [(step / samples, body_at(figure, step / samples, 0.5)) for step in range(samples + 1)]
    grips = [grips_along(figure.keys, at, cycle=figure.cycle) for at, _body in bodies]
    found: list[str] = []
    for (at, body), grip in zip(bodies, grips, strict=True):
        lines = (
            *_angle_faults(body), *_bone_faults(body), *_floor_faults(figure, body),
            *_frame_faults(figure, at), *_mass_faults(figure, body, grip),
        )  # fmt: skip
        found += [f"at {at:.2f}: {line}" for line in lines]
    found += _pin_faults(figure, [body for _at, body in bodies], grips)
    found += _lumbar_faults(figure, [body for _at, body in bodies])
    found += _jump_faults(figure)
    return found


def pin_place(pin: Pin, body: Body) -> Vec:
    """Return where a contact is: what a pin holds."""
    if pin.contact in TRUNK_CONTACTS:
        return contact_place(pin.contact, dict(body.points), dict(body.frames))
    name = {"foot": "ball", "toe": "ball", "heel": "heel", "hand": "wrist"}.get(pin.contact, pin.contact)
    return body.points[f"{pin.side}_{name}"]


def _pin_faults(
    figure: Figure, all_bodies: list[Body], grips: list[dict[tuple[str, str], float]]
) -> Iterator[str]:
    lead = next((pin.contact for pin in figure.pins if pin.contact in TRUNK_CONTACTS), "")
    for pin in figure.pins:
        name = f"{pin.side}_{pin.contact}".lstrip("_")
        grip_of = (grip.get((pin.contact, pin.side), 1.0) for grip in grips)
        bodies = [body for body, grip in zip(all_bodies, grip_of, strict=True) if grip == 1]
        if pin.surface in BODY_SURFACES and pin.contact == "hand":
            for body in bodies:
                palm = body.points[f"{pin.side}_palm"]
                lies = on_body(pin.surface, pin.side, dict(body.points), dict(body.frames), body.swell)
                gap = dist(palm, lies)
                if gap > 2.5 * SLIDE:
                    yield f"pin {name}: the palm stays {gap:.3f} away from {pin.surface}"
                    break
            continue
        if pin.contact in {"pelvis", "back"} and pin.contact != lead:
            continue
        start = pin_place(pin, bodies[0])
        far = max(dist(start, pin_place(pin, body)) for body in bodies)
        if far >= SLIDE:
            yield f"pin {name} slides {far:.3f}"


def _angle_faults(body: Body) -> Iterator[str]:
    for name, value in beyond(body.pose).items():
        yield f"{name} = {value:.0f} is beyond what a body can"
    for side in ("l", "r"):
        for joint, a, b, c, low, high in _JOINTS:
            points = (body.points[f"{side}_{one}"] for one in (a, b, c))
            bent = _bent(*points)
            if not low <= bent <= high:
                yield f"{side}_{joint} is bent by {bent:.0f}"


def _bent(a: Vec, b: Vec, c: Vec) -> float:
    first, second = sub(b, a), sub(c, b)
    return degrees(acos(max(-1.0, min(1.0, dot(first, second) / (length(first) * length(second))))))


def _bone_faults(body: Body) -> Iterator[str]:
    wrong = bone_error(body.points)
    if wrong > 0.03:
        yield f"a bone is {wrong:.0%} too long or too short"


def bone_error(points: Mapping[str, Vec]) -> float:
    """Return the largest share by which a bone is too long or too short."""
    bones = (("hip", "knee", sk.THIGH), ("knee", "ankle", sk.SHANK), ("shoulder", "elbow", sk.UPPER_ARM),
             ("elbow", "wrist", sk.FOREARM))  # fmt: skip
    return max(
        abs(dist(points[f"{side}_{a}"], points[f"{side}_{b}"]) / size - 1)
        for side in ("l", "r")
        for a, b, size in bones
    )


def _floor_faults(figure: Figure, body: Body) -> Iterator[str]:
    # As it is before it yields: what yields is never below.
    worst = min(
        (lowest(ball) - ground(figure.props, ball[0]), piece.name)
        for piece in all_pieces(replace(body, surfaces=()))
        for ball in piece.balls
    )
    if worst[0] < -_SUNK:
        yield f"the {worst[1]} goes {-worst[0]:.3f} below the floor"


def _frame_faults(figure: Figure, at: float) -> Iterator[str]:
    if figure.close_up != "none":
        return
    left, bottom, right, top = frame(figure)
    camera, edge = view(figure), 0.02
    body = body_at(figure, at, 1.0)
    for piece in all_pieces(body):
        for ball in piece.balls:
            a, b, c, d = extent(camera, ball)
            if a < left - edge or b < bottom - edge or c > right + edge or d > top + edge:
                yield f"the {piece.name} leaves the frame"
                return


def _mass_faults(figure: Figure, body: Body, grip: dict[tuple[str, str], float]) -> Iterator[str]:
    contacts = {pin.contact for pin in figure.pins}
    hands = any(pin.contact == "hand" and pin.surface not in BODY_SURFACES for pin in figure.pins)
    ends_upright = all(key.base in UPRIGHT_BASES for key in figure.keys)
    if (
        not ends_upright
        or not contacts & {"foot", "toe", "heel"}
        or contacts & {*TRUNK_CONTACTS, "knee", "elbow"}
    ):
        return
    mass = centre_of_mass(body.points)
    under = [
        body.points[f"{pin.side}_{one}"]
        for pin in figure.pins
        if pin.contact in {"foot", "toe", "heel"} and grip.get((pin.contact, pin.side), 1.0) > 0.5
        for one in ("heel", "toe")
    ]
    room = 0.06 if hands else 0.025
    for axis, word in ((0, "forwards or back"), (1, "to the side")):
        low, high = min(one[axis] for one in under), max(one[axis] for one in under)
        if not low - room <= mass[axis] <= high + room:
            yield f"it would fall {word}: mass at {mass[axis]:.3f}, feet from {low:.3f} to {high:.3f}"


def times(m: Mat, n: Mat) -> Mat:
    """Return the rotation n followed by m."""
    x, y, z = (turned(m, column(n, axis)) for axis in range(3))
    return columns(x, y, z)


def _inverse(m: Mat) -> Mat:
    return (m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8])


def lumbar_turn(body: Body) -> Mat:
    """Return how the lower back stands to the pelvis."""
    return times(_inverse(body.frames["pelvis"]), body.frames["lumbar2"])


def lumbar_range(bodies: list[Body]) -> float:
    """Return the most degrees by which the lower back changes to the pelvis, from any moment to any other."""
    turns = [lumbar_turn(body) for body in bodies]
    most = 0.0
    for index, one in enumerate(turns):
        for other in turns[index + 1 :]:
            change = times(_inverse(one), other)
            cosine = (change[0] + change[4] + change[8] - 1) / 2
            most = max(most, degrees(acos(max(-1.0, min(1.0, cosine)))))
    return most


def _lumbar_faults(figure: Figure, bodies: list[Body]) -> Iterator[str]:
    size = lumbar_range(bodies)
    if figure.lumbar == "quiet" and size >= QUIET:
        yield f"the lower back should be quiet and changes by {size:.1f} degrees"
    if figure.lumbar == "moves" and size < QUIET:
        yield f"the lower back should move and changes by only {size:.1f} degrees"


def _farthest(one: Body, other: Body) -> float:
    return max(dist(at, other.points[name]) for name, at in one.points.items())


def _jump_faults(figure: Figure) -> Iterator[str]:
    """No point may leap between two moments that lie close together, and a circle comes back."""
    steps = 200
    first = before = body_at(figure, 0.0, 0.5)
    for step in range(1, steps + 1):
        body = body_at(figure, step / steps, 0.5)
        far = _farthest(before, body)
        if far > 2 * _LEAP:
            # What goes fast goes half as far in half the time, what leaps does not.
            low, high = (step - 1) / steps, step / steps
            for _halving in range(8):
                middle = (low + high) / 2
                halves = [(low, middle), (middle, high)]
                far, low, high = max(
                    (_farthest(body_at(figure, a, 0.5), body_at(figure, b, 0.5)), a, b) for a, b in halves
                )
            if far > _LEAP:
                yield f"a point leaps by {far:.3f} at {low:.4f}"
        before = body
    if figure.cycle:
        gap = max(dist(first.points[name], at) for name, at in before.points.items())
        if gap > 0.001:
            yield f"the circle does not close: {gap:.3f}"
