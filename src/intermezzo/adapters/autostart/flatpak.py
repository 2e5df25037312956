"""Start at login of a Flatpak: the desktop's portal keeps the entry, which lies outside the sandbox.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Background.html
The portal cannot be asked whether it is on, so what it answered last is kept: a file is there if it was yes.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

from intermezzo.adapters.autostart.faults import translate_errors
from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.faults import Fault

ANSWER = 100.0
"""Seconds for the answer to a request: the desktop may ask its user first."""
_LIMIT = 5.0
"""Seconds for a call, which may start the portal."""
_PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_BACKGROUND = "org.freedesktop.portal.Background"


def is_on() -> bool:
    """Return what the portal answered last; the desktop's settings may have changed it since."""
    return _kept().exists()


def turn_on(program: Sequence[str]) -> None:
    """Have the portal start these words in the sandbox at login. Raise Fault."""
    # No reason is given: the desktop then says, in its user's language, that the program wants to be started.
    _request({"autostart": ("b", True), "commandline": ("as", list(program))})


def turn_off() -> None:
    """Have the portal remove its entry. Raise Fault."""
    _request({"autostart": ("b", False)})


def _request(options: dict[str, Any]) -> None:
    """Ask for ``options``, and keep the answer. Raise Fault if it is another than what was asked for."""
    try:
        with closing(Bus("session")) as bus:  # a request that is not answered ends with its connection
            done, on = _ask(bus, options)
    except Fault as fault:
        raise Fault("autostart.no_portal", why=fault.message) from fault
    _keep(on)
    if not done or on != options["autostart"][1]:
        raise Fault("autostart.refused")


def _ask(bus: Bus, options: dict[str, Any]) -> tuple[bool, bool]:
    """Return whether the portal did it, and whether the program starts at login now. Raise Fault."""
    properties = "org.freedesktop.DBus.Properties"
    bus.ask(_PORTAL, _PATH, properties, "Get", "ss", (_BACKGROUND, "version"), limit=_LIMIT, start=True)
    # The answer is a signal of an object whose path is known before it is there.
    token = f"intermezzo_{uuid4().hex}"
    sender = bus.unique_name().removeprefix(":").replace(".", "_")
    bus.listen("org.freedesktop.portal.Request", f"{_PATH}/request/{sender}/{token}")
    arguments = ("", {**options, "handle_token": ("s", token)})
    bus.ask(_PORTAL, _PATH, _BACKGROUND, "RequestBackground", "sa{sv}", arguments, limit=_LIMIT)
    match bus.signals(ANSWER):
        case (("Response", (int(code), dict(results))), *_):
            return code == 0, results.get("autostart") == ("b", True)
    raise Fault("bus.no_answer", service=_PORTAL, seconds=ANSWER)


def _keep(on: bool) -> None:  # noqa: FBT001 - the answer
    path = _kept()
    with translate_errors(path):
        if on:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        else:
            path.unlink(missing_ok=True)


def _kept() -> Path:
    """Return the file; whatever the home of an instance is, a Flatpak has one entry."""
    return Paths().settings.with_name("starts-at-login")
