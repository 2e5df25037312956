"""The real app as a process of its own, without a screen, in a folder that stands for a user's whole home."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from intermezzo.adapters import instance, settings_file
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.faults import Fault
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings
from virtual_desktop import PATIENCE, wait_until

PROGRAM = Path(sys.executable).with_name("intermezzo")


class User:
    """A user with a home, a runtime folder and a folder for temporary files, all below ``folder``."""

    def __init__(self, folder: Path, *, umask: int = 0o022) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.runtime = folder / "run"
        self.state = folder / "state"
        self.umask = umask
        for one in (self.home, self.runtime, folder / "tmp"):
            one.mkdir(mode=0o700, exist_ok=True)
        self._running: list[subprocess.Popen[str]] = []

    @property
    def paths(self) -> Paths:
        return Paths(self.home)

    @property
    def env(self) -> Mapping[str, str]:
        """What the user's programs inherit: nothing of the desktop that runs the tests."""
        kept = {
            name: text
            for name, text in os.environ.items()
            if name in {"PATH", "LANG", "COVERAGE_PROCESS_START"}
        }
        return {
            **kept, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.runtime), "LC_ALL": "C.UTF-8",
            "XDG_STATE_HOME": str(self.state), "TMPDIR": str(self.folder / "tmp"),
            "QT_QPA_PLATFORM": "offscreen", "INTERMEZZO_HOME": str(self.home),
        }  # fmt: skip

    def lay_out(self, *calendars: Calendar) -> None:
        """Write settings: at work all day long."""
        work: dict[str, Any] = dict.fromkeys(WEEKDAYS, ("00:00-23:59",))
        settings = Settings(**work, rollover="00:00", timezone="UTC", calendars=calendars)
        settings_file.write(self.paths.settings, settings)

    def start(self, *, uid: int | None = None) -> "subprocess.Popen[str]":
        """Start the app and wait until it answers."""
        process = subprocess.Popen(
            [str(PROGRAM), "--no-welcome"], env=self.env, umask=self.umask, user=uid, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._running.append(process)
        wait_until(lambda: process.poll() is not None or self._answers(), what="the app to answer")
        assert process.poll() is None, process.communicate()
        return process

    def run(self, *words: str, uid: int | None = None) -> "subprocess.CompletedProcess[str]":
        """Run a command, whatever comes of it."""
        return subprocess.run(
            [str(PROGRAM), *words], env=self.env, umask=self.umask, user=uid, text=True, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
        )  # fmt: skip

    def say(self, *words: str) -> instance.Reply:
        """What the running app answers."""
        return instance.send(words, self.socket, PATIENCE)

    @contextmanager
    def saying(self, *words: str) -> Iterator[None]:
        """Say something whose answer may never come."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(self.socket)
            connection.sendall(json.dumps(words).encode() + b"\n")
            yield

    @property
    def socket(self) -> str:
        return instance.address(self.home, "root" if os.getuid() == 0 else os.environ["USER"], self.runtime)

    def _answers(self) -> bool:
        try:
            return self.say("status").ok
        except Fault:
            return False

    def close(self) -> None:
        """End what still runs."""
        for process in self._running:
            if process.poll() is None:
                process.kill()
            process.communicate()


def end(process: "subprocess.Popen[str]", how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
    """Send the signal; return the exit code and what was written to the standard error."""
    process.send_signal(how)
    _out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, err


@contextmanager
def user(*, umask: int = 0o022) -> Iterator[User]:
    """A user for one test; the path is short, because that of a socket must be."""
    with tempfile.TemporaryDirectory(prefix="user-", dir="/tmp") as name:
        one = User(Path(name), umask=umask)
        try:
            yield one
        finally:
            one.close()
