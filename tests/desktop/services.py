"""Services of a desktop that a test has the say over: the fake of the adapters' tests, on this bus."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from virtual_desktop import Desktop, wait_until

_SERVICE = Path(__file__).parents[1] / "adapters" / "fake_service.py"


class Service:
    """A name on the bus; what its members answer is set by ``set``."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def set(self, **order: Any) -> Any:
        """Return an order of the fake: replies, silent, emit or calls."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def service(desktop: Desktop, name: str) -> Iterator[Service]:
    """Own ``name`` on the desktop's bus for as long as the block runs."""
    process = subprocess.Popen(
        [sys.executable, str(_SERVICE), desktop.env["DBUS_SESSION_BUS_ADDRESS"], name],
        env=desktop.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        wait_until(lambda: desktop.has_name(name), what=name)
        yield Service(process)
    finally:
        process.kill()
        process.communicate()
        wait_until(lambda: not desktop.has_name(name), what=f"{name} to leave")
