"""The child as a process: how it starts and ends, and what others can see of it."""

import io
import logging
import os
import secrets
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest

from intermezzo.adapters.calendars import launcher
from intermezzo.adapters.calendars.fetch import framing, process
from intermezzo.adapters.calendars.fetch.framing import Batch
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.adapters.calendars.fetch.url import parse
from intermezzo.core.settings import Calendar
from intermezzo.presenters.messages import tell
from tests.adapters.calendars.fetch.asking import account, address, fault_of
from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Servers

SECRET = secrets.token_hex(8)
PROGRAM = Path(sys.executable).with_name("intermezzo")


def child() -> psutil.Process:
    """Return the child of this process that fetches."""
    (found,) = children()
    return found


def children() -> list[psutil.Process]:
    module = launcher.CHILDREN["fetch"]
    return [one for one in psutil.Process().children() if module in one.cmdline()]


def test_a_secret_is_not_in_what_others_can_see_of_the_child(
    servers: Servers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[Any] = []

    def reply(exchange: Exchange) -> None:
        fetching = child()
        seen.extend([fetching.cmdline(), fetching.environ(), fetching.name()])
        seen.append(str(Path(f"/proc/{fetching.pid}/fd/2").readlink()))
        seen.append(fetching.rlimit(psutil.RLIMIT_CORE))
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


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_child_that_dies_is_told(servers: Servers, number: int) -> None:
    server = servers.http(lambda exchange: child().send_signal(number))
    assert [fault_of(answer) for answer in ask([address(server.url())])] == ["fetch.stopped"]


def test_of_a_child_that_died_the_whole_answers_count() -> None:
    stream = io.BytesIO()
    for number in (1, 0):
        framing.write_answer(stream, number, Answer((b"one\n", b"", CALENDAR)))
    whole = stream.getvalue()
    assert [number for number, _ in framing.read_answers(whole)] == [1, 0]
    for length in range(len(whole) // 2, len(whole)):
        ((number, answer),) = framing.read_answers(whole[:length])
        assert (number, answer.documents) == (1, (b"one\n", b"", CALENDAR))


@pytest.mark.slow
def test_a_child_that_hangs_is_killed(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped, it cannot keep its own time: the parent does, and waits for a while longer."""
    monkeypatch.setattr(process, "START_SECONDS", 0.0)
    server = servers.http(lambda exchange: child().suspend())
    assert [fault_of(answer) for answer in ask([address(server.url())], 3.0)] == ["fetch.slow"]
    assert children() == []


# -- how it is started ---------------------------------------------------------------------------------


def test_a_frozen_program_starts_itself(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(PROGRAM))
    assert launcher.command("fetch") == [str(PROGRAM), "--child", "fetch"]
    assert ask([address(server.url())])[0].documents == (CALENDAR,)


@pytest.mark.parametrize("name", launcher.CHILDREN)
def test_every_child_can_be_started(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert launcher.command(name)[-1] == launcher.CHILDREN[name]
    assert callable(import_module(launcher.CHILDREN[name]).main)


def test_a_child_starts_without_the_command_line_and_the_screen(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['intermezzo', '--child', 'fetch']; from intermezzo.__main__ import main\n"
        "code = main(); sys.exit(code or bool({'argparse', 'PySide6', 'intermezzo.cli'} & set(sys.modules)))"
    )
    batch = msgspec.json.encode(Batch((), 1.0))
    done = subprocess.run([sys.executable, "-c", code], input=batch, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.slow
def test_an_unknown_child_is_a_malformed_argument() -> None:
    done = subprocess.run([PROGRAM, "--child", "nonsense"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
