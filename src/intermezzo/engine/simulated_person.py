"""The person of a simulated day: absences, calls, what the probes see of them, and how they answer."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Day, Step
from intermezzo.core.practice.progression.questions import PracticeQuestion
from intermezzo.core.scheduling.calendar_rules import Meaning, Occurrence, meaning
from intermezzo.core.scheduling.intervals import Interval, intersect, merge, subtract
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Settings

FORGETS = 0.25
"""The odds of not silencing a reminder for a meeting."""
OVERRUN, EARLY_END = 0.25, 0.3
"""The odds of a call that overruns, and of one that ends early; any other ends on time."""
OVERRUN_MINUTES = (2, 15)
EARLY_MINUTES = (3, 20)
"""How much a call overruns or ends early, at most by half of the meeting's time."""
TYPING = 40
"""Seconds of each minute in which a person at the desk types; the rest is a pause."""
SETTLES = 0.1
"""How likely a step of level 0 is the one that is stopped, beside 1.1 of level 1."""
REACTION = (5, 60)
"""Seconds after which an offer is answered."""


@dataclass(frozen=True, slots=True)
class Persona:
    """How a simulated person answers: the odds of each answer, and how often they are away."""

    answers: Mapping[str, float]
    """By the word of the answer; the empty one is no answer."""
    absences: int = 0
    """Absences in a day."""
    minutes_away: tuple[int, int] = (10, 60)
    """The shortest and the longest absence."""
    eases: float = 0.0
    """The odds that a step is eased off."""
    felt: Mapping[str, float] = field(default_factory=dict)
    """The odds of what is said after a session, by its word; empty for who never says anything."""
    tries: float = 0.0
    """The odds that a step up is tried; else one stays."""
    holidays: tuple[tuple[int, int], ...] = ()
    """Days away from the desk: the first one, counted from 0, and how many."""
    flares: bool = False
    """Whether there are gentle days, two in a fortnight."""


_WHYS = {"uncomfortable": 0.5, "thread": 0.3, "no_time": 0.2}
"""Why a session is stopped. Nothing is new or worrying: no session would follow."""
_CHECKED = {"even": 0.88, "different": 0.1, "caught": 0.02}
_STEADY = {"smooth": 0.88, "shaky": 0.04, "stopped": 0.01, "": 0.07}
_SHAKY = {"smooth": 0.4, "shaky": 0.4, "stopped": 0.04, "": 0.16}
_FLARE = {"smooth": 0.5, "shaky": 0.25, "stopped": 0.1, "": 0.15}
PERSONAS = {
    "diligent": Persona({"begin": 0.95, "snooze": 0.05}),
    "busy": Persona({"begin": 0.5, "snooze": 0.25, "skip": 0.1, "": 0.15}, 1),
    "absent": Persona({"begin": 0.25, "skip": 0.05, "": 0.7}, 3),
    "shaky": Persona(
        {"begin": 0.7, "snooze": 0.15, "skip": 0.05, "": 0.1}, 1, eases=0.2, felt=_SHAKY, tries=0.8
    ),
    "steady": Persona({"begin": 0.85, "snooze": 0.1, "": 0.05}, 1, eases=0.02, felt=_STEADY, tries=0.8),
    "flare": Persona(
        {"begin": 0.45, "snooze": 0.15, "skip": 0.2, "": 0.2},
        1,
        eases=0.3,
        felt=_FLARE,
        tries=0.5,
        flares=True,
    ),
    "away": Persona(
        {"begin": 0.7, "snooze": 0.1, "": 0.2},
        4,
        (30, 120),
        felt=_STEADY,
        tries=0.8,
        holidays=((21, 16), (63, 33)),
    ),
}


@dataclass(frozen=True, slots=True)
class OfferAnswer:
    """What is said to an offer, and how long after it."""

    word: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the practice, or a question that was asked about it."""

    at: datetime
    what: Event | PracticeQuestion


class Person:
    """One simulated day of a person, with its ``number`` from 0; the same ``seed`` gives the same day.

    ``day`` is the calendar's; ``calls`` are the calls as they are really held, None if they are not
    simulated and every meeting is taken as written.
    """

    def __init__(
        self, persona: Persona, day: Day, calls: Sequence[Interval] | None, seed: str, number: int = 0
    ) -> None:  # fmt: skip
        self._persona = persona
        self.calls = None if calls is None else merge(calls)
        gone = any(first <= number < first + days for first, days in persona.holidays)
        self.away = day.work if gone else _absences(persona, day.work, _dice(seed, "absences"))
        meetings = subtract(day.busy, day.breaks) if self.calls is None else self.calls
        dice = _dice(seed, "silenced")
        self.silenced = tuple(one for one in meetings if dice.random() >= FORGETS)
        self._engaged = (*meetings, *day.breaks)
        self._dice = _dice(seed, "answers")
        self._answers: list[OfferAnswer] = []
        self._ease_dice = _dice(seed, "eases")
        self.tells = bool(persona.felt)
        """Whether it is said how sessions felt."""
        self.story: list[Told] = []
        self._felt_dice = _dice(seed, "felt")
        self._check_dice = _dice(seed, "checks")
        self._work = day.work
        self._step_dice = _dice(seed, "steps")

    def in_call(self, now: datetime) -> bool:
        """Return whether a call is on."""
        return any(one.holds(now) for one in self.calls or ())

    def can_answer(self, now: datetime) -> bool:
        """Return whether the person is at the desk and neither in a meeting nor in a break."""
        return not any(one.holds(now) for one in (*self.away, *self._engaged))

    def at_desk(self, now: datetime) -> bool:
        """Return whether the person is at the desk, in working time."""
        return self.can_answer(now) and any(one.holds(now) for one in self._work)

    def answer(self, number: int) -> OfferAnswer:
        """Return what is said to the offer with this number of the day, whoever makes it, if it is seen."""
        while len(self._answers) <= number:
            word = _drawn(self._dice, self._persona.answers)
            self._answers.append(OfferAnswer(word, timedelta(seconds=self._dice.randint(*REACTION))))
        return self._answers[number]

    def eases(self) -> bool:
        """Return whether the next step is eased off."""
        return self._ease_dice.random() < self._persona.eases

    def felt(self) -> str:
        """Return what is said after a session; empty for nothing."""
        return _drawn(self._felt_dice, self._persona.felt) if self.tells else ""

    def stops_at(self, steps: Sequence[Step]) -> int:
        """Return the index of the step in which a session is stopped: hardly ever one that only settles."""
        odds = [step.movement.level + SETTLES for step in steps]
        return self._felt_dice.choices(range(len(steps)), odds)[0]

    def why(self) -> str:
        """Return why a session is stopped."""
        return _drawn(self._felt_dice, _WHYS)

    def check(self) -> str:
        """Return the answer to an opening check."""
        return _drawn(self._check_dice, _CHECKED)

    def tries(self) -> bool:
        """Return whether a step up is tried."""
        return self._step_dice.random() < self._persona.tries

    def presence(self, now: datetime) -> Presence:
        """Return what the probes find; microphone and camera are unknown if calls are not simulated."""
        since = next((one.start for one in self.away if one.holds(now)), None)
        idle = max(0, now.second - TYPING) if since is None else (now - since).total_seconds()
        if self.calls is None:
            return Presence(locked=False, idle_seconds=float(idle))
        on = self.in_call(now)
        users = frozenset({"call"} if on else ())
        return Presence(
            locked=False, idle_seconds=float(idle), microphone=on, camera=on, microphone_users=users,
            sound_users=users,
        )  # fmt: skip


def real_calls(
    occurrences: Iterable[Occurrence], settings: Settings, work: Sequence[Interval], seed: int
) -> tuple[Interval, ...]:
    """Return the calls of a day's meetings as they are really held: on time, longer or shorter."""
    found = []
    for one in occurrences:
        if meaning(one, settings) is not Meaning.BUSY or not intersect([Interval(one.start, one.end)], work):
            continue
        dice = _dice(str(seed), one.start.isoformat(), one.end.isoformat())
        luck, half = dice.random(), (one.end - one.start) / 2
        end = one.end
        if luck < OVERRUN:
            end += min(timedelta(minutes=dice.randint(*OVERRUN_MINUTES)), half)
        elif luck < OVERRUN + EARLY_END:
            end -= min(timedelta(minutes=dice.randint(*EARLY_MINUTES)), half)
        found.append(Interval(one.start, end))
    return merge(found)


def _absences(persona: Persona, work: Sequence[Interval], dice: random.Random) -> tuple[Interval, ...]:
    if not work:
        return ()
    span = (work[-1].end - work[0].start).total_seconds()
    found = []
    for _number in range(persona.absences):
        start = work[0].start + timedelta(seconds=dice.randrange(int(span)))
        found.append(Interval(start, start + timedelta(minutes=dice.randint(*persona.minutes_away))))
    return merge(found)


def _drawn(dice: random.Random, odds: Mapping[str, float]) -> str:
    return dice.choices(list(odds), list(odds.values()))[0]


def _dice(*seed: str) -> random.Random:
    return random.Random(":".join(seed))  # noqa: S311 - reproducible, not secret
