"""Screen locked and idle time, asked on the desktop's message buses."""

from intermezzo.adapters.presence.session_bus import BusQuestion, first_known, property_of
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import Fault, message
from intermezzo.core.scheduling.presence import ProbeAnswer

MUTTER = "org.gnome.Mutter.IdleMonitor"
SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""KDE and others; GNOME; XFCE. The interface has the same name as the service."""
_NO_SAVER = message("presence.no_screensaver")


_LOGIND = property_of(
    "logind",
    "org.freedesktop.login1",
    "/org/freedesktop/login1/session/auto",
    "org.freedesktop.login1.Session",
    "LockedHint",
)


def logind_locked(system: Bus) -> ProbeAnswer[bool]:
    """Ask for the LockedHint of this process's session, or of the user's graphical one if it has none.

    https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
    """
    return _LOGIND.ask(system)


def saver_active(session: Bus, names: frozenset[str]) -> ProbeAnswer[bool]:
    """Ask the first screen saver that answers, of those among ``names`` of the bus, whether it is active."""
    answers = []
    for service, path in SCREEN_SAVERS:
        if service in names:
            answers.append(BusQuestion("screen saver", service, path, service, "GetActive").ask(session))
            if answers[-1].value is not None:
                break
    return first_known(*answers) if answers else ProbeAnswer(None, "screen saver", (_NO_SAVER,))


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
