"""The table of the engine's commands, and the one function that runs them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from intermezzo.core.command_words import require_filled
from intermezzo.core.faults import Malformed
from intermezzo.core.practice.progression.exposures import CHECK_ANSWERS
from intermezzo.engine.commands import day, offer, practice, session, slots
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.engine import Engine

Source = Literal["window", "tray", "terminal"]
"""Where a command comes from; what a terminal sends arrives over the socket."""


Run = TypeVar("Run")
EngineCommand = Callable[[Engine, tuple[str, ...], datetime], CommandResult]


@dataclass(frozen=True, slots=True)
class Command(Generic[Run]):
    """A row of a table. ``run`` takes the words after the command's name."""

    run: Run
    most: int | None
    """The most words that may follow its name; None if ``run`` checks them."""
    sources: frozenset[Source]
    """Who says it. The socket passes on all of them: the command line speaks through it."""
    words: tuple[str, ...] = ()
    """The words of its own that may come first; ``run`` may also take a number, a time or an id."""


def command_of(table: Mapping[str, Command[Run]], words: Sequence[str]) -> Command[Run]:
    """Return the command that the words are. Raise Malformed if there is none, or if they are too many."""
    command = table.get(words[0]) if words else None
    if command is None:
        raise Malformed("command.unknown", words=" ".join(words))
    if command.most is not None and len(words) - 1 > command.most:
        raise Malformed("command.too_long", words=" ".join(words))
    return command


def dispatch(engine: Engine, words: Sequence[str], now: datetime) -> CommandResult:
    """Run a command. Raise Fault if it cannot be done now, Malformed if it is not understood."""
    command = command_of(COMMANDS, words)
    require_filled(words)
    engine.state.look(now)
    result = command.run(engine, tuple(words[1:]), now)
    engine.state.look(now)
    return result


ANYWHERE: frozenset[Source] = frozenset({"window", "tray", "terminal"})
NOT_THE_TRAY: frozenset[Source] = frozenset({"window", "terminal"})
WINDOW: frozenset[Source] = frozenset({"window"})

COMMANDS: Mapping[str, Command[EngineCommand]] = {
    "answer": Command(offer.answer, 2, ANYWHERE, offer.ANSWERS),
    "anyway": Command(offer.anyway, 0, NOT_THE_TRAY),
    "now": Command(session.begin_now, 1, ANYWHERE, session.INSTEAD_OF_A_SESSION),
    "begin": Command(slots.begin_slot, 1, WINDOW),
    "skip": Command(slots.skip_slot, 1, WINDOW),
    "pin": Command(slots.pin_slot, 2, WINDOW),
    "today": Command(day.today, 1, NOT_THE_TRAY, day.TODAY),
    "moved": Command(day.moved, 0, ANYWHERE),
    "undo": Command(day.undo, 0, NOT_THE_TRAY),
    "pause": Command(day.pause, 1, ANYWHERE, day.PAUSE),
    "resume": Command(day.resume, 0, ANYWHERE),
    "meeting": Command(day.meeting, None, ANYWHERE, day.MEETING),
    "gentle": Command(day.gentle, None, ANYWHERE, day.GENTLE),
    "bad-time": Command(day.bad_time, 2, NOT_THE_TRAY, day.BAD_TIME),
    "gentle-week": Command(day.gentle_week, 0, WINDOW),
    "prescription": Command(session.prescribed, None, WINDOW),
    "repertoire": Command(practice.change_repertoire, 2, NOT_THE_TRAY, practice.CHANGES),
    "felt": Command(session.felt, 6, NOT_THE_TRAY, session.FEEDBACK),
    "check": Command(practice.check, 1, NOT_THE_TRAY, CHECK_ANSWERS),
    "go-on": Command(practice.go_on, 2, NOT_THE_TRAY, practice.GO_ON),
    "back": Command(practice.back, 2, NOT_THE_TRAY),
    "morning": Command(practice.morning, 1, NOT_THE_TRAY, practice.MORNING),
    "ease": Command(practice.ease, 1, NOT_THE_TRAY, practice.EASE),
    "standard": Command(practice.standard, None, NOT_THE_TRAY, practice.STANDARD),
    "not-for-me": Command(session.not_for_me, 2, WINDOW),
}
