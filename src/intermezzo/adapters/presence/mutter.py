"""Idle time from GNOME's window manager, on Wayland and X11."""

from intermezzo.adapters.system.message_bus import MessageBus
from intermezzo.core.faults import Fault, message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "GNOME"
SERVICE = "org.gnome.Mutter.IdleMonitor"


def probe(session: MessageBus) -> ProbeAnswer[float]:
    """Ask for the seconds since the last input."""
    try:
        body = session.ask(SERVICE, "/org/gnome/Mutter/IdleMonitor/Core", SERVICE, "GetIdletime")
    except Fault as fault:
        return ProbeAnswer(None, SOURCE, (fault.message,))
    match body:
        case (int(milliseconds),) if milliseconds >= 0:
            return ProbeAnswer(milliseconds / 1000, SOURCE)
        case _:
            return ProbeAnswer(None, SOURCE, (message("presence.gnome_answer"),))
