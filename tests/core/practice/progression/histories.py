"""Histories of a practice to tell in a test: what was done on which day, and how it went."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.practice.feedback import FELT
from intermezzo.core.practice.progression.grades import Grade
from intermezzo.core.practice.progression.progress import (
    GradeChange,
    LevelChange,
    MovementProgress,
    Practice,
    practice,
)
from intermezzo.core.practice.progression.upkeep import Upkeep, upkeep
from intermezzo.core.scheduling.day_state import effective

LIBRARY = load([resources.sessions()])
MOVEMENTS = LIBRARY.movements
FIRST = date(2026, 3, 2)
"""Day 0, a Monday."""


class History:
    """Rows in the order in which they are told; ``day`` counts from 0, ``hour`` may be a fraction."""

    def __init__(self) -> None:
        self.rows: list[Event] = []

    def at(self, day: float, hour: float = 10.0) -> datetime:
        return datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC) + timedelta(days=day, hours=hour)

    def row(
        self, kind: EventKind, day: float, hour: float = 10.0, *, occurrence: str | None = None,
        reason: Reason | None = None, seconds: float | None = None, detail: Mapping[str, Json],
    ) -> Event:  # fmt: skip
        at = self.at(day, hour)
        event = Event(
            f"{len(self.rows)}", kind, at, 0, at.date(), occurrence=occurrence, seconds=seconds,
            reason=reason, detail=detail,
        )  # fmt: skip
        self.rows.append(event)
        return event

    def done(
        self, name: str, day: float, felt: str = "smooth", hour: float = 10.0, *, eased: bool = False,
        grade: Grade | None = None, beside: tuple[str, ...] = (), kind: str = "interlude",
        ended: EventKind = EventKind.COMPLETED, seconds: float | None = None, **said: Any,
    ) -> None:  # fmt: skip
        """Do a movement, and others ``beside`` it, at its present grade; no row without a ``felt``.

        ``ended`` is how the session did, after so many ``seconds``.
        """
        occurrence = f"o{len(self.rows)}"
        for one in (*beside, name):
            found = grade or self.of(one, day).grade
            movement = MOVEMENTS[one]
            self.row(
                EventKind.STEP, day, hour, occurrence=occurrence,
                detail={
                    "movement": one, "reps": movement.reps, "side": movement.sides, "seconds": 30.0,
                    "eased": eased and one == name, "range": found.range,
                    "hold": movement.tempo[1] + found.hold, "load_kg": found.load_kg, "band": found.band,
                },
            )  # fmt: skip
        self.row(ended, day, hour, occurrence=occurrence, seconds=seconds, detail={"kind": kind})
        if felt:
            self.row(
                EventKind.FEEDBACK, day, hour, occurrence=occurrence, detail={"felt": FELT[felt], **said}
            )

    def smooth(self, name: str, *days: float) -> "History":
        for day in days:
            self.done(name, day)
        return self

    def hard(
        self, name: str, *days: float, effort: str = "light", morning: str = "usual",
        grade: Grade | None = None,
    ) -> "History":  # fmt: skip
        """Do something demanding smoothly, and say how hard it was, and the morning after, unless empty."""
        for day in days:
            self.done(name, day, grade=grade, effort=effort)
            if morning:
                self.row(EventKind.MORNING, int(day) + 1, 9, detail={"said": morning})
        return self

    def gentle(self, day: float, days: float = 2.0) -> None:
        until = self.at(day + days).isoformat()
        self.row(EventKind.PAUSED, day, reason=Reason.GENTLE, detail={"until": until})

    def note(self, change: GradeChange | LevelChange, day: float, hour: float = 10.5) -> None:
        self.row(EventKind.GRADE, day, hour, detail=change.detail())

    def practice(self, day: float) -> Practice:
        return practice(effective(self.rows), MOVEMENTS.values(), self.at(day).date())

    def of(self, name: str, day: float) -> MovementProgress:
        return self.practice(day).movements[name]

    def upkeep(self, day: float, hour: float = 11.0, **more: object) -> Upkeep:
        """What follows is recorded; return the last of it that was something."""
        last = Upkeep()
        for _ in range(5):
            terms = {"cleared": True, "weights": False, "equipment": (), **more}
            found = upkeep(
                self.practice(day),
                effective(self.rows),
                self.at(day).date(),
                self.at(day, hour),
                **terms,  # type: ignore[arg-type]
            )
            if found == Upkeep():
                return last
            last = found
            for change in found.changes:
                self.note(change, day, hour)
        raise AssertionError("upkeep never comes to an end")
