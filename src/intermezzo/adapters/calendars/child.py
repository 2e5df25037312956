"""The process that reads calendars: one request on stdin, one line of JSON per file on stdout, then it ends.

It limits itself before it opens the first file. What it cannot stop by itself, its parent does.
"""

import os
import sys
from collections.abc import Sequence
from math import ceil

import msgspec

from intermezzo.adapters.calendars.files import take
from intermezzo.adapters.calendars.protocol import FileAnswer, Limits, Question, Request, Trouble
from intermezzo.adapters.calendars.raw import glance, split


def main() -> int:
    """Answer the request on stdin: every file, or up to one for which the memory was too little."""
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
            break  # what is left of the memory is no fair start for the next file: the parent begins anew
    return 0


def read_file(path: str, question: Question, me: Sequence[str]) -> FileAnswer:
    """What one file says, or why it says nothing."""
    try:
        data = take(path, question.limits.file_bytes)
        if isinstance(data, Trouble):
            return FileAnswer(fault=data)
        if trouble := glance(data):
            return FileAnswer(fault=trouble)
        calendars = split(data, question.start, question.end)
        del data
        if calendars is None:
            return FileAnswer(fault=Trouble.CUT_SHORT)
        if not any(calendar.components for calendar in calendars):
            return FileAnswer()
        # The libraries are loaded only now: a folder of old events never needs them.
        from intermezzo.adapters.calendars.expand import expand

        return expand(calendars, question, me)
    except MemoryError:
        return FileAnswer(fault=Trouble.TOO_HEAVY)


def _limit_processor(limits: Limits) -> None:
    """Limit the next file's CPU seconds; the system ends the process when they are used up."""
    used = os.times()
    _limit("RLIMIT_CPU", ceil(used.user + used.system + limits.cpu_seconds))


def _limit(name: str, amount: int) -> None:
    if sys.platform == "win32":
        return  # it has no such limits: there the parent's clock and the size of the file must do
    import resource

    number = getattr(resource, name)
    _, most = resource.getrlimit(number)
    if most != resource.RLIM_INFINITY:
        amount = min(amount, most)
    try:
        resource.setrlimit(number, (amount, most))
    except (ValueError, OSError):
        return  # macOS knows RLIMIT_AS and refuses to set it


if __name__ == "__main__":
    sys.exit(main())
