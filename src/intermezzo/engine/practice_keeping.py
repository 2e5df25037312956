"""What follows from how it went: grades, levels, and what enters or leaves the repertoire."""

from datetime import date, datetime

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.feedback import just_ended
from intermezzo.core.practice.never_offered import bounds_of
from intermezzo.core.practice.progression.gates import awaited
from intermezzo.core.practice.progression.progress import practice
from intermezzo.core.practice.progression.upkeep import Upkeep, upkeep
from intermezzo.core.practice.repertoire import By, Change, daily_changes, last_done, repertoire
from intermezzo.core.practice.selection import suits
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.practice_state import without_weights
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
            kept = repertoire(own.events)
            moves = [Change(name, enters=False, by=By.PRACTICE) for name in found.out]
            moves += [
                Change(name, enters=True, by=By.PRACTICE)
                for name in found.into
                if name not in {*kept.active, *kept.refused}
            ]
            rows += [state.record(EventKind.REPERTOIRE, now, detail=one.detail()) for one in moves]
            state.look(now)
        return rows


def repertoire_changes(state: EngineState, today: date) -> tuple[Change, ...]:
    """Return what is added and removed today, before anything is planned."""
    history = effective(state.events)
    own = practice(history, state.movements, today)
    bounds = bounds_of(state.settings, own.level, without_weights(state.movements, state.settings))
    suited = [one for one in state.sessions if suits(one, bounds)]
    done = last_done(history, state.sessions)
    return daily_changes(repertoire(history), suited, done, today, awaited(own, today))
