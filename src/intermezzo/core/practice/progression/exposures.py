"""How each movement went each time it was done, and the morning after something demanding, by the rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from intermezzo.core.history.events import MOVED_BY, Event, EventKind, left_at_once, number_in
from intermezzo.core.practice.feedback import FELT, NO_TIME
from intermezzo.core.practice.model import Kind, Movement
from intermezzo.core.practice.progression.grades import LOADED_LEVEL
from intermezzo.core.practice.progression.numbers import NUMBERS

EVEN, DIFFERENT, CAUGHT = "even", "different", "caught"
CHECK_ANSWERS = (EVEN, DIFFERENT, CAUGHT)
"""The answers to the opening check."""
CHECKS = frozenset(
    {"pelvic_clock_seated", "thor_rot_seated", "single_leg_stand", "neck_rot_eyes", "knee_fallout",
     "knee_rolls", "toe_yoga"}
)  # fmt: skip
"""The movements that ask, where a micro-session opens with one."""
MUCH_MORE = "much_more"
MORNING_ANSWERS = ("usual", "little_more", MUCH_MORE)
"""The answers to how one is the morning after a load."""


class Felt(StrEnum):
    """How it went."""

    SMOOTH = "smooth"
    SHAKY = "shaky"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Exposure:
    """One time that a movement was done. What is unknown of it is None and promotes nothing."""

    movement: str
    at: datetime
    day: date
    occurrence: str
    felt: Felt | None = None
    uncounted: bool = False
    """Whether it was smooth by what was said, but not by its opening check: how it went is unknown."""
    eased: bool = False
    demanding: bool = False
    """Whether it is of a level of which it is asked how hard it was, and how the morning after is."""
    effort: str = ""
    morning: str = ""
    reps: int = 0
    range: int | None = None
    """None in a row from before there were grades."""
    hold: float | None = None
    load_kg: float | None = None
    ids: tuple[str, ...] = ()
    """The rows that it was read from."""

    @property
    def told(self) -> bool:
        """Whether it is known how it went. Silence neither promotes nor makes up for what was shaky."""
        return self.felt is not None or self.eased

    @property
    def shaky(self) -> bool:
        """Whether it went less than well."""
        return self.eased or self.felt in {Felt.SHAKY, Felt.STOPPED}

    @property
    def smooth(self) -> bool:
        """Whether it went well and was said to."""
        well = self.effort != "hard" and self.morning != MUCH_MORE
        return self.felt is Felt.SMOOTH and not self.eased and well

    @property
    def promotes(self) -> bool:
        """Whether it counts towards a step or a gate: what is demanding only with both answers."""
        return self.smooth and (not self.demanding or bool(self.effort and self.morning))


ReadSessions = dict[tuple[str, ...], tuple[Exposure, ...]]
"""What was read of sessions, by the ids of their rows."""


def exposures(
    events: Sequence[Event], movements: Mapping[str, Movement], read: ReadSessions | None = None
) -> Mapping[str, tuple[Exposure, ...]]:
    """Return the times that each movement was done, oldest first, from the (effective) events.

    Sessions in ``read``, of an earlier call with the same movements, are not read again; it is updated.

    Sets of a prescription are not among them: its doses are not ours. *Shaky* without a name belongs to the
    step of the highest level, *stopped* to the last one, and *no time* to none. What was done after an
    opening check that was not answered with *even* is not smooth. Of a session that had hardly begun only
    what was shaky or stopped counts.
    """
    found: dict[str, list[Exposure]] = defaultdict(list)
    read = {} if read is None else read
    before = dict(read)
    read.clear()
    for rows in _sessions(events).values():
        key = tuple(row.id for row in rows)
        read[key] = before[key] if key in before else _of_session(rows, movements)
        for one in read[key]:
            found[one.movement].append(one)
    days = {one.day for times in found.values() for one in times if one.demanding}
    said = _morning_answers(events, days) if days else {}
    return {
        name: tuple(
            replace(one, morning=said[one.day]) if one.demanding and one.day in said else one
            for one in sorted(times, key=lambda one: one.at)
        )
        for name, times in found.items()
    }


def _sessions(events: Iterable[Event]) -> Mapping[str, list[Event]]:
    """Return the rows of each occurrence in which something was done."""
    rows: dict[str, list[Event]] = defaultdict(list)
    done = set()
    for event in events:
        if event.occurrence is not None:
            rows[event.occurrence].append(event)
            if event.kind is EventKind.STEP:
                done.add(event.occurrence)
    return {name: rows[name] for name in rows if name in done}


def _of_session(rows: Sequence[Event], movements: Mapping[str, Movement]) -> tuple[Exposure, ...]:
    steps = [row for row in rows if row.kind is EventKind.STEP and row.detail.get("movement")]
    own = [row for row in steps if "plan" not in row.detail]
    done: dict[str, Exposure] = {}
    for row in own:
        one = _exposure(row, movements)
        before = done.pop(one.movement, None)  # the last one done is the last one here
        done[one.movement] = one if before is None else _joined(before, one)
    said = next((row for row in reversed(rows) if row.kind is EventKind.FEEDBACK), None)
    felt = None
    if said is not None and said.detail.get("why") != NO_TIME:
        felt = _FELT.get(number_in(said.detail, "felt"))
    if felt in {None, Felt.SMOOTH} and left_at_once(rows):
        return ()
    if said is None or felt is None or not done:
        return tuple(done.values())
    named, effort = (str(said.detail.get(key) or "") for key in ("movement", "effort"))
    of_whom = (*done,)
    uncounted = felt is Felt.SMOOTH and _check_unanswered(rows, steps)
    if uncounted:
        felt = None
    elif felt is not Felt.SMOOTH:
        of_whom = (named if named in done else _unnamed(felt, of_whom, movements),)
    for name in of_whom:
        one = done[name]
        hard = effort if one.demanding else ""
        done[name] = replace(one, felt=felt, uncounted=uncounted, effort=hard, ids=(*one.ids, said.id))
    return tuple(done.values())


_FELT: Mapping[float | None, Felt] = {FELT[word.value]: word for word in Felt}


def _unnamed(felt: Felt, names: Sequence[str], movements: Mapping[str, Movement]) -> str:
    if felt is Felt.STOPPED:
        return names[-1]
    return max(names, key=lambda name: movements[name].level if name in movements else 0)


def _exposure(row: Event, movements: Mapping[str, Movement]) -> Exposure:
    detail = row.detail
    movement = movements.get(str(detail.get("movement")))
    share = number_in(detail, "range")
    return Exposure(
        movement=str(detail.get("movement")), at=row.at, day=row.day, occurrence=row.occurrence or "",
        eased=detail.get("eased") is True,
        demanding=movement is not None and movement.level >= LOADED_LEVEL,
        reps=int(number_in(detail, "reps") or 0),
        range=None if share is None else int(share),
        hold=number_in(detail, "hold"),
        load_kg=number_in(detail, "load_kg"), ids=(row.id,),
    )  # fmt: skip


def _joined(one: Exposure, more: Exposure) -> Exposure:
    return replace(
        more, eased=one.eased or more.eased, reps=max(one.reps, more.reps), ids=(*one.ids, *more.ids)
    )


def _check_unanswered(rows: Sequence[Event], steps: Sequence[Event]) -> bool:
    """Return whether the session opened with a check that was not answered with *even*."""
    micro = any(row.detail.get("kind") == Kind.MICRO.value for row in rows)
    if not micro or not steps or steps[0].detail.get("movement") not in CHECKS or left_at_once(rows):
        return False
    said = [row.detail.get("said") for row in rows if row.kind is EventKind.CHECK]
    return said[-1:] != [EVEN]


def checks(events: Iterable[Event], said: str, today: date, days: int) -> tuple[Event, ...]:
    """Return the checks of the last ``days`` days that were answered so."""
    first = today - timedelta(days=days - 1)
    return tuple(
        event for event in events
        if event.kind is EventKind.CHECK and event.detail.get("said") == said and event.day >= first
    )  # fmt: skip


def day_before(days: Iterable[date], morning: date) -> date | None:
    """Return the last of the demanding ``days`` before a morning, which it is about.

    That need not be the day before: the first morning after a Friday may be a Monday. None if it is too long
    ago to say.
    """
    last = max((day for day in days if day < morning), default=None)
    return last if last is not None and (morning - last).days <= NUMBERS.morning_within else None


def _morning_answers(events: Iterable[Event], days: Iterable[date]) -> dict[date, str]:
    """Return what was said about the demanding ``days``; of several words about one the last one holds."""
    days, found = frozenset(days), dict[date, str]()
    for event in events:
        if event.kind is EventKind.MORNING and (day := day_before(days, event.day)) is not None:
            found[day] = str(event.detail.get("said"))
    return found


def worse_mornings(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the rows that say *much more* the morning after."""
    return tuple(
        event for event in events if event.kind is EventKind.MORNING and event.detail.get("said") == MUCH_MORE
    )


def promotes_nothing(events: Iterable[Event], today: date) -> bool:
    """Return whether an opening check of ``today`` was answered otherwise than with *even*, or not at all."""
    of_today = [event for event in events if event.day == today]
    if any(event.kind is EventKind.CHECK and event.detail.get("said") != EVEN for event in of_today):
        return True
    return any(
        _check_unanswered(rows, [row for row in rows if row.kind is EventKind.STEP])
        for rows in _sessions(of_today).values()
    )


def moved_days(events: Iterable[Event]) -> tuple[date, ...]:
    """Return the local days on which something was done, in order."""
    rows = [event for event in events if event.kind in MOVED_BY]
    left = left_at_once(rows)
    return tuple(sorted({event.day for event in rows if event.occurrence not in left}))
