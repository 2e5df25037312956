"""The child as a process: how it starts and ends, and what others can see of it."""

import logging
import os
import secrets
import signal
import sys
from pathlib import Path
from threading import Event
from typing import Any

import psutil
import pytest

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Request
from intermezzo.adapters.calendars.fetch.url import parse
from intermezzo.core.settings import Calendar
from intermezzo.presenters.messages import tell
from tests.adapters.calendars.fetch.asking import account, address, fault_of
from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Servers

SECRET = secrets.token_hex(8)
PROGRAM = Path(sys.executable).with_name("intermezzo")


def child() -> psutil.Process:
    """Return the child of this process that fetches."""
    (found,) = psutil.Process().children()
    return found


def test_a_secret_is_not_in_what_others_can_see_of_the_child(
    servers: Servers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[Any] = []

    def reply(exchange: Exchange) -> None:
        process = child()
        seen.extend([process.cmdline(), process.environ(), process.name()])
        seen.append(str(Path(f"/proc/{process.pid}/fd/2").readlink()))
        seen.append(process.rlimit(psutil.RLIMIT_CORE))
        exchange.answer(body=CALENDAR)

    request = address(servers.http(reply).url(f"/{SECRET}"))
    (answer,) = ask([request])
    assert answer.documents == (CALENDAR,)
    *others, core = seen
    assert core == (0, 0)  # no crash writes the memory of the child to a file
    assert others[-1] == os.devnull  # where a traceback would go
    assert SECRET not in f"{others} {request!r} {answer!r} {parse(request.secret)!r} {caplog.text}"


def test_an_error_of_our_own_is_told_by_its_place_only(servers: Servers) -> None:
    digest = 'Digest realm="x", nonce="n", qop="auth"'
    server = servers.http(lambda exchange: exchange.answer(401, WWW_Authenticate=digest))
    user = account(server.url("/"), f"{SECRET}\r\nX: y", SECRET)
    kind = Request("fetch", Calendar("x", kind="files"), SECRET)
    for answer, error in zip(ask([user, kind]), ("ValueError", "ValueError"), strict=True):
        assert answer.fault is not None
        assert answer.fault.code == "fetch.broken"
        assert answer.fault.facts["error"] == error
        assert str(answer.fault.facts["where"]).partition(":")[0].endswith(".py")
        assert SECRET not in f"{answer} {tell(answer.fault)}"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_child_that_dies_has_answered_for_those_before(servers: Servers, number: int) -> None:
    first = Event()

    def reply(exchange: Exchange) -> None:
        if exchange.path == "/first":
            exchange.answer(body=CALENDAR)
            exchange.wfile.flush()
            first.set()
        else:
            first.wait()
            child().send_signal(number)

    server = servers.http(reply)
    answers = ask([address(server.url("/second"))])
    assert [fault_of(answer) for answer in answers] == ["fetch.stopped"]
