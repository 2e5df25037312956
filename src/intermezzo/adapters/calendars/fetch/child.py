"""The process that fetches: it has the network and the keyring, and parses no calendar.

It reads requests as JSON from stdin and writes an answer for each to stdout as soon as it is there: a line of
JSON, then the documents. Secrets come and go in these pipes and in the keyring only; nothing is logged.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import PurePath
from queue import SimpleQueue
from threading import Thread, Timer

import msgspec

from intermezzo.adapters.calendars.fetch import framing, secrets
from intermezzo.adapters.calendars.fetch.protocol import Answer, FetchStage, Request
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.settings import CALENDAR_KINDS

_PACKAGE = "intermezzo.adapters.calendars.fetch"
_SOURCES = frozenset(CALENDAR_KINDS) - {"files"}
"""The kinds of calendars that are fetched, which are also the names of their modules here."""
_WITH_SECRET = frozenset({"address", "caldav"})
"""Those whose address or password is a secret."""
_Done = SimpleQueue[tuple[int, Answer] | None]


def main() -> int:
    """Answer every request; return 0."""
    _write_no_core()
    batch = msgspec.json.decode(sys.stdin.buffer.read(), type=framing.Batch)
    if any(request.unlock for request in batch.requests):
        secrets.unlock()
    for number, answer in answers(batch.requests, batch.seconds):
        framing.write_answer(sys.stdout.buffer, number, answer)
    return 0


def answers(requests: Sequence[Request], seconds: float) -> Iterator[tuple[int, Answer]]:
    """Yield (number of the request, its answer); after ``seconds`` the reason for each that is missing."""
    _import_all(requests)
    done: _Done = SimpleQueue()
    stages = [FetchStage() for _ in requests]
    for number, request in enumerate(requests):
        Thread(target=_run, args=(number, request, stages[number], done), daemon=True).start()
    over = Timer(seconds, done.put, [None])
    over.daemon = True
    over.start()
    missing = set(range(len(requests)))
    while missing and (item := done.get()) is not None:
        missing.discard(item[0])
        yield item
    for number in missing:
        yield number, Answer(fault=Message(stages[number].code))


def _import_all(requests: Sequence[Request]) -> None:
    """Import what the requests need: threads that import one another's modules at once can fail."""
    for kind in {request.calendar.kind for request in requests} & _SOURCES:
        with suppress(ImportError):  # a library of another system: the request meets it again and tells
            import_module(f"{_PACKAGE}.{kind}")
    if any(map(_needs_keyring, requests)):
        secrets.import_keyring()


def _needs_keyring(request: Request) -> bool:
    if request.action in {"keep", "drop"}:
        return True
    if request.action == "release":
        return False
    return not request.secret and request.calendar.kind in _WITH_SECRET


def _run(number: int, request: Request, stage: FetchStage, done: _Done) -> None:
    try:
        answer = _answer(request, stage)
    except Fault as fault:
        answer = Answer(fault=fault.message, retry_after=stage.retry_after)
    except Exception as error:  # noqa: BLE001 - our own fault: its text may hold a secret, its place does not
        answer = Answer(fault=message("fetch.broken", error=type(error).__name__, where=_place(error)))
    done.put((number, answer))


def _answer(request: Request, stage: FetchStage) -> Answer:
    kind, identity = request.calendar.kind, request.calendar.id
    if _needs_keyring(request):
        stage.code = "fetch.slow_keyring"
    if request.action == "release":
        from intermezzo.adapters.calendars.fetch import release

        return release.fetch(request, stage)
    if request.action == "keep":
        if not secrets.is_available():
            return Answer(for_this_run=True, warnings=(message("fetch.no_keyring"),))
        secrets.keep(identity, request.secret)
        return Answer()
    if request.action == "drop":
        if secrets.is_available():
            secrets.drop(identity)
        return Answer()
    if kind not in _SOURCES:
        raise ValueError(kind)
    source = import_module(f"{_PACKAGE}.{kind}")
    ask: Callable[..., Answer] = source.find if request.action == "find" else source.fetch
    if kind not in _WITH_SECRET:
        return ask(request)
    return ask(request, request.secret or secrets.read(identity), stage)


def _place(error: Exception) -> str:
    """Return the file and line where an error was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _write_no_core() -> None:
    """Let a crash leave no file: it would hold the secrets of this process."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
