"""Whether the user is present and may be disturbed, from all probes of this platform."""

import sys
from collections.abc import Mapping
from dataclasses import replace

from intermezzo.adapters.presence import (
    camera,
    desktop,
    do_not_disturb,
    inhibitors,
    macos,
    screen_share,
    sound,
    windows,
    x11,
)
from intermezzo.adapters.presence.session_bus import any_yes, first_known, names
from intermezzo.adapters.presence.wayland_idle import WaylandIdle
from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.sandbox import flatpak_id
from intermezzo.core.faults import Fault, message
from intermezzo.core.scheduling.away import NOTICE_SECONDS
from intermezzo.core.scheduling.presence import Presence, ProbeAnswer


class Probes:
    """All probes of presence, with their connections kept open. Not thread-safe.

    No method raises Fault: an unknown value is None, and its ProbeAnswer has the reasons.
    """

    def __init__(
        self,
        session: Bus,
        system: Bus,
        environment: Mapping[str, str],
        platform: str = sys.platform,
    ) -> None:
        """``environment`` names the display; the caller closes the buses."""
        self._session = session
        self._system = system
        self._environment = environment
        self._platform = platform
        self._linux = platform.startswith("linux")
        self._x11 = x11.IdleX11(environment)
        self._wayland = WaylandIdle(environment)

    def sample(self, *, calls: bool = False, surroundings: bool = False) -> Presence:
        """Return a sample of idle time and lock.

        ``calls`` adds microphone, camera and sound. ``surroundings`` adds the rest: screen shared,
        presentation, inhibitors, full screen, do not disturb; with both, a call in progress leaves them
        unknown, because it says enough. Alone, an idle time of minutes leaves the lock unknown for the same
        reason.

        Takes some milliseconds, and a few seconds if every daemon hangs.
        """
        idle = self.idle().value
        if not (calls or surroundings) and idle is not None and idle >= NOTICE_SECONDS:
            return Presence(idle_seconds=idle)
        found = self._names() if self._linux else frozenset()
        here = Presence(self.locked(found).value, idle)
        if calls:
            streams = self.streams()
            here = replace(
                here,
                microphone=streams.microphone().value,
                camera=self.camera().value,
                microphone_users=streams.recording,
                sound_users=streams.every,
            )
        if not surroundings or here.in_call:
            return here
        return replace(
            here,
            screen_shared=self.screen_shared().value,
            presenting=self.presenting(found).value,
            inhibited=self.inhibited(found).value,
            full_screen=self.full_screen().value,
            do_not_disturb=self.do_not_disturb().value,
        )

    def locked(self, found: frozenset[str] | None = None) -> ProbeAnswer[bool]:
        """Return whether the screen is locked or saved. One yes is enough: not every locker tells logind.

        ``found``: the names on the session bus, if they are known already; likewise below.
        """
        if self._platform == "win32":
            return windows.locked()
        if self._platform == "darwin":
            return macos.locked()
        found = self._names() if found is None else found
        return any_yes(desktop.LOGIND_LOCKED.ask(self._system), desktop.saver_active(self._session, found))

    def idle(self) -> ProbeAnswer[float]:
        """Return the seconds since the last key or pointer movement."""
        if self._platform == "win32":
            return windows.idle()
        if self._platform == "darwin":
            return macos.idle()
        answers = [self._x11.probe()]
        if answers[-1].value is None:
            answers.append(self._wayland.probe())
        if answers[-1].value is None:
            answers.append(desktop.mutter_idle(self._session))
        return first_known(*answers)

    def streams(self) -> sound.Streams:
        """Return the programs that use the microphone, and those with any sound stream."""
        if not self._linux:
            return sound.Streams(None, None, (message("presence.microphone_unknown"),))
        return sound.probe()

    def camera(self) -> ProbeAnswer[bool]:
        """Return whether another program has a camera open."""
        if not self._linux or flatpak_id():  # the processes of others cannot be seen in its sandbox
            return self._unknown("presence.camera_unknown")
        return camera.probe()

    def screen_shared(self) -> ProbeAnswer[bool]:
        """Return whether a program records the screen."""
        if not self._linux:
            return self._unknown("presence.share_unknown")
        return screen_share.probe(self._environment)

    def presenting(self, found: frozenset[str] | None = None) -> ProbeAnswer[bool]:
        """Return whether the desktop is in presentation mode."""
        if self._platform == "win32":
            return windows.presenting()
        if not self._linux:
            return self._unknown("presence.no_presentation_mode")
        return desktop.xfce_presenting(self._session, self._names() if found is None else found)

    def inhibited(self, found: frozenset[str] | None = None) -> ProbeAnswer[bool]:
        """Return whether a program keeps the screen on."""
        if not self._linux:
            return self._unknown("presence.inhibitors_unknown")
        return inhibitors.probe(self._session, self._system, self._names() if found is None else found)

    def full_screen(self) -> ProbeAnswer[bool]:
        """Return whether the active window fills the screen."""
        if self._platform == "win32":
            return windows.full_screen()
        return x11.full_screen(self._environment) if self._linux else self._unknown("presence.no_display")

    def do_not_disturb(self) -> ProbeAnswer[bool]:
        """Return whether the user has silenced notifications."""
        if self._platform == "win32":
            return windows.do_not_disturb()
        if not self._linux:
            return self._unknown("presence.dnd_unknown")
        return do_not_disturb.probe(self._session)

    def close(self) -> None:
        """Close what the probes opened themselves."""
        self._x11.close()
        self._wayland.close()

    def _names(self) -> frozenset[str]:
        """Return the names on the session bus; none without a bus, on which nobody can be asked either."""
        try:
            return names(self._session)
        except Fault:
            return frozenset()

    def _unknown(self, code: str) -> ProbeAnswer[bool]:
        return ProbeAnswer(None, self._platform, (message(code),))
