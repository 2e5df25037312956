"""The process that parses calendars: reads one request from stdin, writes a line of JSON per file to stdout.

It sets its own limits of memory and CPU time before it opens a file. The parent limits the elapsed time.
"""

import os
import sys
from collections.abc import Sequence
from math import ceil

import msgspec

from intermezzo.adapters.calendars.files import read_limited
from intermezzo.adapters.calendars.protocol import FileAnswer, Limits, Question, Request, Trouble
from intermezzo.adapters.calendars.raw import split, trouble_of_file


def main() -> int:
    """Answer for every file of the request, or stop after a file that needed too much memory; return 0."""
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    limits = request.question.limits
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_AS", limits.memory_bytes)
    for path, me in request.files:
        _limit_processor(limits)
        answer = read_file(os.fsdecode(path.encode("latin-1")), request.question, me)
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()
        if answer.fault is Trouble.TOO_HEAVY:
            break  # too little memory may be left for the next file: the parent starts a new child
    return 0


def read_file(path: str, question: Question, me: Sequence[str]) -> FileAnswer:
    """Return the occurrences of one file, or why it cannot be read."""
    try:
        data = read_limited(path, question.limits.file_bytes)
        if isinstance(data, Trouble):
            return FileAnswer(fault=data)
        if trouble := trouble_of_file(data):
            return FileAnswer(fault=trouble)
        calendars = split(data, question.start, question.end)
        del data
        if calendars is None:
            return FileAnswer(fault=Trouble.CUT_SHORT)
        if not any(calendar.components for calendar in calendars):
            return FileAnswer()
        # Imported late: a folder that only has old events does not need the libraries.
        from intermezzo.adapters.calendars.expand import expand

        return expand(calendars, question, me)
    except MemoryError:
        return FileAnswer(fault=Trouble.TOO_HEAVY)


def _limit_processor(limits: Limits) -> None:
    """Limit the CPU time of the next file; the system ends the process when it is used up."""
    used = os.times()
    _limit("RLIMIT_CPU", ceil(used.user + used.system + limits.cpu_seconds))


def _limit(name: str, amount: int) -> None:
    if sys.platform == "win32":
        return  # no such limits there: only the elapsed time and the size of the file are limited
    import resource

    number = getattr(resource, name)
    _, most = resource.getrlimit(number)
    if most != resource.RLIM_INFINITY:
        amount = min(amount, most)
    try:
        resource.setrlimit(number, (amount, most))
    except (ValueError, OSError):
        return  # macOS has RLIMIT_AS and refuses to set it


if __name__ == "__main__":
    sys.exit(main())
