"""What the repertoire gains and loses on a day."""

from datetime import date

from intermezzo.core.practice.never_offered import bounds_of
from intermezzo.core.practice.progression.gates import awaited
from intermezzo.core.practice.progression.progress import practice
from intermezzo.core.practice.repertoire import Change, daily_changes, last_done, repertoire
from intermezzo.core.practice.selection import suits
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.practice_state import without_weights
from intermezzo.engine.state import EngineState


def repertoire_changes(state: EngineState, today: date) -> tuple[Change, ...]:
    """Return what is added and removed today, before anything is planned."""
    history = effective(state.events)
    own = practice(history, state.movements, today)
    bounds = bounds_of(state.settings, own.level, without_weights(state.movements, state.settings))
    suited = [one for one in state.sessions if suits(one, bounds)]
    done = last_done(history, state.sessions)
    return daily_changes(repertoire(history), suited, done, today, awaited(own, today))
