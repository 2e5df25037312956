"""Show notifications of the desktop, through plyer.

On Linux plyer gets our own facade, which talks to the notification daemon: plyer's facade runs notify-send,
ignores the timeout, takes a title that begins with "-" for an option, and reports success without a daemon.
"""

import sys
from collections.abc import Sequence
from html import escape
from typing import Any

from plyer import notification
from plyer.facades import Notification

from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.sandbox import entry_name
from intermezzo.core.faults import Fault
from intermezzo.core.plain_text import one_line

APP_NAME = "Intermezzo"
LONGEST_TITLE = 64
LONGEST_BODY = 256
"""In characters; the limits of Windows, used on every platform."""
LIMIT = 3.0
"""Seconds for all calls to the daemon for one notification."""

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
_DBUS = "org.freedesktop.DBus"


class Notifier:
    """Shows one notification at a time, each in place of the previous one. Not thread-safe."""

    def __init__(self, bus: Bus | None) -> None:
        """``bus`` is the session bus on Linux, None elsewhere."""
        self._desktop = None if bus is None else _Desktop(bus)
        if self._desktop is not None:
            # plyer's proxy imports its platform's module unless _obj is set; its own __setattr__ would set
            # the attribute on that object.
            object.__setattr__(notification, "_obj", self._desktop)

    def notify(
        self, title: str, body: str, timeout_seconds: float, actions: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show plain text for ``timeout_seconds``, with buttons if the desktop supports them. Raise Fault.

        ``actions`` are (key, label); the key "default" is a click on the notification itself.
        """
        try:
            notification.notify(
                title=one_line(title, LONGEST_TITLE),
                message=one_line(body, LONGEST_BODY),
                app_name=APP_NAME,
                timeout=round(timeout_seconds),
                hints={"actions": tuple(actions)},
            )
        except (ImportError, NotImplementedError, OSError) as error:
            raise Fault("notifications.not_shown", platform=sys.platform, why=error) from error

    def update(
        self, title: str, body: str, timeout_seconds: float, actions: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Change what is shown, as by ``notify``. Do nothing if it was closed, or elsewhere than on Linux."""
        if self._desktop is not None and self._desktop.shows():
            self.notify(title, body, timeout_seconds, actions)

    def actions(self, wait_seconds: float = 0.0) -> tuple[str, ...]:
        """Return the keys of the buttons pressed on our notification since the last call, in order.

        Wait at most ``wait_seconds`` for the first. Call it after ``notify``.
        """
        return () if self._desktop is None else self._desktop.pressed(wait_seconds)

    def close(self) -> None:
        """Close the notification if it is still shown. Raise Fault, always elsewhere than on Linux."""
        if self._desktop is None:
            raise Fault("notifications.not_withdrawn")
        self._desktop.take_down()


class _Desktop(Notification):
    """plyer's facade over org.freedesktop.Notifications.

    https://specifications.freedesktop.org/notification-spec/latest/
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._id = 0
        self._owner = ""
        """The unique name of the daemon that gave ``_id``. One that was restarted counts from the start."""
        self._listening = False

    def shows(self) -> bool:
        """Return whether our notification has not been closed, as far as the signals were read."""
        return self._id != 0

    def pressed(self, wait_seconds: float) -> tuple[str, ...]:
        keys = []
        for member, body in self._bus.signals(wait_seconds):
            match member, body:
                case "ActionInvoked", (int(number), str(key)) if number == self._id and self._same_daemon():
                    keys.append(key)
                case "NotificationClosed", (int(number), int()) if number == self._id:
                    self._id = 0
        return tuple(keys)

    def take_down(self) -> None:
        number, self._id = self._id, 0
        if number:
            self._bus.ask(self._owner, PATH, NAME, "CloseNotification", "u", (number,), limit=LIMIT)

    def _same_daemon(self) -> bool:
        """Return whether ``_owner`` is still the notification daemon; if not, forget what it has shown."""
        try:
            (owner,) = self._bus.ask(_DBUS, "/org/freedesktop/DBus", _DBUS, "GetNameOwner", "s", (NAME,))
        except Fault:
            owner = ""  # there is none
        if owner == self._owner:
            return True
        self._id, self._owner = 0, owner
        return False

    def _notify(self, **kwargs: Any) -> None:
        if not self._listening:
            self._bus.listen(NAME, PATH)
            self._listening = True
        can = self._bus.ask(NAME, PATH, NAME, "GetCapabilities", limit=LIMIT / 2, start=True)[0]
        self._same_daemon()
        body = escape(kwargs["message"], quote=False) if "body-markup" in can else kwargs["message"]
        flat = [word for action in kwargs["hints"]["actions"] for word in action] if "actions" in can else []
        arguments = (
            APP_NAME,
            self._id,
            kwargs["app_icon"],
            kwargs["title"],
            body,
            flat,
            {
                "suppress-sound": ("b", True),
                # What has no buttons stands in a window too, and is not kept in the list of missed ones.
                "transient": ("b", not flat),
                "desktop-entry": ("s", entry_name()),
            },
            kwargs["timeout"] * 1000,
        )
        answer = self._bus.ask(NAME, PATH, NAME, "Notify", "susssasa{sv}i", arguments, limit=LIMIT / 2)
        match answer:
            case (int(number),):
                self._id = number
            case _:
                raise Fault("notifications.answer")
