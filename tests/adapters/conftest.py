"""Real message buses for the adapters, with services on them whose answers a test decides."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

Order = Callable[..., Any]


@contextmanager
def running(words: list[str], **more: Any) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **more) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def start_bus(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a bus of our own at unix:path=<the given path>."""
    with ExitStack() as stack:

        def start(path: str) -> subprocess.Popen[str]:
            words = ["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address"]
            bus = stack.enter_context(running([*words, f"--address=unix:path={path}"]))
            assert bus.stdout is not None
            assert bus.stdout.readline().startswith("unix:path=")
            return bus

        yield start


@pytest.fixture
def bus_address(
    tmp_path: Path, start_bus: Callable[[str], subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> str:
    """One private bus that is both the session's and the system's."""
    path = str(tmp_path / "bus")
    start_bus(path)
    address = f"unix:path={path}"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    return address


@pytest.fixture
def service(bus_address: str) -> Iterator[Callable[[str], Order]]:
    """Start ``fake_service.py`` under a name; what comes back gives it orders and returns its answer."""
    with ExitStack() as stack:

        def start(name: str) -> Order:
            words = [sys.executable, str(Path(__file__).with_name("fake_service.py")), bus_address, name]
            process = stack.enter_context(running(words, stdin=subprocess.PIPE))

            def order(**what: Any) -> Any:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(json.dumps(what) + "\n")
                process.stdin.flush()
                return json.loads(process.stdout.readline())

            order()
            return order

        yield start


@contextmanager
def x_server(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """An X server of our own, with nobody at it: its name and its process."""
    reading, writing = os.pipe()
    # Without -noreset it begins anew when its last client goes, and ends whoever connects meanwhile.
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset"]
    with (
        running([*words, *options], pass_fds=[writing], stderr=subprocess.DEVNULL) as process,
        os.fdopen(reading) as told,
    ):
        os.close(writing)
        yield f":{told.readline().strip()}", process


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X server of our own."""
    with x_server() as (name, _process):
        yield name
