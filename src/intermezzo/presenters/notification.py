"""What the notification of an offer says, and the commands of its buttons."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from intermezzo.core.practice.model import Session
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock, length

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "default": ("show", "card"), "begin": ("answer", "begin"), "snooze": ("answer", "snooze"),
    "skip": ("answer", "skip"),
}  # fmt: skip
"""The command of each button; ``default`` is a click on the notification itself."""


def action_labels() -> tuple[tuple[str, str], ...]:
    """Return (key, label) of each button."""
    labels = {
        "default": _("Show the card"), "begin": _("Begin"), "snooze": _("Snooze"), "skip": _("Skip this one"),
    }  # fmt: skip
    return tuple((key, labels[key]) for key in ACTIONS)


def offer_text(session: Session, free_until: datetime, zone: tzinfo) -> tuple[str, str]:
    """Return title and body for the offer of a session."""
    takes = length(session.seconds)
    title = _("{title} · {length}").format(title=session.title, length=takes)
    body = _("You’re free until {time}. Take {length}?")
    return title, body.format(time=clock(free_until, zone), length=takes)
