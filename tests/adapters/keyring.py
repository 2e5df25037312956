"""A real gnome-keyring on a bus of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from jeepney import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tests.adapters.conftest import running
from virtual_desktop import wait_until


@contextmanager
def keyring_daemon(
    bus_address: str, folder: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> Iterator[DBusConnection]:
    """Run a keyring that was unlocked at login, if there is a password; yield a connection to its bus."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        (folder / name).mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder / name))
    words = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    words += ["--unlock"] if password else []
    with (
        running(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon,
        closing(open_dbus_connection(bus_address)) as bus,
    ):
        assert daemon.stdin is not None
        daemon.stdin.write(password)
        daemon.stdin.close()
        name = "org.freedesktop.secrets"
        wait_until(lambda: Proxy(message_bus, bus).NameHasOwner(name)[0], what="the keyring")
        yield bus
