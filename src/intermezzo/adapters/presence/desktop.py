"""Screen locked, idle time and the settings of Xfce, asked on the desktop's message buses."""

from intermezzo.adapters.presence.session_bus import BusQuestion, first_known, property_of, variant
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
XFCONF = "org.xfce.Xfconf"
_XFCE = "Xfce"
_UNSET = frozenset({f"{XFCONF}.Error.PropertyNotFound", f"{XFCONF}.Error.ChannelNotFound"})
LOGIND_LOCKED = property_of(
    "logind",
    "org.freedesktop.login1",
    "/org/freedesktop/login1/session/auto",
    "org.freedesktop.login1.Session",
    "LockedHint",
)
"""Of this process's session, or of the user's graphical one if it has none.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""


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


def xfce_setting(session: Bus, channel: str, name: str) -> ProbeAnswer[bool]:
    """Return whether a setting is on; one that was never set is off.

    https://docs.xfce.org/xfce/xfconf/start
    """
    answer = BusQuestion(
        _XFCE, XFCONF, "/org/xfce/Xfconf", XFCONF, "GetProperty", "ss", (channel, name), variant
    ).ask(session)
    if any(one.facts.get("name") in _UNSET for one in answer.why):
        return ProbeAnswer(False, _XFCE)
    return answer


def xfce_presenting(session: Bus, names: frozenset[str]) -> ProbeAnswer[bool]:
    """Ask for the mode of Xfce's power manager, if Xfce is among ``names`` of the session bus.

    On GNOME and KDE a program that shows slides keeps the screen on, which ``inhibitors`` finds.
    """
    if XFCONF not in names:
        return ProbeAnswer(None, "desktop", (message("presence.no_presentation_mode"),))
    return xfce_setting(session, "xfce4-power-manager", "/xfce4-power-manager/presentation-mode")
