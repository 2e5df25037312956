"""Whether a program keeps the screen from going dark, as for a video, a call or slides, on Linux.

Only what keeps the screen on counts. A music player keeps the computer from sleeping and the screen may go
dark: that says nothing about the user.
"""

import os
from typing import Any

from intermezzo.adapters.presence.session_bus import BusQuestion, any_yes
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

_IDLE = 8
"""The flag of gnome-session for inhibiting that the session is marked as idle."""
_SCREEN = 4
"""The policy ChangeScreenSettings of PowerDevil."""

GNOME = "org.gnome.SessionManager"
"""GNOME's session manager; those of Cinnamon and MATE have the same name and interface."""
KDE = "org.kde.Solid.PowerManagement.PolicyAgent"
FREEDESKTOP = "org.freedesktop.PowerManagement"
"""The power manager of Xfce and others."""

_GNOME = BusQuestion("GNOME", GNOME, "/org/gnome/SessionManager", GNOME, "IsInhibited", "u", (_IDLE,))
_KDE = BusQuestion("KDE", KDE, f"/{KDE.replace('.', '/')}", KDE, "HasInhibition", "u", (_SCREEN,))
_FREEDESKTOP = BusQuestion(
    "power manager", FREEDESKTOP, "/org/freedesktop/PowerManagement/Inhibit", f"{FREEDESKTOP}.Inhibit",
    "HasInhibit",
)  # fmt: skip


def probe(session: Bus, system: Bus, names: frozenset[str]) -> ProbeAnswer[bool]:
    """Ask the desktop among ``names`` of the session bus, and logind.

    logind alone cannot say no: it does not know what a program has asked of the desktop.
    """
    asked = []
    if GNOME in names:
        asked.append(_GNOME.ask(session))
    if KDE in names:
        asked.append(_KDE.ask(session))
    elif FREEDESKTOP in names and not asked:
        asked.append(_kept_awake(session))
    login = _LOGIND.ask(system)
    if login.value is False:
        login = ProbeAnswer(None, login.source, (message("presence.inhibitors_unknown"),))
    return any_yes(*asked, login)


def _kept_awake(session: Bus) -> ProbeAnswer[bool]:
    """Return no, or unknown: this interface does not tell what is inhibited, sleep or the screen's rest."""
    answer = _FREEDESKTOP.ask(session)
    if answer.value:
        return ProbeAnswer(None, answer.source, (message("presence.kept_awake"),))
    return answer


def _keeps_screen(reply: tuple[Any, ...]) -> bool:
    """Return whether another program of this user blocks what is done when idle."""
    (inhibitors,) = reply
    return any(
        "idle" in what.split(":") and mode == "block" and user == os.getuid() and process != os.getpid()
        for what, _who, _why, mode, user, process in inhibitors
    )


_LOGIND = BusQuestion(
    "logind", "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
    "ListInhibitors", read=_keeps_screen,
)  # fmt: skip
