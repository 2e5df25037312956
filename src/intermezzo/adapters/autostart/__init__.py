"""Start at login. Whether it is on is what the system says, so that its own tools may change it too."""

import sys
from collections.abc import Sequence
from typing import Protocol

from intermezzo.adapters.system.sandbox import flatpak_id


class LoginItem(Protocol):
    """What each system offers. All of them raise Fault if it cannot be read or changed."""

    def is_on(self) -> bool:
        """Return whether the program starts at login."""

    def turn_on(self, program: Sequence[str]) -> None:
        """Start these words at each login of this user."""

    def turn_off(self) -> None:
        """Remove everything that ``turn_on`` has written."""


def login_item() -> LoginItem:
    """Return the login item of this system."""
    if sys.platform == "win32":
        from intermezzo.adapters.autostart import windows

        return windows
    if sys.platform == "darwin":
        from intermezzo.adapters.autostart import macos

        return macos
    if flatpak_id():
        from intermezzo.adapters.autostart import flatpak

        return flatpak
    from intermezzo.adapters.autostart import freedesktop

    return freedesktop
