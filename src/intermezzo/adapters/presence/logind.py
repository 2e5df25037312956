"""Screen locked, from systemd's logind: the LockedHint that GNOME, KDE and others set on their session."""

from intermezzo.adapters.system.message_bus import MessageBus
from intermezzo.core.faults import Fault, message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "logind"


def probe(system: MessageBus) -> ProbeAnswer[bool]:
    """Ask for the session of this process, or the user's graphical one if it has none (``auto``).

    https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
    """
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
        return ProbeAnswer(None, SOURCE, (fault.message,))
    match body:
        case (("b", bool(locked)),):
            return ProbeAnswer(locked, SOURCE)
        case _:
            return ProbeAnswer(None, SOURCE, (message("presence.logind_answer"),))
