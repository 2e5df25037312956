"""Settings of Xfce that are on or off, such as its presentation mode; other desktops have none."""

from intermezzo.adapters.presence.session_bus import BusQuestion
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

NAME = "org.xfce.Xfconf"
_SOURCE = "Xfce"
_UNSET = frozenset({f"{NAME}.Error.PropertyNotFound", f"{NAME}.Error.ChannelNotFound"})


def setting(session: Bus, channel: str, name: str) -> ProbeAnswer[bool]:
    """Return whether a setting is on; one that was never set is off.

    https://docs.xfce.org/xfce/xfconf/start
    """
    answer = BusQuestion(
        _SOURCE, NAME, "/org/xfce/Xfconf", NAME, "GetProperty", "ss", (channel, name), _read
    ).ask(session)
    if any(one.facts.get("name") in _UNSET for one in answer.why):
        return ProbeAnswer(False, _SOURCE)
    return answer


def presenting(session: Bus, names: frozenset[str]) -> ProbeAnswer[bool]:
    """Ask for the mode of Xfce's power manager, if Xfce is among ``names`` of the session bus.

    On GNOME and KDE a program that shows slides keeps the screen on, which ``inhibitors`` finds.
    """
    if NAME not in names:
        return ProbeAnswer(None, "desktop", (message("presence.no_presentation_mode"),))
    return setting(session, "xfce4-power-manager", "/xfce4-power-manager/presentation-mode")


def _read(reply: tuple[tuple[str, object]]) -> bool | None:
    ((signature, value),) = reply
    return bool(value) if signature == "b" else None
