"""Whether the desktop is in presentation mode, on Linux: only Xfce has one.

On GNOME and KDE a program that shows slides keeps the screen on, which ``inhibitors`` finds.
"""

from intermezzo.adapters.presence import xfconf
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer


def probe(session: Bus, names: frozenset[str]) -> ProbeAnswer[bool]:
    """Ask for the mode of Xfce's power manager, if Xfce is among ``names`` of the session bus."""
    if xfconf.NAME not in names:
        return ProbeAnswer(None, "desktop", (message("presence.no_presentation_mode"),))
    return xfconf.setting(session, "xfce4-power-manager", "/xfce4-power-manager/presentation-mode")
