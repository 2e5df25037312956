"""The values that travel between the layers: movements, sessions, slots, plans. All frozen."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from intermezzo.core.figure.keyframes import Figure
from intermezzo.core.scheduling.intervals import Interval

READY_SECONDS = 5.0
"""Before the first step."""
CHANGE_OVER_SECONDS = 5.0
"""Before each further step."""
LIMITS = {"interlude": (90.0, 120.0), "micro": (300.0, 600.0)}
"""Seconds that a session of the kind may last, ends included; a ritual has its own length."""


class Kind(StrEnum):
    """The three kinds of session."""

    INTERLUDE = "interlude"
    MICRO = "micro"
    RITUAL = "ritual"


class BreathKind(StrEnum):
    """What the breath does for a while; ``FREE`` is the user's own breath."""

    IN = "in"
    OUT = "out"
    HOLD = "hold"
    FREE = "free"


class Place(StrEnum):
    """Where a movement can be done."""

    DESK = "desk"
    STAND = "stand"
    WALL = "wall"
    FLOOR = "floor"
    BED = "bed"
    CAR = "car"
    WALK = "walk"


REGIONS = (
    "hip", "glutes", "thoracic", "shoulder girdle", "rib cage", "diaphragm", "deep core", "lumbar control",
    "foot/ankle", "whole chain", "neck", "jaw", "eyes",
)  # fmt: skip
"""Region names in data."""


class Area(StrEnum):
    """The six areas of the body that users see."""

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


class Ask(StrEnum):
    """What a movement asks of the body; each can be left out, whatever the reason."""

    LYING_ON_BACK = "lying_on_back"
    FLOOR = "floor"
    KNEELING = "kneeling"
    ARCHING = "arching"
    BENDING_FORWARD = "bending_forward"
    SINGLE_LEG = "single_leg"
    OVERHEAD = "overhead"
    STANDING = "standing"


ASKED_BY_PLACE = {
    Place.FLOOR: frozenset({Ask.FLOOR}),
    Place.STAND: frozenset({Ask.STANDING}),
    Place.WALL: frozenset({Ask.STANDING}),
    Place.WALK: frozenset({Ask.STANDING}),
    Place.CAR: frozenset({Ask.STANDING}),
}
"""What a place asks by itself, whether or not a file says so."""

EQUIPMENT = ("mat", "steady chair", "low chair back", "cushion", "band", "bag", "stick")
"""What not everybody has at hand, as named in data. Anything else that a movement names counts as there."""


@dataclass(frozen=True, slots=True)
class Breath:
    """One stretch of the breath, in seconds."""

    kind: BreathKind
    seconds: float


@dataclass(frozen=True, slots=True)
class Movement:
    """One exercise. ``tempo`` is seconds of (move, hold, return, rest); ``breath`` fills it exactly."""

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
    reviewed_by: str = ""
    asks: frozenset[Ask] = frozenset()
    direction: str = ""
    """``extension`` or ``flexion`` where it suits only those whom that way feels better; else empty."""
    figure: Figure | None = None

    @property
    def rep_seconds(self) -> float:
        """Seconds of one repetition on one side."""
        return sum(self.tempo)

    @property
    def areas(self) -> frozenset[Area]:
        """The areas it moves, as users see them."""
        return frozenset(AREA_OF[region] for region in self.regions)


@dataclass(frozen=True)
class Step:
    """A movement with its dose inside a session: ``reps`` on each of ``sides``."""

    movement: Movement
    reps: int
    sides: int
    easier: bool = False
    """Whether it begins in the movement's easier form; it counts in full either way."""
    lead: float = field(default=CHANGE_OVER_SECONDS, kw_only=True)
    """Seconds of change-over, or rest, before it, where it is not the first."""

    @cached_property
    def seconds(self) -> float:
        """Active seconds: repetitions only, without ready or change-over."""
        return self.reps * self.sides * self.movement.rep_seconds


@dataclass(frozen=True)
class Session:
    """An ordered list of steps. What follows from them is added up once: every turn asks every session."""

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
        """The whole length: ready, steps and change-overs; nothing without steps."""
        ready = READY_SECONDS if self.steps else 0.0
        return ready + self.active_seconds + sum(step.lead for step in self.steps[1:])

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """The elapsed second at which each step begins to move, after ready and change-overs."""
        starts: list[float] = []
        at = READY_SECONDS
        for index, step in enumerate(self.steps):
            at += step.lead if index else 0.0
            starts.append(at)
            at += step.seconds
        return tuple(starts)

    @cached_property
    def areas(self) -> frozenset[Area]:
        """Every area that a step moves."""
        return frozenset(area for step in self.steps for area in step.movement.areas)

    @cached_property
    def quiet(self) -> bool:
        """Whether every step can be done unseen in an open office."""
        return all(step.movement.quiet for step in self.steps)

    @cached_property
    def seated(self) -> bool:
        """Whether it needs no more than the chair at the desk, from beginning to end."""
        return self.places <= {Place.DESK} and Ask.STANDING not in self.asks

    @cached_property
    def asks(self) -> frozenset[Ask]:
        """All that a step asks of the body."""
        return frozenset(ask for step in self.steps for ask in step.movement.asks)

    @cached_property
    def equipment(self) -> frozenset[str]:
        """All that a step needs at hand."""
        return frozenset(thing for step in self.steps for thing in step.movement.equipment)

    @cached_property
    def directed(self) -> bool:
        """Whether a step suits only those whom one direction feels better."""
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
        """Where its steps happen."""
        return frozenset(step.movement.place for step in self.steps)


@dataclass(frozen=True, slots=True)
class Slot:
    """A planned session in a gap, in UTC. ``session`` is an id, empty until one was chosen.

    ``why`` it was chosen is a code of ``selection.Choice``, and ``areas`` are those that it is about.
    """

    start: datetime
    end: datetime
    kind: Kind
    session: str = ""
    why: str = ""
    areas: tuple[Area, ...] = ()

    @property
    def interval(self) -> Interval:
        """Its time."""
        return Interval(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A slot that found no place, with the reason as a code."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many a day and how far apart (start to start)."""

    interludes: int = 2
    micros: int = 1
    spacing: timedelta = timedelta(minutes=25)
    settle: timedelta = timedelta(minutes=1)
    leave: timedelta = timedelta(minutes=2)
    """The *return* margin before a busy start."""


@dataclass(frozen=True, slots=True)
class Day:
    """The fixed facts of one local day, in UTC.

    ``work`` are the working intervals; ``busy`` is merged, unclipped and without margins, breaks included;
    ``breaks`` (lunch, gym, walk) are the busy times that count as movement; ``quiet`` is focus time in which
    an offer waits for a natural pause; ``off`` says why a day has no work (``day_off``), if it has none.
    """

    work: tuple[Interval, ...] = ()
    busy: tuple[Interval, ...] = ()
    breaks: tuple[Interval, ...] = ()
    quiet: tuple[Interval, ...] = ()
    off: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The day's slots, what found no place, and how long the user would sit."""

    slots: tuple[Slot, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    longest_stretch_minutes: float = 0.0
    mean_minutes_since_movement: float = 0.0
    cost: float = field(default=0.0, compare=False)
    """Σ s² + charges, in min²; what a later plan is compared with."""
