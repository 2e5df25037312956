"""Commands of the practice: repertoire, opening check, steps up and back, mornings after, standards, ease."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from intermezzo.core.faults import Fault, Malformed, Message, message
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import ExerciseSet
from intermezzo.core.practice.progression.check import after_check, opens_with_check
from intermezzo.core.practice.progression.exposures import CHECK_ANSWERS, MORNING_ANSWERS, MUCH_MORE
from intermezzo.core.practice.progression.grades import Variable
from intermezzo.core.practice.progression.offers import StepOffer
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, Rule
from intermezzo.core.practice.repertoire import MOST, By, Change, repertoire
from intermezzo.core.practice.standards import STANDARDS, DueContext, active, added
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.commands.parsing import movement_of
from intermezzo.engine.commands.result import CommandResult, StepReplaced
from intermezzo.engine.engine import Engine
from intermezzo.engine.practice_questions import ease_item, open_steps

CHANGES = ("in", "out")
UNDO = "undo"
GO_ON = ("try", "stay", UNDO)
EASE_ANSWERS = ("easier", "same", "harder")
EASE = (*EASE_ANSWERS, UNDO)
STANDARD = ("add", "keep", "drop")
MORNING = (*(answer.replace("_", "-") for answer in MORNING_ANSWERS), UNDO)
_CHECK_TOLD = {
    "even": message("answer.noted"), "different": message("check.different"),
    "caught": message("check.caught"),
}  # fmt: skip
_STANDARD_TOLD = {
    "add": message("standard.added"), "keep": message("answer.noted"), "drop": message("standard.dropped"),
}  # fmt: skip


def change_repertoire(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Do ``in ID`` or ``out ID``; there are no rows if nothing changes.

    The opposite of a change of the same day retracts that change instead of adding a second one, so that a
    mistake leaves no trace in later choices. Raise Fault for an unknown movement.
    """
    if len(rest) != 2 or rest[0] not in CHANGES:
        raise Malformed("repertoire.usage")
    enters, movement = rest[0] == "in", movement_of(engine, rest[1])
    history = effective(engine.state.events)
    own = repertoire(history)
    # A movement that only rests can still be taken out for good.
    if movement.id in (own.active if enters else own.refused):
        already = "repertoire.in_already" if enters else "repertoire.out_already"
        return CommandResult(message(already, name=movement.name))
    earlier = _change_of_today(history, movement.id, engine.state.recorder.day(now))
    before = repertoire(event for event in history if event is not earlier)
    if earlier is not None and (movement.id in before.active) is enters:
        row = engine.state.retract(earlier, now)
    else:
        change = Change(movement.id, enters=enters, by=By.USER)
        row = engine.state.record(EventKind.REPERTOIRE, now, detail=change.detail())
    engine.state.plan_cache.renew()
    return CommandResult(_repertoire_told(engine, movement, enters=enters), (row,))


def _change_of_today(history: Sequence[Event], movement_id: str, today: date) -> Event | None:
    """Return the last row about the movement if it is the user's own and of today."""
    rows = [e for e in history if e.kind is EventKind.REPERTOIRE and e.detail.get("movement") == movement_id]
    last = rows[-1] if rows else None
    return last if last is not None and last.day == today and last.detail.get("by") == By.USER else None


def _repertoire_told(engine: Engine, movement: Movement, *, enters: bool) -> Message:
    if not enters:
        return message("repertoire.out", name=movement.name)
    count = len(repertoire(effective(engine.state.events)).active)
    if count > MOST:
        return message("repertoire.in_beyond", name=movement.name, most=MOST)
    return message("repertoire.in", name=movement.name)


def check(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Answer the opening check of the running session: ``even``, ``different`` or ``caught``."""
    if len(rest) != 1 or rest[0] not in CHECK_ANSWERS:
        raise Malformed("check.usage", words=", ".join(CHECK_ANSWERS))
    running = engine.running
    if running is None or not opens_with_check(running.session):
        raise Fault("check.none")
    told = any(
        event.kind is EventKind.CHECK and event.occurrence == running.occurrence
        for event in engine.state.practice.events
    )
    if told:
        raise Fault("check.answered")
    row = engine.state.record(
        EventKind.CHECK, now, occurrence=running.occurrence, session=running.session.id,
        detail={"movement": running.session.steps[0].movement.id, "said": rest[0]},
    )  # fmt: skip
    shaped = after_check(running.session, rest[0])
    engine.active.running = replace(running, session=shaped)
    reshaped = shaped if shaped is not running.session else None
    return CommandResult(_CHECK_TOLD[rest[0]], (row,), reshaped=reshaped)


def go_on(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Try the step that is offered for a movement (``try ID``), stay (``stay ID``), or undo either."""
    if len(rest) != 2 or rest[0] not in GO_ON:
        raise Malformed("go_on.usage")
    movement = movement_of(engine, rest[1])
    if rest[0] == UNDO:
        return _undo_go_on(engine, movement, now)
    offer = next((one for one in open_steps(engine, now) if one.movement.id == movement.id), None)
    if offer is None:
        raise Fault("go_on.none", name=movement.name)
    tries = rest[0] == "try"
    rule, after = (Rule.GO_ON, offer.after) if tries else (Rule.STAY, offer.before)
    rows = [_changed(engine, GradeChange(movement.id, after, ChangedBy.USER, rule, offer.before), now)]
    if tries and offer.following is not None:
        enters = Change(offer.following.id, enters=True, by=By.USER)
        rows.append(engine.state.record(EventKind.REPERTOIRE, now, detail=enters.detail()))
    engine.state.plan_cache.renew()
    name = offer.following.name if offer.following is not None else movement.name
    if tries and (load := _new_load(engine, offer)) is not None:
        return CommandResult(message("go_on.weigh", name=name, kg=load), tuple(rows))
    return CommandResult(message("go_on.tried" if tries else "go_on.stayed", name=name), tuple(rows))


def _new_load(engine: Engine, offer: StepOffer) -> float | None:
    """Return the load to weigh, in kg, after a step to another one or to a movement that has one."""
    if offer.following is None:
        return offer.after.load_kg if offer.variable is Variable.LOAD else None
    progress = engine.state.practice.of(offer.following.id)
    return progress.grade.load_kg if progress is not None else None


def _undo_go_on(engine: Engine, movement: Movement, now: datetime) -> CommandResult:
    """Take back today's last answer about a movement, unless its grade has changed since."""
    events, today = engine.state.practice.events, engine.state.local_day
    own = [e for e in events if e.kind is EventKind.GRADE and e.detail.get("movement") == movement.id]
    said = own[-1] if own else None
    if said is None or said.day != today or said.detail.get("rule") not in {Rule.GO_ON, Rule.STAY}:
        raise Fault("back.nothing", name=movement.name)
    after = events[events.index(said) + 1 :]
    entered = [
        e for e in after[:1]
        if e.kind is EventKind.REPERTOIRE and e.at == said.at and e.detail.get("movement") == movement.next
    ]  # fmt: skip
    rows = [engine.state.retract(event, now) for event in (*entered, said)]
    engine.state.plan_cache.renew()
    return CommandResult(message("back.done", name=movement.name), tuple(rows))


def back(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Take back the last change of a movement's grade, whoever made it.

    A second word is the number of the step that the player shows, from 0: it is done as before at once.
    """
    if not 0 < len(rest) < 3 or not all(word.isdecimal() for word in rest[1:]):
        raise Malformed("back.usage")
    movement = movement_of(engine, rest[0])
    progress = engine.state.practice.of(movement.id)
    last = progress.changed if progress is not None else None
    if progress is None or last is None or last.rule in {Rule.FIRST, Rule.BACK} or last.before == last.after:
        raise Fault("back.nothing", name=movement.name)
    change = GradeChange(movement.id, last.before, ChangedBy.USER, Rule.BACK, progress.grade)
    row = _changed(engine, change, now)
    engine.state.plan_cache.renew()
    told = message("back.done", name=movement.name)
    return CommandResult(told, (row,), exchanged=_as_before(engine, movement, rest[1:], now, told))


def _as_before(
    engine: Engine, movement: Movement, step: tuple[str, ...], now: datetime, told: Message
) -> StepReplaced | None:
    """Put the step of the running session back to its present grade, and return that; None without one."""
    running, index = engine.running, int(step[0]) if step else -1
    if running is None or not 0 <= index < len(running.session.steps):
        return None
    old = running.session.steps[index]
    if old.movement.id != movement.id or isinstance(old, ExerciseSet):
        return None
    engine.state.look(now)
    session = engine.state.session(running.session.id)
    steps = session.steps if session is not None else ()
    new = next((one for one in steps if one.movement.id == movement.id), None)
    if new is None:
        return None
    engine.active.replace_step(index, new, None)
    return StepReplaced(index, new, told, undone=True)


def morning(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Say how it is the morning after a load: ``usual``, ``little-more`` or ``much-more``; or ``undo``."""
    if rest == (UNDO,):
        return _undo_answer(engine, EventKind.MORNING, now)
    said = "".join(rest).replace("-", "_")
    if len(rest) != 1 or said not in MORNING_ANSWERS:
        raise Malformed("morning.usage", words=", ".join(MORNING))
    row = engine.state.record(EventKind.MORNING, now, detail={"said": said})
    return CommandResult(message("morning.rests" if said == MUCH_MORE else "answer.noted"), (row,))


def ease(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Say how this week's everyday movement goes: ``easier``, ``same`` or ``harder``; or ``undo``."""
    if rest == (UNDO,):
        return _undo_answer(engine, EventKind.EASE, now)
    if len(rest) != 1 or rest[0] not in EASE:
        raise Malformed("ease.usage", words=", ".join(EASE))
    row = engine.state.record(EventKind.EASE, now, detail={"item": ease_item(engine), "said": rest[0]})
    return CommandResult(message("answer.noted"), (row,))


def _undo_answer(engine: Engine, kind: EventKind, now: datetime) -> CommandResult:
    """Take back today's last answer of a kind, and the loads that it has lowered."""
    events, today = engine.state.practice.events, engine.state.local_day
    said = next((e for e in reversed(events) if e.kind is kind and e.day == today), None)
    if said is None:
        raise Fault("undo.nothing")
    lowered = [
        e for e in events[events.index(said) :]
        if kind is EventKind.MORNING and e.kind is EventKind.GRADE and e.detail.get("rule") == Rule.MORNING
    ]  # fmt: skip
    rows = [engine.state.retract(event, now) for event in (*lowered, said)]
    engine.state.plan_cache.renew()
    return CommandResult(message("undo.done"), tuple(rows))


def standard(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Add a standard by its id or in words of one's own, say that it was kept, or drop it.

    ``add --when CONTEXT WORDS`` says when it is due; for an active one it changes that.
    """
    if len(rest) < 2 or rest[0] not in STANDARD:
        raise Malformed("standard.usage")
    known = active(engine.state.practice.events)
    detail: dict[str, Json]
    if rest[0] == "add":
        context, words = _when(rest[1:])
        found = added(" ".join(words), known, context)
        if found is None:
            raise Fault("standard.refused", names=", ".join(STANDARDS))
        detail = {"id": found.id, "in": True, "context": found.context.value}
        if found.text:
            detail["text"] = found.text
    elif rest[1] not in {one.id for one in known}:
        raise Fault("standard.unknown", id=rest[1])
    else:
        detail = {"id": rest[1], "kept": True} if rest[0] == "keep" else {"id": rest[1], "in": False}
    row = engine.state.record(EventKind.STANDARD, now, detail=detail)
    return CommandResult(_STANDARD_TOLD[rest[0]], (row,))


def _when(words: tuple[str, ...]) -> tuple[DueContext | None, tuple[str, ...]]:
    """Return the context that the words begin with, None without one, and the words that follow."""
    if words[0] != "--when":
        return None, words
    name = words[1].replace("-", "_") if len(words) > 2 else ""
    if name not in set(DueContext):
        raise Malformed("standard.when", words=", ".join(one.replace("_", "-") for one in DueContext))
    return DueContext(name), words[2:]


def _changed(engine: Engine, change: GradeChange, now: datetime) -> Event:
    return engine.state.record(EventKind.GRADE, now, detail=change.detail())
