"""A private desktop without a screen: X server, session bus, window manager, tray host, notifications.

``./run`` uses it where there is no display, the tests and the measurements use it everywhere:

    .venv/bin/python packaging/linux/virtual_desktop.py [--tray statusnotifier|xembed|none] COMMAND…

All of it lives in one throw-away folder, is waited for until it really answers, and is gone at the end.
"""

import argparse
import contextlib
import itertools
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

PATIENCE = 60.0
"""Seconds that each part may take until it answers, on a busy machine too."""
MARK = "INTERMEZZO_DESKTOP"
"""Every process of a desktop carries this variable, so that all of them, and no other, end with it."""
VISIT = "INTERMEZZO_VISIT"
"""The same for what one visitor started."""

_CONFIGURATION = Path(__file__).with_name("desktop")
_FOREIGN = (
    "DBUS_",
    "XDG_",
    "QT_",
    "GTK_",
    "AT_SPI_",
    "INTERMEZZO_",
    "WAYLAND_",
    "DESKTOP_",
    "GNOME_",
    "KDE_",
    "PULSE_",
)
_ACTIVATED = ("org.a11y.Bus.service", "org.xfce.Xfconf.service")
"""What the private bus may start by itself; anything else would bring the machine's own desktop in."""


class DesktopError(Exception):
    """A part of the desktop did not start, or did not answer in time."""


def wait_until(fact: Callable[[], object], seconds: float = PATIENCE, what: str = "") -> None:
    """Ask until ``fact()`` holds; raises DesktopError after ``seconds``.

    The longer it takes the less often it asks: to ask often costs the programs that are waited for.
    """
    start = time.monotonic()
    never = threading.Event()
    while not fact():
        waited = time.monotonic() - start
        if waited > seconds:
            raise DesktopError(f"waited {seconds:g} s in vain for {what or fact!r}")
        never.wait(min(max(0.02, waited / 10), 0.25))


def openbox(ready: Path) -> list[str]:
    """Return the command of the window manager, which makes the file ``ready`` once it manages windows.

    One that opens while it starts never gets the focus.
    """
    return ["openbox", "--sm-disable", "--startup", f"touch {shlex.quote(str(ready))}"]


class Desktop:
    """The running desktop: its environment, its parts, its programs, its bus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._display: subprocess.Popen[bytes] | None = None
        self._tray: subprocess.Popen[bytes] | None = None
        self._started: list[subprocess.Popen[bytes]] = []
        self._numbers = itertools.count()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(_FOREIGN)}
        for name in ("config", "data", "cache", "state", "runtime", "home", "services"):
            (folder / name).mkdir(mode=0o700)
        self.env: dict[str, str] = kept | {
            MARK: uuid.uuid4().hex,
            "HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_RUNTIME_DIR": str(folder / "runtime"),
            "XDG_SESSION_TYPE": "x11",
            "QT_QPA_PLATFORM": "xcb",
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",  # the panel and dunst keep out of the accessibility tree
            "LIBGL_ALWAYS_SOFTWARE": "1",
            # One private bus plays both parts: a test may own org.freedesktop.login1 on it, and the
            # machine's real system bus never answers.
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/bus",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus",
        }
        self._managed = folder / "managed"
        self._resident = self.env  # a tray host that comes back during a visit outlives the visit
        self._write_configuration()

    # -- its parts ---------------------------------------------------------------------------------

    def _write_configuration(self) -> None:
        bus = (_CONFIGURATION / "bus.conf").read_text()
        (self.folder / "bus.conf").write_text(bus.format(folder=self.folder))
        for name in _ACTIVATED:
            service = Path("/usr/share/dbus-1/services") / name
            if service.exists():
                shutil.copy(service, self.folder / "services")
        panel = self.folder / "config/xfce4/xfconf/xfce-perchannel-xml"
        panel.mkdir(parents=True)
        shutil.copy(_CONFIGURATION / "xfce4-panel.xml", panel)

    def start_display(self, size: str) -> None:
        """The X server, on the first number that is free."""
        reading, writing = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            f"{size}x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]
        self._display = process = self._start(command, self.env, (writing,))
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise DesktopError(f"Xvfb ended with {process.wait()}: {self._last_log()}")
        self.env["DISPLAY"] = f":{number}"

    def stop_display(self) -> None:
        """Take the X server away, as at the end of the desktop's session."""
        if self._display is not None:
            self._display.kill()
            self._display.wait()

    def start_bus(self) -> None:
        """The session bus; after the display, which it hands on to what it starts."""
        self.spawn(["dbus-daemon", f"--config-file={self.folder / 'bus.conf'}", "--nofork", "--nopidfile"])
        wait_until(self._bus_answers, what="the session bus")

    def _bus_answers(self) -> bool:
        try:
            return self.has_name("org.freedesktop.DBus")
        except OSError:
            return False

    def start_window_manager(self) -> None:
        """Openbox."""
        self.spawn(openbox(self._managed))

    def wait_window_manager(self) -> None:
        """Until it gives new windows the focus."""
        wait_until(self._managed.exists, what="openbox")

    def start_notifications(self) -> None:
        """Dunst."""
        self.spawn(["dunst", "-conf", str(_CONFIGURATION / "dunstrc")])

    def start_tray(self, host: str = "statusnotifier") -> None:
        """A tray host: ``statusnotifier`` (the panel of Xfce), ``xembed`` (trayer) or ``none``."""
        if host == "statusnotifier":
            self._tray = self._start(
                ["xfce4-panel", "--disable-wm-check", "--sm-client-disable"], self._resident
            )
        elif host == "xembed":
            self._tray = self._start(
                ["trayer", "--edge", "top", "--align", "right", "--height", "32"], self._resident
            )

    def wait_tray(self, host: str = "statusnotifier") -> None:
        """Until the host would take an icon."""
        if host == "statusnotifier":
            wait_until(self._has_notifier_host, what="the panel's tray")
        elif host == "xembed":
            wait_until(lambda: self.attempt("xdotool", "search", "--class", "trayer"), what="trayer")

    def stop_tray(self) -> None:
        """Take the tray host away, as when it crashes."""
        if self._tray is not None:
            self._tray.kill()
            self._tray.wait()
            self._started.remove(self._tray)
            self._tray = None
        wait_until(lambda: not self.has_name("org.kde.StatusNotifierWatcher"), what="the panel to leave")

    def _has_notifier_host(self) -> bool:
        watcher = "org.kde.StatusNotifierWatcher"
        return self.has_name(watcher) and bool(
            self.get_property(watcher, "/StatusNotifierWatcher", watcher, "IsStatusNotifierHostRegistered")
        )

    # -- programs ----------------------------------------------------------------------------------

    def spawn(self, argv: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; what it prints goes to ``logs()``."""
        return self._start(argv, self.env | dict(env or {}))

    def _start(
        self, argv: Sequence[str], env: Mapping[str, str], pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        with (self.folder / f"{next(self._numbers):03}-{Path(argv[0]).name}.log").open("wb") as log:
            process = subprocess.Popen(
                argv, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=pass_fds
            )
        self._started.append(process)
        return process

    def run(self, *argv: str, seconds: float = PATIENCE) -> str:
        """What a short program prints; raises CalledProcessError when it fails."""
        return subprocess.run(
            argv,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds,
        ).stdout

    def logs(self) -> str:
        """Everything that was printed on this desktop so far, file by file."""
        return "\n".join(f"== {one.name}\n{one.read_text(errors='replace')}" for one in self._log_files())

    def _last_log(self) -> str:
        return self._log_files()[-1].read_text(errors="replace").strip()

    def _log_files(self) -> list[Path]:
        return sorted(self.folder.glob("*.log"))

    def attempt(self, *argv: str) -> str | None:
        """What a short program prints, without the last line's end; None when it fails."""
        done = subprocess.run(
            argv,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout.strip() if done.returncode == 0 else None

    # -- the bus -----------------------------------------------------------------------------------

    def call(
        self,
        name: str,
        path: str,
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        """One call on the bus and its answer; raises DesktopError when it is refused."""
        address = DBusAddress(path, bus_name=name, interface=interface)
        with open_dbus_connection(bus=self.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            reply = connection.send_and_get_reply(
                new_method_call(address, method, signature, body), timeout=PATIENCE
            )
        answer: tuple[Any, ...] = reply.body
        if reply.header.message_type is MessageType.error:
            raise DesktopError(f"{method}: {reply.header.fields[HeaderFields.error_name]} {answer}")
        return answer

    def has_name(self, name: str) -> bool:
        """Whether somebody owns this name on the bus."""
        bus = "org.freedesktop.DBus"
        return bool(self.call(bus, "/org/freedesktop/DBus", bus, "NameHasOwner", "s", (name,))[0])

    def get_property(self, name: str, path: str, interface: str, key: str) -> Any:
        """The value of a property."""
        properties = "org.freedesktop.DBus.Properties"
        return self.call(name, path, properties, "Get", "ss", (interface, key))[0][1]

    # -- the end -----------------------------------------------------------------------------------

    @contextlib.contextmanager
    def visit(self, env: Mapping[str, str]) -> Iterator["Desktop"]:
        """For as long as the block runs, programs get ``env`` too; what was started in it ends with it."""
        before = self.env
        mark = uuid.uuid4().hex
        self.env = before | dict(env) | {VISIT: mark}
        try:
            yield self
        finally:
            self.env = before
            self._end(VISIT, mark)

    def close(self) -> None:
        """End every process that was started here, also those that were started by others on our behalf."""
        self._end(MARK, self.env[MARK])
        for process in self._started:
            process.wait()

    def _end(self, variable: str, mark: str) -> None:
        for how in (signal.SIGTERM, signal.SIGKILL):
            for number in _processes(variable, mark):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, how)
            with contextlib.suppress(DesktopError):
                wait_until(lambda: not _processes(variable, mark), 2.0, "all to end")


def _processes(variable: str, mark: str) -> list[int]:
    """The processes with this value of the variable."""
    wanted = f"{variable}={mark}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue  # it has ended, or belongs to somebody else
    return found


@contextlib.contextmanager
def virtual_desktop(tray: str = "statusnotifier", size: str = "1920x1080") -> Iterator[Desktop]:
    """A whole desktop for as long as the block runs."""
    # Not under $TMPDIR: the path of a socket may have 107 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="intermezzo-", dir="/tmp"))
    try:
        desktop = Desktop(folder)
        try:
            desktop.start_display(size)
            desktop.start_bus()
            desktop.start_window_manager()
            desktop.start_notifications()
            desktop.wait_window_manager()
            desktop.start_tray(tray)
            desktop.wait_tray(tray)
            wait_until(lambda: desktop.has_name("org.freedesktop.Notifications"), what="dunst")
            yield desktop
        finally:
            desktop.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run a command on a desktop of its own; ends with its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tray", choices=("statusnotifier", "xembed", "none"), default="statusnotifier")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    if not asked.command:
        parser.error("which command?")

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(one, leave)
    try:
        with virtual_desktop(asked.tray) as desktop:
            return subprocess.run(asked.command, env=desktop.env, check=False).returncode
    except DesktopError as fault:
        sys.stderr.write(f"The virtual display did not start: {fault}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
