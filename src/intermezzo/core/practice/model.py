"""The frozen values passed between layers: movements, sessions, slots and plans."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from intermezzo.core.practice.change_over import (
    Position,
    Posture,
    Station,
    arrivals,
    implied_posture,
    lead_seconds,
    mirrored,
    position,
)
from intermezzo.core.scheduling.intervals import Interval

if TYPE_CHECKING:  # the children that read calendars draw nothing, and start the sooner
    from intermezzo.core.figure.keyframes import Figure

LIMITS = {"interlude": (90.0, 120.0), "micro": (300.0, 600.0)}
"""Least and most seconds of a session by kind, getting ready included; a ritual has no limits."""


class Kind(StrEnum):
    """The three kinds of session."""

    INTERLUDE = "interlude"
    MICRO = "micro"
    RITUAL = "ritual"


class BreathKind(StrEnum):
    """The phases of a breath; ``FREE`` is the user's own breath."""

    IN = "in"
    OUT = "out"
    HOLD = "hold"
    FREE = "free"


class Place(StrEnum):
    """Where a movement is done."""

    DESK = "desk"
    STAND = "stand"
    WALL = "wall"
    FLOOR = "floor"
    BED = "bed"
    CAR = "car"
    WALK = "walk"


class Area(StrEnum):
    """The six areas of the body as shown to users."""

    HIPS = "hips"
    MID_BACK = "mid_back"
    BREATH = "breath"
    DEEP_CORE = "deep_core"
    FEET = "feet"
    NECK = "neck"


AREA_OF = {
    "hip": Area.HIPS, "glutes": Area.HIPS,
    "thoracic": Area.MID_BACK, "shoulder girdle": Area.MID_BACK,
    "rib cage": Area.BREATH, "diaphragm": Area.BREATH,
    "deep core": Area.DEEP_CORE, "lumbar control": Area.DEEP_CORE,
    "foot/ankle": Area.FEET, "whole chain": Area.FEET,
    "neck": Area.NECK, "jaw": Area.NECK, "eyes": Area.NECK,
}  # fmt: skip
REGIONS = tuple(AREA_OF)


class Ask(StrEnum):
    """What a movement requires of the body; the user can leave out each."""

    LYING_ON_BACK = "lying_on_back"
    FLOOR = "floor"
    KNEELING = "kneeling"
    ARCHING = "arching"
    BENDING_FORWARD = "bending_forward"
    SINGLE_LEG = "single_leg"
    TURNING = "turning"
    OVERHEAD = "overhead"
    WEIGHT_ON_HANDS = "weight_on_hands"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Breath:
    """One phase of a breath, in seconds."""

    kind: BreathKind
    seconds: float


class CueTime(StrEnum):
    """The part of a repetition to which a cue belongs."""

    ANY = "any"
    MOVE = "move"
    HOLD = "hold"
    RETURN = "return"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Movement:
    """One exercise. ``tempo`` is seconds of (move, hold, return, rest); ``breath`` has the same total."""

    id: str
    name: str
    level: int
    place: Place
    quiet: bool
    regions: tuple[str, ...]
    equipment: tuple[str, ...]
    reps: int
    sides: int
    tempo: tuple[float, float, float, float]
    breath: tuple[Breath, ...]
    start: str
    cues: tuple[str, ...]
    feels: str
    watch: str
    watch_tag: str
    easier: str
    harder: str
    stop: str
    sources: tuple[str, ...]
    purpose: str = ""
    also: str = ""
    search: tuple[str, ...] = ()
    """More words that it is found by; ``also`` are other names of it."""
    reviewed_by: str = ""
    asks: frozenset[Ask] = frozenset()
    direction: str = ""
    """``extension`` or ``flexion`` if it suits only people whom that direction helps; else empty."""
    figure: "Figure | None" = None
    turn: float = 0.0
    """Seconds from one side to the other; of a one-way movement, from its end back to its start."""
    one_way: bool = False
    """Whether it ends elsewhere than it begins, so that it is not done backwards."""
    ways: bool = False
    """Whether its sides are the two ways round instead of the left and the right."""
    cue_times: tuple[CueTime, ...] = ()
    """When each cue is shown; cues without one are shown at any time."""
    posture: Posture | None = None
    ends: Posture | None = None
    """Where it ends, if elsewhere than in ``posture``, which is None for what place and ``asks`` imply."""
    next: str = ""
    """The id of the movement that follows it on its ladder, if any."""

    @property
    def begins_in(self) -> Position:
        """The position in which it begins."""
        return position(self.place, self.posture or implied_posture(self.place, self.asks))

    @property
    def ends_in(self) -> Position:
        """The position in which it ends."""
        return position(self.place, self.ends) if self.ends is not None else self.begins_in

    @property
    def rep_seconds(self) -> float:
        """Seconds of one repetition on one side."""
        return sum(self.tempo)

    @property
    def areas(self) -> frozenset[Area]:
        """The areas that it moves."""
        return frozenset(AREA_OF[region] for region in self.regions)


@dataclass(frozen=True)
class Step:
    """A movement with its dose in a session: ``reps`` on each of ``sides``."""

    movement: Movement
    reps: int
    sides: int
    easier: bool = False
    """Whether it begins in the movement's easier form, which counts in full."""
    lead: float | None = field(default=None, kw_only=True)
    """Seconds of rest before it; None for a change-over by position. Not used for the first step."""
    range: int = field(default=3, kw_only=True)
    """Thirds of one's own range, as the movement's figure shows it."""
    load_kg: float | None = field(default=None, kw_only=True)
    band: int = field(default=0, kw_only=True)

    @cached_property
    def seconds(self) -> float:
        """Active seconds: repetitions only, without getting ready, change-over or turns."""
        return self.reps * self.sides * self.movement.rep_seconds

    @property
    def station(self) -> Station:
        """What decides how long the way to it takes."""
        one = self.movement
        return Station(one.id, one.begins_in, one.ends_in, one.equipment, self.sides, self.lead)

    @cached_property
    def stretches(self) -> int:
        """The number of stretches with a turn between two: its sides, or each one-way repetition."""
        return self.reps * self.sides if self.movement.one_way else self.sides

    @cached_property
    def stretch(self) -> float:
        """Active seconds of one stretch."""
        return self.seconds / self.stretches

    @cached_property
    def span(self) -> float:
        """Seconds from the first repetition to the end of the last, turns included."""
        return self.seconds + (self.stretches - 1) * self.movement.turn

    def active_until(self, inside: float) -> float:
        """Return the active seconds within the first ``inside`` seconds of its span."""
        inside, both = min(max(0.0, inside), self.span), self.stretch + self.movement.turn
        whole = min(int(inside // both), self.stretches - 1)
        return whole * self.stretch + min(self.stretch, inside - whole * both)


@dataclass(frozen=True)
class Session:
    """An ordered list of steps. Derived values are cached because every turn reads those of all sessions."""

    id: str
    title: str
    kind: Kind
    steps: tuple[Step, ...]
    intent: str = ""

    @cached_property
    def active_seconds(self) -> float:
        """Seconds of movement."""
        return sum(step.seconds for step in self.steps)

    @cached_property
    def seconds(self) -> float:
        """The whole length: getting ready, steps with their turns, and change-overs; 0 without steps."""
        return self.starts[-1] + self.steps[-1].span if self.steps else 0.0

    @cached_property
    def leads(self) -> tuple[float, ...]:
        """The seconds before each step: getting ready, change-over or rest."""
        return lead_seconds([step.station for step in self.steps])

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """The elapsed second at which each step's first repetition begins."""
        starts, at = list[float](), 0.0
        for step, lead in zip(self.steps, self.leads, strict=True):
            starts.append(at + lead)
            at = starts[-1] + step.span
        return tuple(starts)

    def seconds_after(self, index: int) -> float:
        """Return the seconds of all that comes after a step, and of the change-over before it."""
        return self.seconds - self.starts[index] - self.steps[index].span + self.leads[index]

    @cached_property
    def arrivals(self) -> frozenset[int]:
        """The steps that wait until the user is ready: those for which one gets down to the floor."""
        return arrivals([step.station for step in self.steps])

    @cached_property
    def mirrored(self) -> frozenset[int]:
        """The steps that begin with the other side, because one already lies on it."""
        return mirrored([step.station for step in self.steps])

    @cached_property
    def areas(self) -> frozenset[Area]:
        """The areas of all steps."""
        return frozenset(area for step in self.steps for area in step.movement.areas)

    @cached_property
    def quiet(self) -> bool:
        """Whether every step can be done unnoticed in an open office."""
        return all(step.movement.quiet for step in self.steps)

    @cached_property
    def seated(self) -> bool:
        """Whether all of it can be done on the chair at the desk."""
        return self.places <= {Place.DESK} and not self.stands

    @cached_property
    def stands(self) -> bool:
        """Whether one gets up for it, to stand or to walk."""
        return Ask.STANDING in self.asks

    @cached_property
    def asks(self) -> frozenset[Ask]:
        """What the steps require of the body."""
        return frozenset(ask for step in self.steps for ask in step.movement.asks)

    @cached_property
    def equipment(self) -> frozenset[str]:
        """The equipment of all steps."""
        return frozenset(thing for step in self.steps for thing in step.movement.equipment)

    @cached_property
    def directed(self) -> bool:
        """Whether a step suits only people whom one direction helps."""
        return any(step.movement.direction for step in self.steps)

    @cached_property
    def movements(self) -> frozenset[str]:
        """The ids of its movements."""
        return frozenset(step.movement.id for step in self.steps)

    @cached_property
    def level(self) -> int:
        """The highest level of its steps."""
        return max(step.movement.level for step in self.steps)

    @cached_property
    def places(self) -> frozenset[Place]:
        """The places of its steps."""
        return frozenset(step.movement.place for step in self.steps)


@dataclass(frozen=True, slots=True)
class Slot:
    """A planned session in a gap, in UTC. ``session`` is an id, empty until one is chosen.

    ``why`` is a code of ``selection.Choice`` and ``areas`` are the areas that it refers to.
    """

    start: datetime
    end: datetime
    kind: Kind
    session: str = ""
    why: str = ""
    areas: tuple[Area, ...] = ()

    @property
    def interval(self) -> Interval:
        """Its start and end."""
        return Interval(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A slot that could not be placed, with a reason code."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Sessions a day, the spacing from start to start, and the margins after and before busy times."""

    interludes: int = 2
    micros: int = 1
    spacing: timedelta = timedelta(minutes=25)
    settle: timedelta = timedelta(minutes=1)
    leave: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Day:
    """The fixed facts of one local day, in UTC.

    ``work`` are the working intervals; ``busy`` is merged, unclipped and without margins, and includes
    breaks; ``breaks`` (lunch, gym, walk) are the busy times that count as movement; ``quiet`` is focus time,
    in which an offer waits for a natural pause; ``bad`` are working times in which the user wants no offer.
    """

    work: tuple[Interval, ...] = ()
    busy: tuple[Interval, ...] = ()
    breaks: tuple[Interval, ...] = ()
    quiet: tuple[Interval, ...] = ()
    bad: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The day's slots, the slots that could not be placed, and the resulting sitting time."""

    slots: tuple[Slot, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    longest_stretch_minutes: float = 0.0
    mean_minutes_since_movement: float = 0.0
    cost: float = field(default=0.0, compare=False)
    """Σ s² + charges in min², to compare a later plan with."""
    due_at: datetime | None = None
    """When the offer of the first slot comes, None for its start; see ``due_time``."""

    def is_due(self, now: datetime) -> bool:
        """Return whether the offer of the first slot is to come now."""
        return bool(self.slots) and (self.due_at or self.slots[0].start) <= now
