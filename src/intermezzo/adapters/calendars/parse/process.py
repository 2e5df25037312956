"""Run the child process that parses calendars, within limits of time."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event, Thread, Timer

from intermezzo.adapters.calendars import launcher
from intermezzo.adapters.calendars.parse.protocol import (
    CalendarRequest,
    FileAnswer,
    ParseRequest,
    Progress,
    Question,
    Trouble,
)

COMMAND = tuple(launcher.command("parse"))
FAILURES = 4
"""Children that may fail in one reading; then the remaining calendars are left for the next one."""
_ANSWER_BYTES = 64 * 1024 * 1024
_END_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A calendar to parse: the paths of its files, or its documents; ``me`` are the user's addresses."""

    parts: tuple[str | bytes, ...]
    me: tuple[str, ...]

    @property
    def documents(self) -> tuple[bytes, ...]:
        """Those of the parts that are documents."""
        return tuple(one for one in self.parts if isinstance(one, bytes))


def ask(question: Question, calendars: Sequence[Asked]) -> list[tuple[FileAnswer, ...]]:
    """Return, for each calendar, one answer for each of its files and documents.

    A file that stops the child gets the reason as its answer, and its calendar is read again without it.
    Blocks for at most ``limits.total_seconds`` and the time limit of one calendar.
    """
    run = _Run(question, calendars)
    failures = 0
    over = Event()
    timer = Timer(question.limits.total_seconds, over.set)
    timer.daemon = True
    timer.start()
    try:
        while run.left and failures < FAILURES and not over.is_set():
            failures += run.go_on(over)
    finally:
        timer.cancel()
    return run.finished()


class _Run:
    """The answers so far, and the files that stopped a child."""

    def __init__(self, question: Question, calendars: Sequence[Asked]) -> None:
        self._question = question
        self._calendars = calendars
        self._answers: list[tuple[FileAnswer, ...]] = []
        self._blamed: dict[int, Trouble] = {}
        """Of the calendar that is next."""

    @property
    def left(self) -> bool:
        return len(self._answers) < len(self._calendars)

    def finished(self) -> list[tuple[FileAnswer, ...]]:
        while self.left:
            self._add(FileAnswer(fault=Trouble.NOT_REACHED) for _file in self._sound_files())
        return self._answers

    def go_on(self, over: Event) -> bool:
        """Ask one child for the calendars that are left; return whether it failed."""
        import msgspec

        first, *others = self._calendars[len(self._answers) :]
        asked = [replace(first, parts=tuple(first.parts[number] for number in self._sound_files())), *others]
        limits = self._question.limits
        sources = tuple(
            CalendarRequest(
                tuple(os.fsencode(part).decode("latin-1") for part in one.parts if isinstance(part, str)),
                tuple(map(len, one.documents)),
                one.me,
            )
            for one in asked
        )
        request = msgspec.json.encode(ParseRequest(self._question, sources)) + b"\n"
        patience = limits.start_seconds + limits.file_seconds
        with _child([request, *(text for one in asked for text in one.documents)]) as (process, lines):
            for _calendar in asked:
                sound = self._sound_files()
                at = 0
                while True:
                    if over.is_set():
                        return False
                    try:
                        line = msgspec.json.decode(lines.get(timeout=patience), type=Progress)
                    except Empty:
                        self._blame(sound, at, Trouble.NO_ANSWER)
                        return True
                    except msgspec.DecodeError:
                        # The child has ended, perhaps in the middle of a line.
                        why = _why_ended(process)
                        if why or _calendar is asked[0]:
                            self._blame(sound, at, why or Trouble.STOPPED)
                        return True
                    patience = limits.file_seconds
                    if line.files is not None:
                        break
                    at = line.at
                self._add(line.files)
        return False

    def _sound_files(self) -> list[int]:
        calendar = self._calendars[len(self._answers)]
        return [number for number in range(len(calendar.parts)) if number not in self._blamed]

    def _add(self, answers: "Sequence[FileAnswer] | Iterator[FileAnswer]") -> None:
        """Add the answers of one calendar, with the blame of the files that were not asked for again."""
        given = iter(answers)
        size = len(self._calendars[len(self._answers)].parts)
        self._answers.append(
            tuple(
                FileAnswer(fault=self._blamed[number]) if number in self._blamed else next(given)
                for number in range(size)
            )
        )
        self._blamed = {}

    def _blame(self, sound: Sequence[int], at: int, trouble: Trouble) -> None:
        """Blame one file, or all of them for what happened after the last was read."""
        self._blamed |= dict.fromkeys(sound if at < 0 else [sound[at]], trouble)
        if len(self._blamed) == len(self._calendars[len(self._answers)].parts):
            self._add(())


def _why_ended(process: subprocess.Popen[bytes]) -> Trouble | None:
    """Return why the child ended; None if it exited with 0, as it does after using too much memory."""
    try:
        code = process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        return Trouble.STOPPED
    if code == 0:
        return None
    return Trouble.TOO_SLOW if code == -getattr(signal, "SIGXCPU", 0) else Trouble.STOPPED


@contextlib.contextmanager
def _child(texts: Sequence[bytes]) -> Iterator[tuple[subprocess.Popen[bytes], SimpleQueue[bytes]]]:
    """Start a child and write the texts to it; yield it and a queue of its lines, the last one empty."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    process = subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may contain a title
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    launcher.running.add(process)
    talks = [
        Thread(target=_ask, args=(process, texts), name="calendar request", daemon=True),
        Thread(target=_listen, args=(process, lines), name="calendar answers", daemon=True),
    ]
    for talk in talks:
        talk.start()
    try:
        yield process, lines
    finally:
        process.kill()
        launcher.running.discard(process)
        for talk in talks:
            talk.join(_END_SECONDS)
        with contextlib.suppress(subprocess.TimeoutExpired):
            # A killed process only stays while it waits for a disk; subprocess reaps it at the next start.
            process.wait(_END_SECONDS)


def _ask(process: subprocess.Popen[bytes], texts: Sequence[bytes]) -> None:
    """Write the request. Runs in a thread, because pipes have no portable time limit."""
    if process.stdin is None:
        raise ValueError("the child was started without its pipes")
    with contextlib.suppress(OSError), process.stdin:  # it may end before it has read everything
        for text in texts:
            process.stdin.write(text)


def _listen(process: subprocess.Popen[bytes], lines: SimpleQueue[bytes]) -> None:
    """Queue the answers, in a thread as well: with documents, both sides write at the same time."""
    if process.stdout is None:
        raise ValueError("the child was started without its pipes")
    with process.stdout:
        while line := process.stdout.readline(_ANSWER_BYTES):
            lines.put(line)
    lines.put(b"")
