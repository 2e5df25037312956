"""The views of the pages of the library, made from what the engine knows."""

from collections.abc import Collection, Mapping
from datetime import datetime

from intermezzo.app.views import shown
from intermezzo.core.practice.editing import Draft
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.never_offered import never_offered
from intermezzo.core.practice.repertoire import repertoire as own_movements
from intermezzo.core.practice.selection import DEFAULT_LEVEL
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.engine import Engine
from intermezzo.presenters.library.obstacles import ObstacleLine, obstacle_lines
from intermezzo.presenters.library.prescription import PrescriptionsView, prescription_view
from intermezzo.presenters.library.repertoire import RepertoireView, repertoire_view
from intermezzo.presenters.library.sessions import SessionRow, session_rows
from intermezzo.presenters.library.take_away import TakeAwayView, take_away_view
from intermezzo.presenters.practice import here_words
from intermezzo.presenters.reasons import rest_end


def repertoire(engine: Engine, hidden: Collection[str] = ()) -> RepertoireView:
    """Return the repertoire window, without the rows of the ids ``hidden``."""
    state = engine.state
    active = own_movements(effective(shown(engine, hidden))).active
    kept = state.avoided
    rests = {name: rest_end(kept.rests[name], state.zone) for name in kept.resting}
    here = {one.movement.id: here_words(one) for one in state.practice.practice.known}
    return repertoire_view(state.movements, active, state.settings, rests, here)


def sessions(
    engine: Engine, own: Collection[str], unsaved: Mapping[str, Draft], hidden: Collection[str] = ()
) -> tuple[SessionRow, ...]:
    """Return the rows of the page of sessions; ``own`` are the ids of the user's own."""
    state = engine.state
    refused = own_movements(effective(shown(engine, hidden))).refused
    return session_rows(state.sessions, own, state.settings, refused, unsaved, state.practice.practice.level)


def take_away(engine: Engine, hidden: Collection[str] = ()) -> TakeAwayView:
    """Return the page to take away, without what the user leaves out or has refused."""
    movements = {one.id: one for one in engine.state.movements}
    refused = own_movements(effective(shown(engine, hidden))).refused
    return take_away_view(movements, engine.state.settings.leave_out, refused)


def obstacles(engine: Engine, session: Session, hidden: Collection[str] = ()) -> tuple[ObstacleLine, ...]:
    """Return why a session, which may be a draft, is never offered."""
    refused = own_movements(effective(shown(engine, hidden))).refused
    names = {step.movement.id: step.movement.name for step in session.steps}
    level = engine.state.practice.practice.level
    return obstacle_lines(never_offered(session, engine.state.settings, refused, level), names)


def prescriptions(
    engine: Engine, now: datetime, faults: tuple[str, ...] = (), hidden: Collection[str] = ()
) -> PrescriptionsView:
    """Return the window of prescriptions, without the rows of the ids ``hidden``.

    ``faults`` are the files that could not be read.
    """
    events, today = effective(shown(engine, hidden)), engine.state.recorder.day(now)
    stand = engine.day_state
    offered = any(now < one.end for one in engine.day.work) and not stand.no_more
    gentle, held = stand.gentle_until is not None, engine.state.held_today()
    comes = {one.prescription.id for one in engine.state.prescribed() if one.exercise.movement.id not in held}
    prescriptions = tuple(
        prescription_view(
            one, events, today, DEFAULT_LEVEL, offered=offered and one.id in comes, gentle=gentle
        )
        for one in engine.state.prescriptions
    )
    return PrescriptionsView(prescriptions, faults, blocked=not engine.screening_passed)
