"""The parent's side of the child: start it, wait no longer than allowed, and never leave it behind."""

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
"""``-P`` keeps the folder that the app was started in from lending the child its modules."""
FAILURES = 4
"""After so many children that did not live to the end, the other files wait for the next reading."""
_ANSWER_BYTES = 64 * 1024 * 1024
_END_SECONDS = 5.0


def ask(question: Question, files: Sequence[tuple[str, Sequence[str]]]) -> list[FileAnswer]:
    """One answer for each file (its path, the user's addresses), also for those that stop the child.

    Blocks for at most ``limits.total_seconds``, and for the file that is being waited for then.
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
    """Add one child's answers to ``answers``; what stopped it at the file after them, if anything did."""
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
                # It has ended, perhaps in the middle of a line.
                return _why_ended(process) or (None if number else Trouble.STOPPED)
            patience = question.limits.file_seconds
    return None


def _why_ended(process: subprocess.Popen[bytes]) -> Trouble | None:
    """None if it ended by itself and in order, as it does after a file that took too much memory."""
    try:
        code = process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        return Trouble.STOPPED
    if code == 0:
        return None
    return Trouble.TOO_SLOW if code == -getattr(signal, "SIGXCPU", 0) else Trouble.STOPPED


@contextlib.contextmanager
def _child(request: bytes) -> Iterator[tuple[subprocess.Popen[bytes], SimpleQueue[bytes]]]:
    """A child that has been asked, and the lines that it answers, the last one empty."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    process = subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may quote a title
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
            # Only a dead disk can hold a killed process; then subprocess reaps it when the next one starts.
            process.wait(_END_SECONDS)


def _talk(process: subprocess.Popen[bytes], request: bytes, lines: SimpleQueue[bytes]) -> None:
    """Hand the request over and pass the answers on. In a thread, since pipes have no timeouts everywhere."""
    asked, answered = process.stdin, process.stdout
    if asked is None or answered is None:
        raise ValueError("the child was started without its pipes")
    with contextlib.suppress(OSError), asked:  # it may die before it has heard all: its answers tell
        asked.write(request)
    with answered:
        while line := answered.readline(_ANSWER_BYTES):
            lines.put(line)
    lines.put(b"")
