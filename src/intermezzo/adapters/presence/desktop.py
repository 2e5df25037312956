"""Screen locked and idle time, asked on the desktop's message buses."""

from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.scheduling.presence import ProbeAnswer

MUTTER = "org.gnome.Mutter.IdleMonitor"
SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""KDE and others; GNOME; XFCE. The interface has the same name as the service."""


def logind_locked(system: Bus) -> ProbeAnswer[bool]:
    """Ask for the LockedHint of this process's session, or of the user's graphical one if it has none.

    https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
    """
    source = "logind"
    try:
        body = system.ask(
            "org.freedesktop.login1",
            "/org/freedesktop/login1/session/auto",
            "org.freedesktop.DBus.Properties",
            "Get",
            "ss",
            ("org.freedesktop.login1.Session", "LockedHint"),
        )
    except Fault as fault:
        return ProbeAnswer(None, source, (fault.message,))
    match body:
        case (("b", bool(locked)),):
            return ProbeAnswer(locked, source)
        case _:
            return ProbeAnswer(None, source, (message("presence.logind_answer"),))


def saver_active(session: Bus) -> ProbeAnswer[bool]:
    """Ask the first screen saver that answers whether it is active."""
    source = "screen saver"
    why: list[Message] = []
    for service, path in SCREEN_SAVERS:
        try:
            body = session.ask(service, path, service, "GetActive")
        except Fault as fault:
            why.append(fault.message)
            continue
        match body:
            case (bool(active),):
                return ProbeAnswer(active, source)
            case _:
                why.append(message("presence.screensaver_answer", service=service))
    return ProbeAnswer(None, source, tuple(why))


def mutter_idle(session: Bus) -> ProbeAnswer[float]:
    """Ask GNOME's window manager, on Wayland or X11, for the seconds since the last input."""
    source = "GNOME"
    try:
        body = session.ask(MUTTER, "/org/gnome/Mutter/IdleMonitor/Core", MUTTER, "GetIdletime")
    except Fault as fault:
        return ProbeAnswer(None, source, (fault.message,))
    match body:
        case (int(milliseconds),) if milliseconds >= 0:
            return ProbeAnswer(milliseconds / 1000, source)
        case _:
            return ProbeAnswer(None, source, (message("presence.gnome_answer"),))
