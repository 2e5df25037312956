"""Which pose of a figure is shown: at a moment of a session, or as a still."""

from dataclasses import dataclass, replace
from math import acos, pi

from intermezzo.core.figure import Figure, reverses
from intermezzo.core.figure.easier import easier_form
from intermezzo.core.figure.keyframes import progress
from intermezzo.core.figure.leading import farthest
from intermezzo.core.practice.model import BreathKind, Movement, Session
from intermezzo.core.practice.timeline import Moment, Part, Phase, breath_fill_at, path
from intermezzo.ui.kit import style

_AT_END = 0.1
"""A body that is nearer than this to the end of its keyframes is at the end."""
POSE_STEPS, BREATH_STEPS = 160, 50
"""Resolution of ``FigurePose.at`` and ``fill``: equal poses share their drawing."""


@dataclass(frozen=True, slots=True)
class FigurePose:
    """A figure ``at`` 0..1 of the way along its keyframes, with its lungs ``fill`` 0..1 full."""

    figure: Figure
    at: float
    fill: float
    side: int = 1
    ghost: float | None = None
    """How far along its keyframes the ghost is that shows where the movement goes, if there is one.

    Of a breath alone it is how full its lungs are.
    """
    way_from: float = 0.0
    """How far along its keyframes the path of the leading point begins."""
    heading: int = 1
    """Where arrows point: 1 to the end of the movement, -1 back to its start, 0 nowhere in a pause."""


def is_other_figure(one: FigurePose | None, other: FigurePose | None) -> bool:
    """Return whether more differs between two poses than how far they are along the same movement."""
    if one is None or other is None:
        return one is not other
    return replace(one, at=other.at, fill=other.fill) != other


def pose_at(movement: Movement, part: Part, fraction: float, *, eased: bool = False) -> FigurePose | None:
    """Return the pose at a fraction of a part of a repetition, or None if the movement has no figure."""
    figure = _shown(movement, eased=eased)
    if figure is None:
        return None
    fill = breath_fill_at(movement, part, fraction)
    return _pose(figure, progress(figure, part, fraction), fill, side=1)


def _shown(movement: Movement, *, eased: bool) -> Figure | None:
    """Return the figure of a movement in its full or its easier form, if it has one."""
    return easier_form(movement.figure) if eased and movement.figure is not None else movement.figure


def _pose(figure: Figure, at: float, fill: float, side: int) -> FigurePose:
    if side == 2 and reverses(figure):
        at, side = 1.0 - at, 1
    at, fill = round(at * POSE_STEPS) / POSE_STEPS, round(fill * BREATH_STEPS) / BREATH_STEPS
    return FigurePose(figure, at, fill, side)


def pose_at_moment(movement: Movement, moment: Moment, *, eased: bool) -> FigurePose | None:
    """Return the pose at a moment of a session. Before a step it is the step's start.

    With reduced motion it is one of the two ends of the movement.
    """
    figure = _shown(movement, eased=eased)
    if figure is None:
        return None
    part, fraction, fill = moment.part, moment.part_fraction, moment.breath_fill
    if style.reduced_motion():
        if movement.one_way:
            part, fraction = (Part.REST, 1.0) if moment.phase is Phase.STEP else (Part.MOVE, 0.0)
        elif moment.phase is Phase.STEP and part in {Part.MOVE, Part.HOLD}:
            part, fraction = Part.MOVE, _end_fraction(figure)
        else:
            part, fraction = Part.REST, 0.0
        fill = breath_fill_at(movement, part, fraction)
    at = path(movement, figure, part, fraction)
    pose = _pose(figure, at, fill, moment.side)
    if style.reduced_motion():
        return _with_other_end(pose)
    # The first repetition has a ghost until it is over, and the change-over before it.
    over = moment.phase is Phase.DONE or part is Part.REST
    shows_way = not over and moment.rep == 1 and has_way(pose.figure)
    if not shows_way and not pose.figure.is_enlarged:
        return pose
    heading = _heading(movement, pose.figure, moment)
    end = farthest(pose.figure) if heading >= 0 else 0.0
    return replace(pose, ghost=end if shows_way else None, heading=heading)


def _heading(movement: Movement, figure: Figure, moment: Moment) -> int:
    """Return where a body goes at a moment of a session: 1 to its end, -1 back, 0 nowhere."""
    if moment.phase is not Phase.STEP or movement.one_way or figure.cycle:
        return 1
    if figure.only_breathes:
        return {BreathKind.OUT: -1, BreathKind.HOLD: 0}.get(moment.breath, 1)
    return {Part.MOVE: 1, Part.RETURN: -1}.get(moment.part, 0)


def has_way(figure: Figure) -> bool:
    """Return whether a figure goes somewhere: a walk does not."""
    return figure.loops == 1


def _with_other_end(pose: FigurePose) -> FigurePose:
    """Return a still with a ghost of the end of its movement, or of the start if the body is at the end.

    On the way to the end the path begins at the body: what lies behind it would lead from nowhere.
    """
    if not has_way(pose.figure):
        return pose
    end = farthest(pose.figure)
    now = pose.fill if pose.figure.only_breathes else pose.at
    if abs(now - end) < _AT_END:
        return replace(pose, ghost=0.0)
    return replace(pose, ghost=end, way_from=0.0 if pose.figure.cycle else pose.at)


def key_pose(movement: Movement, *, eased: bool = False) -> FigurePose | None:
    """Return the pose for a still: the one that shows best what the movement does."""
    figure = _shown(movement, eased=eased)
    if figure is None:
        return None
    pose = pose_at(movement, Part.MOVE, key_fraction(figure), eased=eased)
    return _with_other_end(pose) if pose is not None else None


def key_fraction(figure: Figure) -> float:
    """Return the fraction of the move at which the key pose is reached."""
    if figure.only_breathes:
        # Empty lungs leave the ghost of full ones in sight.
        return 0.0
    if figure.carried_from or (figure.keys[-1].base != figure.base and len(figure.keys) > 2):
        # After getting up one only stands, so the keyframe before is shown, or that of taking up a load.
        return _fraction_at(figure.carried_from or figure.keys[-2].at)
    return _end_fraction(figure)


def _fraction_at(at: float) -> float:
    """Return the fraction of the move at which a figure is so far along its keys."""
    # ``progress`` eases along a cosine; this is its inverse.
    return acos(1 - 2 * at) / pi


def _end_fraction(figure: Figure) -> float:
    if figure.cycle and figure.paths:
        return _fraction_at(farthest(figure))
    return 0.5 / figure.loops if figure.cycle else 1.0


def main_movement(session: Session) -> Movement | None:
    """Return the movement that represents a session: the largest one, whole bodies before close-ups."""
    drawn = [step.movement for step in session.steps if step.movement.figure is not None]
    return max(drawn, key=_extent, default=None)


def _extent(movement: Movement) -> tuple[bool, float]:
    """Return whether the whole body is drawn, and the sum of its joints' angles of motion in degrees."""
    figure = movement.figure
    if figure is None:
        return False, 0.0
    start = figure.keys[0].pose
    angles = [sum(abs(b - a) for a, b in zip(start, key.pose, strict=True)) for key in figure.keys]
    return figure.close_up == "none", max(angles)
