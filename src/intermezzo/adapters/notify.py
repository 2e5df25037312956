"""Calls attention through the desktop's notifications: a courtesy beside the card, never the truth itself.

plyer is the way on every platform. On Linux it gets a facade of ours that speaks to the notification daemon
itself: plyer's own runs notify-send, ignores the timeout, takes a title that begins with "-" for an option,
and reports success where there is no daemon.
"""

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from plyer import notification
from plyer.facades import Notification

from intermezzo.adapters.system.message_bus import MessageBus
from intermezzo.core.faults import Fault, Message, message

APP_NAME = "Intermezzo"
LONGEST_TITLE = 64
LONGEST_BODY = 256
"""Characters, as Windows has it; elsewhere it is a good measure too."""
LIMIT = 3.0
"""Seconds for all that the daemon is asked for one notification."""

_JOINERS = "\u200c\u200d"
"""Invisible like the marks that turn the direction, but part of how Persian and emoji are written."""

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Whether a notification was handed over; ``why`` says what was in the way."""

    sent: bool
    why: Message | None = None


class Notifier:
    """Shows one notification at a time, each in place of the one before; for one thread at a time."""

    def __init__(self, bus: MessageBus | None) -> None:
        """``bus`` is the session bus on Linux, None elsewhere."""
        self._desktop = None if bus is None else _Desktop(bus)
        if self._desktop is not None:
            # plyer's proxy looks for its platform's module unless it has an object already; its own
            # __setattr__ would set the attribute on that object.
            object.__setattr__(notification, "_obj", self._desktop)

    def notify(
        self, title: str, body: str, timeout_seconds: float, actions: Sequence[tuple[str, str]] = ()
    ) -> Delivery:
        """Show plain text for ``timeout_seconds``, with buttons where the desktop has them; never raises.

        ``actions`` are (key, label); the key "default" stands for a click on the notification itself.
        """
        try:
            notification.notify(
                title=clip(title, LONGEST_TITLE),
                message=clip(body, LONGEST_BODY),
                app_name=APP_NAME,
                timeout=round(timeout_seconds),
                hints={"actions": tuple(actions)},
            )
        except Fault as fault:
            return Delivery(sent=False, why=fault.message)
        except (ImportError, NotImplementedError, OSError) as error:
            return Delivery(
                sent=False,
                why=message("notifications.not_shown", platform=sys.platform, why=error),
            )
        return Delivery(sent=True)

    def actions(self, wait_seconds: float = 0.0) -> tuple[str, ...]:
        """Return the keys that were pressed on our notification since the last call, in order.

        Waits at most ``wait_seconds`` for the first. Call it after ``notify`` and whenever the descriptor of
        the bus turns readable.
        """
        return () if self._desktop is None else self._desktop.pressed(wait_seconds)

    def close(self) -> Delivery:
        """Take the notification down, if it still stands; never raises."""
        if self._desktop is None:
            return Delivery(sent=False, why=message("notifications.not_withdrawn"))
        try:
            self._desktop.take_down()
        except Fault as fault:
            return Delivery(sent=False, why=fault.message)
        return Delivery(sent=True)


def clip(text: str, length: int) -> str:
    """One line of at most ``length`` characters that cannot turn the direction of what follows it."""
    visible = "".join(
        " " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one
        for one in text[: 8 * length]
        if unicodedata.category(one) not in {"Cf", "Cs"} or one in _JOINERS
    )
    line = " ".join(visible.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


class _Desktop(Notification):
    """plyer's facade over org.freedesktop.Notifications.

    https://specifications.freedesktop.org/notification-spec/latest/
    """

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._id = 0
        self._listening = False

    def pressed(self, wait_seconds: float) -> tuple[str, ...]:
        keys = []
        for member, body in self._bus.signals(wait_seconds):
            match member, body:
                case "ActionInvoked", (int(number), str(key)) if number == self._id:
                    keys.append(key)
                case "NotificationClosed", (int(number), int()) if number == self._id:
                    self._id = 0
        return tuple(keys)

    def take_down(self) -> None:
        number, self._id = self._id, 0
        if number:
            self._bus.ask(NAME, PATH, NAME, "CloseNotification", "u", (number,), limit=LIMIT)

    def _notify(self, **kwargs: Any) -> None:
        if not self._listening:
            self._bus.listen(NAME, PATH)
            self._listening = True
        can = self._bus.ask(NAME, PATH, NAME, "GetCapabilities", limit=LIMIT / 2, start=True)[0]
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
                # Beside a card it is not kept among what was missed; with buttons it is the offer itself.
                "transient": ("b", not flat),
                "desktop-entry": ("s", "intermezzo"),
            },
            kwargs["timeout"] * 1000,
        )
        answer = self._bus.ask(NAME, PATH, NAME, "Notify", "susssasa{sv}i", arguments, limit=LIMIT / 2)
        match answer:
            case (int(number),):
                self._id = number
            case _:
                raise Fault("notifications.answer")
