"""Screen locked, from the desktop's screen saver."""

from intermezzo.adapters.system.message_bus import MessageBus
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "screen saver"

SERVICES = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""KDE and others; GNOME; XFCE. The interface has the same name as the service."""


def probe(session: MessageBus) -> ProbeAnswer[bool]:
    """Ask the first screen saver that answers whether it is active."""
    why: list[Message] = []
    for service, path in SERVICES:
        try:
            body = session.ask(service, path, service, "GetActive")
        except Fault as fault:
            why.append(fault.message)
            continue
        match body:
            case (bool(active),):
                return ProbeAnswer(active, SOURCE)
            case _:
                why.append(message("presence.screensaver_answer", service=service))
    return ProbeAnswer(None, SOURCE, tuple(why))
