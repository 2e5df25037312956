"""The process that parses calendars: reads one request from stdin and writes lines of JSON to stdout.

It sets its own limits of memory and CPU time before it opens a file. The parent limits the elapsed time.
"""

import os
import sys
from collections.abc import Iterator
from math import ceil

import msgspec

from intermezzo.adapters.calendars.parse.protocol import (
    CalendarRequest,
    FileAnswer,
    Limits,
    ParseRequest,
    Progress,
    Question,
    Trouble,
)

_encode = msgspec.json.Encoder().encode


def main() -> int:
    """Answer for every calendar of the request, or stop after one that needed too much memory; return 0."""
    request = msgspec.json.decode(sys.stdin.buffer.readline(), type=ParseRequest)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_AS", request.question.limits.memory_bytes)
    for source in request.sources:
        documents = [sys.stdin.buffer.read(size) for size in source.documents]
        _limit_processor(request.question.limits)
        answers = read_source(source, documents, request.question)
        _write(Progress(files=answers))
        if any(one.fault is Trouble.TOO_HEAVY for one in answers):
            break  # too little memory may be left for the next one: the parent starts a new child
    return 0


def read_source(
    source: CalendarRequest, documents: list[bytes], question: Question
) -> tuple[FileAnswer, ...]:
    """Return the answers of the files and documents of one calendar, telling the parent before each."""
    from intermezzo.adapters.calendars.parse.blocks import Document, split
    from intermezzo.adapters.calendars.parse.documents import read
    from intermezzo.adapters.calendars.parse.files import open_limited
    from intermezzo.adapters.calendars.parse.text import Data, in_one_form, trouble_of
    from intermezzo.adapters.system.time_zones import zone_of

    def pieces() -> Iterator[Data | Trouble]:
        for name in source.files:
            yield open_limited(os.fsdecode(name.encode("latin-1")), question.limits.file_bytes)
        yield from documents

    def document(data: Data) -> Document | Trouble:
        text = in_one_form(data)
        return trouble_of(text) or split(text, question.start, question.end)

    found: list[Document | Trouble] = []
    try:
        for number, data in enumerate(pieces()):
            _write(Progress(at=number))
            found.append(data if isinstance(data, Trouble) else document(data))
        _write(Progress())
        return read(found, question, zone_of(question.zone), source.me)
    except MemoryError:
        return tuple(FileAnswer(fault=Trouble.TOO_HEAVY) for _one in (*source.files, *documents))


def _write(line: Progress) -> None:
    sys.stdout.buffer.write(_encode(line) + b"\n")
    sys.stdout.buffer.flush()


def _limit_processor(limits: Limits) -> None:
    """Limit the CPU time of the next calendar; the system ends the process when it is used up."""
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
