"""Whether the user has silenced notifications, asked of whatever shows them on Linux.

The setting is read at each question. Nothing is kept from signals, which would be missed during sleep.
"""

import subprocess
from collections.abc import Callable
from typing import Any

from intermezzo.adapters.presence.desktop import xfce_setting
from intermezzo.adapters.presence.session_bus import BusQuestion, property_of
from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.sandbox import flatpak_id
from intermezzo.core.faults import Fault, message
from intermezzo.core.scheduling.presence import ProbeAnswer

LIMIT_SECONDS = 0.8
"""Time limit for the program that reads GNOME's settings."""

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_SETTING = ("gsettings", "get", "org.gnome.desktop.notifications", "show-banners")
_MODES = frozenset({"do-not-disturb", "dnd"})
"""The usual names of mako's mode."""


def probe(session: Bus) -> ProbeAnswer[bool]:
    """Ask which notification service runs, and that one in its own way."""
    try:
        name, *_others = session.ask(_NAME, _PATH, _NAME, "GetServerInformation")
    except Fault as fault:
        return ProbeAnswer(None, "notifications", (fault.message,))
    ask = _SERVICES.get(str(name).casefold())
    if ask is not None:
        return ask(session)
    answer = property_of(str(name), _NAME, _PATH, _NAME, "Inhibited").ask(session)
    if answer.value is None:
        return ProbeAnswer(None, answer.source, (message("presence.no_do_not_disturb", name=name),))
    return answer


def _gnome(_session: Bus) -> ProbeAnswer[bool]:
    """GNOME tells it on no bus: it is a setting."""
    source = "GNOME"
    if flatpak_id():  # its settings are not those of the desktop
        return ProbeAnswer(None, source, (message("presence.dnd_unknown"),))
    try:
        done = subprocess.run(_SETTING, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    except FileNotFoundError:
        return ProbeAnswer(None, source, (message("presence.no_program", name=_SETTING[0]),))
    except (OSError, subprocess.TimeoutExpired):
        return ProbeAnswer(None, source, (message("presence.program_failed", name=_SETTING[0]),))
    shown = {"true": True, "false": False}.get(done.stdout.strip())
    if shown is None:
        return ProbeAnswer(None, source, (message("presence.program_failed", name=_SETTING[0]),))
    return ProbeAnswer(not shown, source)


def _has_mode(reply: tuple[Any, ...]) -> bool:
    (modes,) = reply
    return not _MODES.isdisjoint(modes)


_SERVICES: dict[str, Callable[[Bus], ProbeAnswer[bool]]] = {
    "dunst": property_of("dunst", _NAME, _PATH, "org.dunstproject.cmd0", "paused").ask,
    "gnome-shell": _gnome,
    "mako": BusQuestion(
        "mako", _NAME, "/fr/emersion/Mako", "fr.emersion.Mako", "ListModes", read=_has_mode
    ).ask,
    "plasma": property_of("KDE", _NAME, _PATH, _NAME, "Inhibited").ask,
    "xfce notify daemon": lambda session: xfce_setting(session, "xfce4-notifyd", "/do-not-disturb"),
}
"""By the name that the service gives itself."""
