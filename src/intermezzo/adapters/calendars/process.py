"""Run the child process that parses calendars, within limits of time."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread, Timer

from intermezzo.adapters.calendars.protocol import FileAnswer, Question, Request, Trouble

COMMAND = (sys.executable, "-P", "-m", "intermezzo.adapters.calendars.child")
"""``-P``: the child does not import modules from the current folder."""
FAILURES = 4
"""Children that may fail in one reading; then the remaining files are left for the next one."""
_ANSWER_BYTES = 64 * 1024 * 1024
_END_SECONDS = 5.0


def ask(question: Question, files: Sequence[tuple[str, Sequence[str]]]) -> list[FileAnswer]:
    """Return one answer for each of the files, which are (path, the user's addresses).

    A file that stops the child gets the reason as its answer. Blocks for at most ``limits.total_seconds``
    and the time limit of one file.
    """
    answers: list[FileAnswer] = []
    failures = 0
    over = Event()
    timer = Timer(question.limits.total_seconds, over.set)
    timer.daemon = True
    timer.start()
    try:
        while len(answers) < len(files) and failures < FAILURES and not over.is_set():
            blame = _ask_one_child(question, files[len(answers) :], answers, over)
            if blame is not None:
                answers.append(FileAnswer(fault=blame))
                failures += 1
    finally:
        timer.cancel()
    answers.extend(FileAnswer(fault=Trouble.NOT_REACHED) for _ in files[len(answers) :])
    return answers


def _ask_one_child(
    question: Question, files: Sequence[tuple[str, Sequence[str]]], answers: list[FileAnswer], over: Event
) -> Trouble | None:
    """Append one child's answers to ``answers``; return what stopped it at the next file, or None."""
    import msgspec

    travelling = tuple((os.fsencode(path).decode("latin-1"), tuple(me)) for path, me in files)
    request = msgspec.json.encode(Request(question, travelling))
    patience = question.limits.start_seconds + question.limits.file_seconds
    with _child(request) as (process, lines):
        for number in range(len(files)):
            if over.is_set():
                return None
            try:
                line = lines.get(timeout=patience)
                answers.append(msgspec.json.decode(line, type=FileAnswer))
            except Empty:
                return Trouble.NO_ANSWER
            except msgspec.DecodeError:
                # The child has ended, perhaps in the middle of a line.
                return _why_ended(process) or (None if number else Trouble.STOPPED)
            patience = question.limits.file_seconds
    return None


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
def _child(request: bytes) -> Iterator[tuple[subprocess.Popen[bytes], SimpleQueue[bytes]]]:
    """Start a child with the request; yield it and a queue of its lines, the last one empty."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    process = subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may contain a title
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    talk = Thread(target=_talk, args=(process, request, lines), name="calendar child", daemon=True)
    talk.start()
    try:
        yield process, lines
    finally:
        process.kill()
        talk.join(_END_SECONDS)
        with contextlib.suppress(subprocess.TimeoutExpired):
            # A killed process only stays while it waits for a disk; subprocess reaps it at the next start.
            process.wait(_END_SECONDS)


def _talk(process: subprocess.Popen[bytes], request: bytes, lines: SimpleQueue[bytes]) -> None:
    """Write the request and queue the answers. Runs in a thread, because pipes have no portable timeout."""
    asked, answered = process.stdin, process.stdout
    if asked is None or answered is None:
        raise ValueError("the child was started without its pipes")
    with contextlib.suppress(OSError), asked:  # it may end before it has read everything
        asked.write(request)
    with answered:
        while line := answered.readline(_ANSWER_BYTES):
            lines.put(line)
    lines.put(b"")
