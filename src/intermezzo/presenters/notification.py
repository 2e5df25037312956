"""What the notification of an offer says, and the commands of its buttons."""

from collections.abc import Mapping

from intermezzo.core.practice.model import Kind, Session
from intermezzo.presenters import _
from intermezzo.presenters.durations import length

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


def offer_text(session: Session) -> tuple[str, str]:
    """Return title and body for the offer of a session."""
    title = _("{title} · {length}").format(title=session.title, length=length(session.seconds))
    if session.kind is Kind.MICRO:
        return title, _("You have time for a longer session.")
    return title, _("You have time for a short movement.")
