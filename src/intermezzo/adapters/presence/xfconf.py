"""A setting of Xfce that is on or off."""

from intermezzo.adapters.presence.session_bus import BusQuestion
from intermezzo.adapters.system.dbus import Bus
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


def _read(reply: tuple[tuple[str, object]]) -> bool | None:
    ((signature, value),) = reply
    return bool(value) if signature == "b" else None
