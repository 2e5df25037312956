"""The table of the engine's commands, and the one function that runs them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intermezzo.core.command_words import require_filled
from intermezzo.core.faults import Malformed
from intermezzo.core.practice.progression.exposures import CHECK_ANSWERS
from intermezzo.engine.commands import day, offer, practice, repertoire, session, slots
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.engine import Engine

Source = Literal["window", "tray", "terminal"]
"""Where a command comes from; what a terminal sends arrives over the socket."""


@dataclass(frozen=True, slots=True)
class EngineCommand:
    """A command of the engine. ``run`` takes the words after its name."""

    run: Callable[[Engine, tuple[str, ...], datetime], CommandResult]
    most: int | None
    """The most words that may follow its name; None if ``run`` checks them."""
    sources: frozenset[Source]
    words: tuple[str, ...] = ()
    """The words of its own that may come first; ``run`` may also take a number, a time or an id."""


def dispatch(engine: Engine, words: Sequence[str], now: datetime) -> CommandResult:
    """Run a command. Raise Fault if it cannot be done now, Malformed if it is not understood."""
    verb, rest = (words[0], tuple(words[1:])) if words else ("", ())
    command = COMMANDS.get(verb)
    if command is None:
        raise Malformed("command.unknown", words=" ".join(words))
    if command.most is not None and len(rest) > command.most:
        raise Malformed("command.too_long", words=" ".join(words))
    require_filled(words)
    engine.state.look(now)
    result = command.run(engine, rest, now)
    engine.state.look(now)
    return result


_ANYWHERE: frozenset[Source] = frozenset({"window", "tray", "terminal"})
_NOT_THE_TRAY: frozenset[Source] = frozenset({"window", "terminal"})
_WINDOW: frozenset[Source] = frozenset({"window"})

COMMANDS: Mapping[str, EngineCommand] = {
    "answer": EngineCommand(offer.answer, 2, _ANYWHERE, offer.ANSWERS),
    "anyway": EngineCommand(offer.anyway, 0, _NOT_THE_TRAY),
    "now": EngineCommand(session.begin_now, 1, _ANYWHERE, session.INSTEAD_OF_A_SESSION),
    "begin": EngineCommand(slots.begin_slot, 1, _WINDOW),
    "skip": EngineCommand(slots.skip_slot, 1, _WINDOW),
    "pin": EngineCommand(slots.pin_slot, 2, _WINDOW),
    "today": EngineCommand(day.today, 1, _NOT_THE_TRAY, day.TODAY),
    "moved": EngineCommand(day.moved, 0, _ANYWHERE),
    "undo": EngineCommand(day.undo, 0, _NOT_THE_TRAY),
    "pause": EngineCommand(day.pause, 1, _ANYWHERE, day.PAUSE),
    "resume": EngineCommand(day.resume, 0, _ANYWHERE),
    "meeting": EngineCommand(day.meeting, None, _ANYWHERE, day.MEETING),
    "gentle": EngineCommand(day.gentle, None, _ANYWHERE, day.GENTLE),
    "bad-time": EngineCommand(day.bad_time, 2, _NOT_THE_TRAY, day.BAD_TIME),
    "gentle-week": EngineCommand(day.gentle_week, 0, _WINDOW),
    "prescription": EngineCommand(session.prescribed, None, _WINDOW),
    "repertoire": EngineCommand(repertoire.change_repertoire, 2, _NOT_THE_TRAY, repertoire.CHANGES),
    "felt": EngineCommand(session.felt, 6, _NOT_THE_TRAY, session.FEEDBACK),
    "check": EngineCommand(practice.check, 1, _NOT_THE_TRAY, CHECK_ANSWERS),
    "go-on": EngineCommand(practice.go_on, 2, _NOT_THE_TRAY, practice.GO_ON),
    "back": EngineCommand(practice.back, 2, _NOT_THE_TRAY),
    "morning": EngineCommand(practice.morning, 1, _NOT_THE_TRAY, practice.MORNING),
    "ease": EngineCommand(practice.ease, 1, _NOT_THE_TRAY, practice.EASE),
    "standard": EngineCommand(practice.standard, None, _NOT_THE_TRAY, practice.STANDARD),
    "not-for-me": EngineCommand(session.not_for_me, 2, _WINDOW),
}
