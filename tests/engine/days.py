"""A day to step through: an engine with a few sessions of its own, told the time by the test."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.model import Breath, BreathKind, Kind, Movement, Place, Session, Step
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.heartbeat import Jump
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Settings
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.engine import Engine, Turn
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.state import EngineState
from intermezzo.presenters.library.prescription import set_name

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Presence(locked=False, idle_seconds=10.0)
LOCKED = Presence(locked=True, idle_seconds=400.0)


def idle(seconds: float) -> Presence:
    return Presence(locked=False, idle_seconds=seconds)


def session(
    name: str,
    kind: Kind,
    seconds: float,
    *,
    level: int = 0,
    place: Place = Place.DESK,
    quiet: bool = True,
    region: str = "hip",
) -> Session:
    """A session of one step, ``seconds`` long with its ready time."""
    movement = Movement(
        id=f"m-{name}", name=name, level=level, place=place, quiet=quiet, regions=(region,), equipment=(),
        reps=1, sides=1, tempo=(seconds - 5, 0, 0, 0), breath=(Breath(BreathKind.FREE, seconds - 5),),
        start="", cues=("Move",), feels="", watch="", watch_tag="", easier="", harder="", stop="", sources=(),
    )  # fmt: skip
    return Session(name, name.title(), kind, (Step(movement, 1, 1),))


RESET = session("reset", Kind.INTERLUDE, 110)
FEET = session("feet", Kind.INTERLUDE, 100, region="foot/ankle", place=Place.STAND, quiet=False)
STRONG = session("strong", Kind.INTERLUDE, 95, level=2, region="glutes")
LONG = session("long", Kind.MICRO, 420)
SHORT = session("short", Kind.MICRO, 305, region="thoracic")
BED = session("bed", Kind.RITUAL, 500, place=Place.BED)
SESSIONS = (RESET, FEET, STRONG, LONG, SHORT, BED)


class Story:
    """A Friday in Berlin, 7:40 to 15:40, told by local times such as ``10:30``; ``25:00`` is after midnight.

    With a meeting from the start until 10:30 a micro-session is planned for 10:31, two interludes follow.
    """

    def __init__(self, *busy: str, day: str = "2026-11-20", **settings: Any) -> None:
        self.day = day
        self._ids = (f"id-{n}" for n in count(1))
        found = Settings(**{"friday": ("07:40-15:40",), **settings})
        recorder = Recorder(BERLIN, Settings(), "test", lambda: next(self._ids))
        self.engine = Engine(EngineState(found, SESSIONS, recorder, set_name=set_name))
        self.calendar(*busy)

    def at(self, clock: str) -> datetime:
        hours, minutes, *seconds = (int(part) for part in clock.split(":"))
        midnight = datetime.fromisoformat(self.day).replace(tzinfo=BERLIN).astimezone(UTC)
        return midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)

    def calendar(self, *busy: str) -> None:
        spans = (one.split(" ")[0].split("-") for one in busy)
        titles = (one.partition(" ")[2] for one in busy)
        self.engine.state.occurrences = tuple(
            Occurrence(self.at(start), self.at(end), title)
            for (start, end), title in zip(spans, titles, strict=True)
        )

    def turn(self, clock: str, presence: Presence = HERE, jump: Jump | None = None) -> Turn:
        return self.engine.turn(self.at(clock), presence, jump)

    def say(self, clock: str, *words: str) -> CommandResult:
        return dispatch(self.engine, words, self.at(clock))

    def slots(self) -> list[str]:
        return [f"{self.told(slot.start)} {slot.kind.value}" for slot in self.engine.plan.slots]

    def told(self, moment: datetime) -> str:
        return moment.astimezone(BERLIN).strftime("%H:%M:%S").removesuffix(":00")

    def card(self) -> bool:
        """Whether an offer is on the screen."""
        return self.engine.offer is not None

    def offer_at(self, clock: str, presence: Presence = HERE) -> str:
        """The turn at the time opens an offer; returns its occurrence."""
        self.turn(clock, presence)
        assert self.engine.offer is not None, f"no offer at {clock}: {self.engine.decision}"
        return self.engine.offer.occurrence

    def do(self, begun: str, ended: str) -> Event | None:
        """Begin the offer and complete it."""
        reply = self.say(begun, "answer", "begin")
        assert reply.begin is not None
        return self.engine.finish(self.at(ended), EventKind.COMPLETED, reply.begin.active_seconds)

    def rows(self, *kinds: EventKind) -> list[Event]:
        return [event for event in self.engine.state.events if event.kind in kinds]

    def reasons(self, kind: EventKind) -> list[str | None]:
        return [event.reason for event in self.rows(kind)]
