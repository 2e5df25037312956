"""Record what follows from how it went: lower grades, and levels that open or close."""

from datetime import datetime

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.feedback import just_ended
from intermezzo.core.practice.progression.upkeep import Upkeep, upkeep
from intermezzo.core.practice.repertoire import By, Change, repertoire
from intermezzo.engine.state import EngineState

_MOST = 8
"""Times that something may follow from what has just been recorded."""


class PracticeKeeper:
    """Looks again whenever the practice has changed, but not while the last session can still be judged."""

    def __init__(self, state: EngineState) -> None:
        self._state = state
        self._kept: tuple[object, ...] = ()

    def keep(self, now: datetime, *, cleared: bool) -> list[Event]:
        """Return the rows of what follows at ``now``; they are part of the history already.

        ``cleared`` tells that the health question lets sessions begin.
        """
        state, rows = self._state, list[Event]()
        for _ in range(_MOST):
            own, settings = state.practice, state.settings
            key = (own.facts, own.bounds, settings.weights, settings.at_hand, cleared)
            if key == self._kept or just_ended(own.events, now) is not None:
                break
            found = upkeep(
                own.practice, own.events, state.local_day, now,
                cleared=cleared, weights=settings.weights, equipment=settings.at_hand,
            )  # fmt: skip
            if found == Upkeep():
                self._kept = key
                break
            rows += [state.record(EventKind.GRADE, now, detail=one.detail()) for one in found.changes]
            rows += [
                state.record(
                    EventKind.REPERTOIRE, now, detail=Change(name, enters=False, by=By.PRACTICE).detail()
                )
                for name in found.out
            ]
            kept = repertoire(state.practice.events)
            rows += [
                state.record(
                    EventKind.REPERTOIRE, now, detail=Change(name, enters=True, by=By.PRACTICE).detail()
                )
                for name in found.into
                if name not in {*kept.active, *kept.refused}
            ]
            state.look(now)
        return rows
