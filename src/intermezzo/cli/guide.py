"""``now``: begin a session in the running app, or with ``--text`` as timed lines in this terminal."""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli.output import complain
from intermezzo.core.faults import Fault, message
from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Session, Step
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Phase, cue_changes, lead_in, moment_at
from intermezzo.presenters import _
from intermezzo.presenters.durations import length, steps
from intermezzo.presenters.library.movement import stop_sign
from intermezzo.presenters.messages import tell
from intermezzo.presenters.player import breath_label, dose, turn, turn_words
from intermezzo.presenters.safety import stop_rule

if TYPE_CHECKING:
    from intermezzo.adapters.store import Aside, Store

_AFTER = 1e-6
"""Sampling this much after a boundary is on its far side, whatever floats have added up to."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    now = commands.add_parser("now", help=_("begin a session now"))
    which = now.add_mutually_exclusive_group()
    which.add_argument(
        "session",
        nargs="?",
        metavar="SESSION",
        help=_("the id of a session, or of a movement to try; default: the best fit"),
    )
    which.add_argument(
        "--quiet", action="store_true", help=_("one nobody will notice: seated, silent, fine in a meeting")
    )
    which.add_argument("--short", action="store_true", help=_("one of the shortest, about 90 seconds"))
    now.add_argument("--text", action="store_true", help=_("guide it in this terminal, line by line"))
    now.set_defaults(run=_now)


def _now(args: argparse.Namespace, paths: Paths) -> int:
    wanted = "--quiet" if args.quiet else "--short" if args.short else args.session
    words = ("now", wanted) if wanted else ("now",)
    if args.text:
        return _in_terminal(words, paths, ask_health=not args.no_welcome)
    from intermezzo.cli.talk import recorded, say

    return recorded(say(paths, words))


def _in_terminal(words: tuple[str, ...], paths: Paths, *, ask_health: bool) -> int:
    """Guide here and write down what happened, with or without a running app."""
    from intermezzo.adapters.store import Aside
    from intermezzo.cli.facts import open_all
    from intermezzo.cli.talk import tell_written
    from intermezzo.engine.active_session import TERMINAL
    from intermezzo.engine.commands.table import dispatch

    opened = open_all(paths, _utc_now(), ask_health=ask_health)
    try:
        engine, store, aside = opened.engine, opened.store, Aside(paths.spare)
        reply = dispatch(engine, words, _utc_now())
        if reply.begin is None:
            raise RuntimeError("now must begin a session")
        # An app that starts meanwhile must not take it for one that was interrupted.
        rows = [replace(row, detail={**row.detail, "where": TERMINAL}) for row in reply.record]
        if why := _written(store, aside, rows):
            complain(why)
        if engine.state.resting_names(reply.begin):
            print(tell(reply.message))
        done = guide_text(reply.begin, time.monotonic, time.sleep, lambda line: print(line, flush=True))
        now = _utc_now()
        steps_done = [
            engine.active.step(now, index, seconds, eased=index in done.eased)
            for index, seconds in enumerate(done.done)
            if seconds > 0
        ]
        outcome = play.outcome(done)
        reason = None if outcome is EventKind.COMPLETED else Reason.FINISHED_HERE
        ended = [*steps_done, engine.finish(now, outcome, done.active_seconds, reason)]
        rows += [row for row in ended if row is not None]
        why = _written(store, aside, rows)
    finally:
        opened.store.close()
    tell_written(paths)
    if why:
        complain(why)
        return 1
    return 0


def _written(store: "Store", aside: "Aside", rows: Sequence[Event]) -> str:
    """Write the rows; return an empty text, or a line that says why they are only kept."""
    try:
        store.append(rows)
    except Fault as fault:
        try:
            aside.keep(rows)
        except Fault:
            return tell(message("app.rows_lost", n=len(rows), why=fault.message))
        return tell(message("store.kept_aside", why=fault.message))
    aside.clear()
    return ""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def guide_text(
    session: Session, clock: Callable[[], float], sleep: Callable[[float], None], out: Callable[[str], None]
) -> Playing:
    """Guide a session as lines that come when they are due; Ctrl-C ends it where it is.

    ``clock`` gives monotonic seconds. A late line does not delay those after it.
    """
    out(f"{session.title} · {length(session.seconds)} · {steps(len(session.steps))}")
    out(stop_rule())
    out(_("Press Ctrl-C to finish early; what you’ve done counts."))
    begin = clock()
    playing = Playing(session)
    try:
        for due, text in timed_lines(session):
            wait = begin + due - clock()
            if wait > 0:
                sleep(wait)
            playing = play.advance(playing, max(0.0, due - playing.elapsed), waits=False)
            minutes, seconds = divmod(int(due + _AFTER), 60)
            out(f"{minutes}:{seconds:02d}  {text}")
    except KeyboardInterrupt:
        playing = play.advance(playing, max(0.0, clock() - begin - playing.elapsed), waits=False)
    ending = _("Finished early, after {length} of movement.")
    if play.outcome(playing) is EventKind.COMPLETED:
        ending = _("Complete: {length} of movement.")
    out(ending.format(length=length(playing.active_seconds)))
    return playing


def timed_lines(session: Session) -> tuple[tuple[float, str], ...]:
    """Tell every line of a session with the second at which it is due, in order."""
    lines: list[tuple[float, str]] = []
    for index, (step, start) in enumerate(zip(session.steps, session.starts, strict=True)):
        movement = step.movement
        coming = _("Next: {name} · {dose}. {start}") if index else _("First: {name} · {dose}. {start}")
        told = (
            coming.format(name=movement.name, dose=dose(step), start=movement.start),
            _("Easier form: {easier}").format(easier=movement.easier) if step.easier else "",
            _("Watch for: {watch}").format(watch=movement.watch),
            stop_sign(movement),
        )
        lines += [(lead_in(session, index), line) for line in told if line]
        number = _("Step {n} of {all}: {name}")
        lines.append((start, number.format(n=index + 1, all=len(session.steps), name=movement.name)))
        lines += sorted([*_cues(step, start), *_turns(session, index)], key=lambda line: line[0])
    lines.append((session.seconds, _("Done")))
    return tuple(lines)


def _cues(step: Step, start: float) -> list[tuple[float, str]]:
    """Tell each cue when it is first shown on a side."""
    side = step.seconds / step.sides
    first: dict[tuple[int, int], float] = {}
    for active, cue in cue_changes(step):
        first.setdefault((int(active // side), cue), active)
    return [
        (start + active + int(active // step.stretch) * step.movement.turn, step.movement.cues[cue])
        for (_side, cue), active in first.items()
    ]


def _turns(session: Session, index: int) -> list[tuple[float, str]]:
    """Tell each turn of the breath, and each repetition and side as it begins."""
    step, at = session.steps[index], session.starts[index]
    end = at + step.span
    lines: list[tuple[float, str]] = []
    said = ""
    began = (0, 0)
    while at < end - _AFTER:
        moment = moment_at(session, at + _AFTER)
        label = breath_label(moment, step)
        if moment.phase is Phase.TURN:
            lines.append((at, f"{turn_words(step, moment)} {label}"))
        else:
            new = (moment.side, moment.rep) != began
            began = moment.side, moment.rep
            words = (*(turn(step, moment) if new else ()), *((label,) if label != said else ()))
            if words:
                lines.append((at, " · ".join(words)))
        said = label
        at = round(at + _AFTER + moment.breath_left, 9)
    return lines
