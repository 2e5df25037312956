"""Commands that begin a session, replace a step of it, and record how it went."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from intermezzo.core.faults import Fault, Malformed, Message, message
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.feedback import EFFORTS, FELT, WHYS, WORRYING, feedback_on, just_ended
from intermezzo.core.practice.model import LIMITS, Kind, Session
from intermezzo.core.practice.prescription import ExerciseSet, parse_session_id, session_of, step_name
from intermezzo.core.practice.progression.resting import HARD_REST, REST
from intermezzo.core.practice.repertoire import By, Change
from intermezzo.core.practice.screening import HealthAnswer, Screening
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.decision import free_until
from intermezzo.engine.active_session import Running
from intermezzo.engine.commands.result import CommandResult, StepReplaced
from intermezzo.engine.commands.starting import require_idle, start_asked, start_beside
from intermezzo.engine.engine import Engine

UNNOTICED = "--quiet"
"""In the place of a session: one that nobody notices."""
SHORTEST = "--short"
"""In the place of a session: one of the shortest."""
FIRST = "--first"
"""In the place of a session: the one that is tried at the first start."""
INSTEAD_OF_A_SESSION = (UNNOTICED, SHORTEST)
FEEDBACK = (*FELT, "undo")
_LONGEST = LIMITS["micro"][1]


def begin_now(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin the session with this id, or one that fits. A ritual answers neither offer nor what is owed.

    ``--quiet`` begins a seated one that nobody sees or hears, also in a meeting; ``--short`` one of the
    shortest interludes; ``--first`` the one that is tried at the first start.
    """
    require_idle(engine)
    if rest == (UNNOTICED,):
        found = engine.state.choices().unnoticed()
        if found is None:
            raise Fault("session.none_unnoticed")
        return start_asked(engine, found.session, now, silent=True)
    session = _asked(engine, rest, now)
    if session.kind is Kind.RITUAL:
        return start_beside(engine, session, engine.state.recorder.new_id(), Kind.RITUAL, now)
    return start_asked(engine, session, now)


def prescribed(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin all that is open today of the prescription ``begin [ID]``, whatever its length."""
    if rest[:1] != ("begin",):
        raise Malformed("prescription.usage")
    require_idle(engine)
    opens = engine.state.prescribed()
    wanted = rest[1] if len(rest) > 1 else opens[0].prescription.id if opens else ""
    chosen = [one for one in opens if one.prescription.id == wanted]
    if not chosen:
        raise Fault("prescription.nothing_open")
    return start_asked(engine, session_of(chosen, engine.state.set_name), now)


def felt(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Record how the session that just ended felt, in place of an earlier answer; ``undo`` retracts it.

    After *shaky* and *stopped* a word may name the movement, after *stopped* another say why (``thread`` or
    ``--why thread``); ``--effort hard`` tells how hard it was, from level 3 on.

    What was new or worrying blocks every session until the health question is answered again.
    """
    word, detail = _feedback(engine, rest)
    why = detail.get("why")
    known = effective(engine.state.events)
    ended = just_ended(known, now)
    if ended is None:
        raise Fault("felt.nothing_ended")
    before = feedback_on(known, ended)
    rows = []
    if before is not None:
        rows.append(engine.state.retract(before, now))
    if word != "undo":
        rows.append(
            engine.state.record(
                EventKind.FEEDBACK, now, occurrence=ended.occurrence, session=ended.session, day=ended.day,
                detail={"felt": FELT[word], **detail},
            )
        )  # fmt: skip
    undone = word == "undo" or (before is not None and _takes_back_effort(before, word, detail))
    told = message("undo.done") if undone else _noted(engine, ended, now)
    if why == WORRYING:
        engine.screening = Screening(HealthAnswer.OPEN, engine.state.recorder.day(now))
        told = message("felt.worrying", noted=told)
    return CommandResult(told, tuple(rows), asks_health=why == WORRYING)


def _takes_back_effort(before: Event, word: str, detail: Mapping[str, Json]) -> bool:
    """Return whether an answer is the same as before but for the effort, which it no longer tells."""
    same = before.detail.get("felt") == FELT[word]
    return same and bool(before.detail.get("effort")) and "effort" not in detail


def _feedback(engine: Engine, rest: tuple[str, ...]) -> tuple[str, dict[str, Json]]:
    """Return how it went, and the detail: the movement, why it was stopped, the effort. Raise Malformed."""
    word, *more = rest or ("",)
    detail: dict[str, Json] = {}
    while more:
        one = more.pop(0)
        key = one.removeprefix("--") if one.startswith("--") else "why" if one in WHYS else "movement"
        value = more.pop(0) if one.startswith("--") and more else one
        known = {"why": WHYS, "effort": EFFORTS}.get(key)
        fits = word == "stopped" if key == "why" else word in {"shaky", "stopped"} or key == "effort"
        if key not in {"why", "effort", "movement"} or key in detail or not fits or word == "undo":
            word = ""
        if value not in (known if known is not None else _movement_ids(engine)):
            word = ""
        detail[key] = value
    if word not in FEEDBACK:
        raise Malformed(
            "felt.usage", words=", ".join(FEEDBACK), whys=", ".join(WHYS), efforts=", ".join(EFFORTS)
        )
    return word, detail


def _movement_ids(engine: Engine) -> set[str]:
    state = engine.state
    steps = (step.movement.id for one in state.sessions for step in one.steps)
    exercises = (one.movement.id for each in state.prescriptions for one in each.exercises)
    return {*steps, *exercises, *(one.id for one in state.movements)}


def _noted(engine: Engine, ended: Event, now: datetime) -> Message:
    """Return what is told of feedback that was just recorded: which movement rests because of it, if any.

    What a physiotherapist prescribed comes again on the next day.
    """
    state = engine.state
    state.look(now)
    session = state.session(ended.session or "")
    steps = session.steps if session is not None else ()
    named = [(step.movement.id, step_name(step)) for step in steps]
    for movement, name in (*named, *((one.id, one.name) for one in state.movements)):
        until = state.avoided.rests.get(movement)
        if until in {now + REST, now + HARD_REST}:
            if any(parse_session_id(ended.session or "")):
                return message("felt.not_again", name=name)
            return message("felt.rests" if until == now + REST else "felt.rests_longer", name=name)
    return message("answer.noted")


def not_for_me(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Take a movement of the running session out of the repertoire, and put another in its place.

    The words are the number of the step, from 0, and the seconds that the session lasts besides it, its
    change-over included; or *undo*.
    """
    running = engine.running
    if running is None:
        raise Fault("step.none_running")
    if rest == ("undo",):
        return _restore_step(engine, running, now)
    index, after = _step(running, rest)
    old = running.session.steps[index]
    if isinstance(old, ExerciseSet):
        raise Fault("step.prescribed")
    until = free_until(engine.day, now, engine.state.rhythm().leave)
    room = old.span
    if until is not None:
        room = min(room, (until - now).total_seconds() - after)
    new = engine.state.choices().instead(running.session, index, room)
    out = Change(old.movement.id, enters=False, by=By.USER)
    row = engine.state.record(EventKind.REPERTOIRE, now, detail=out.detail())
    engine.active.replace_step(index, new or old, row)
    engine.state.plan_cache.renew()
    told = message("step.refused", old=old.movement.name)
    if new is not None:
        told = message("step.replaced", old=old.movement.name, new=new.movement.name)
    return CommandResult(told, (row,), exchanged=StepReplaced(index, new, told))


def _asked(engine: Engine, rest: tuple[str, ...], now: datetime) -> Session:
    """Return the session with the given id, or a practice of that movement; else an interlude that fits."""
    if rest and rest[0] not in {SHORTEST, FIRST}:
        named = engine.state.session(rest[0])
        if named is None:
            names = ", ".join(one.id for one in engine.state.sessions)
            raise Fault("session.unknown", name=rest[0], names=names)
        return named
    until = free_until(engine.day, now, engine.state.rhythm().leave)
    seconds = _LONGEST if until is None else (until - now).total_seconds()
    choices = engine.state.choices()
    own = {SHORTEST: choices.shortest, FIRST: choices.first}
    choose = own[rest[0]] if rest else partial(choices.fitting, Kind.INTERLUDE)
    found = choose(seconds) or choose(_LONGEST)
    if found is None:
        raise Fault("session.none_suits")
    return found.session


def _restore_step(engine: Engine, running: Running, now: datetime) -> CommandResult:
    if running.replaced is None:
        raise Fault("step.nothing_to_undo")
    index, step, refusal = running.replaced
    row = engine.state.retract(refusal, now)
    engine.active.replace_step(index, step, None)
    engine.state.plan_cache.renew()
    told = message("step.restored", name=step.movement.name)
    return CommandResult(told, (row,), exchanged=StepReplaced(index, step, told, undone=True))


def _step(running: Running, rest: tuple[str, ...]) -> tuple[int, float]:
    try:
        index, after = int(rest[0]), float(rest[1])
    except (IndexError, ValueError):
        raise Malformed("step.usage") from None
    if not 0 <= index < len(running.session.steps) or not 0 <= after < float("inf"):
        raise Malformed("step.unknown")
    return index, after
