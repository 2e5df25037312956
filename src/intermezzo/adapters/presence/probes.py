"""Whether the user is present, from all probes of this platform; unknown if none of them knows."""

import sys
from collections.abc import Mapping
from dataclasses import replace

from intermezzo.adapters.presence import camera, desktop, idle_elsewhere, microphone
from intermezzo.adapters.presence.xscreensaver import IdleX11
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import Presence, ProbeAnswer, T


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
        self._platform = platform
        self._x11 = IdleX11(environment)

    def sample(self, *, calls: bool = False) -> Presence:
        """Return a sample; microphone and camera are asked with ``calls`` only.

        Takes some milliseconds, and at most six seconds if every daemon hangs.
        """
        here = Presence(self.locked().value, self.idle().value)
        if not calls:
            return here
        return replace(here, microphone=self.microphone().value, camera=self.camera().value)

    def locked(self) -> ProbeAnswer[bool]:
        """Return whether the screen is locked or saved. One yes is enough: not every locker tells logind."""
        if not self._platform.startswith("linux"):
            return ProbeAnswer(None, self._platform, (message("presence.lock_unknown"),))
        answers = (desktop.logind_locked(self._system), desktop.saver_active(self._session))
        return next((one for one in answers if one.value), _first_known(answers))

    def idle(self) -> ProbeAnswer[float]:
        """Return the seconds since the last key or pointer movement."""
        if self._platform == "win32":
            return idle_elsewhere.windows_idle()
        if self._platform == "darwin":
            return idle_elsewhere.macos_idle()
        answer = desktop.mutter_idle(self._session)
        return answer if answer.value is not None else _first_known((answer, self._x11.probe()))

    def microphone(self) -> ProbeAnswer[bool]:
        """Return whether another program records from a microphone."""
        if not self._platform.startswith("linux"):
            return ProbeAnswer(None, self._platform, (message("presence.microphone_unknown"),))
        return microphone.probe()

    def camera(self) -> ProbeAnswer[bool]:
        """Return whether another program has a camera open."""
        if not self._platform.startswith("linux"):
            return ProbeAnswer(None, self._platform, (message("presence.camera_unknown"),))
        return camera.probe()

    def close(self) -> None:
        """Close what the probes opened themselves."""
        self._x11.close()


def _first_known(answers: tuple[ProbeAnswer[T], ...]) -> ProbeAnswer[T]:
    unknown: ProbeAnswer[T] = ProbeAnswer(
        None, ", ".join(one.source for one in answers), tuple(why for one in answers for why in one.why)
    )
    return next((one for one in answers if one.value is not None), unknown)
