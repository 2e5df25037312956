"""The user's presence as sampled by the probes. ``None`` means unknown and never counts as yes."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from intermezzo.core.faults import Message

T = TypeVar("T", bound=bool | float)

TYPING_SECONDS = 5.0
"""Input within so many seconds counts as typing."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One sample of the probes."""

    locked: bool | None = None
    idle_seconds: float | None = None
    """Seconds since the last key press or pointer movement."""
    microphone: bool | None = None
    camera: bool | None = None
    """Whether another program uses it; None if unknown or not sampled."""
    screen_shared: bool | None = None
    """Whether a program records the screen."""
    presenting: bool | None = None
    """Whether the desktop is in presentation mode."""
    inhibited: bool | None = None
    """Whether a program keeps the screen from going dark, as videos, calls and slides do."""
    full_screen: bool | None = None
    """Whether the active window fills the screen."""
    do_not_disturb: bool | None = None
    """Whether the user has silenced notifications."""
    microphone_users: frozenset[str] | None = None
    """The names of the programs that use the microphone."""
    sound_users: frozenset[str] | None = None
    """The names of the programs with a sound stream of any kind, those that record too."""

    @property
    def typing(self) -> bool | None:
        """Whether the last key press or pointer movement was within ``TYPING_SECONDS``."""
        return None if self.idle_seconds is None else self.idle_seconds < TYPING_SECONDS

    @property
    def in_call(self) -> bool | None:
        """Whether the user seems to be in a call: one of the two is in use; False only if both are known."""
        if self.microphone is True or self.camera is True:
            return True
        return None if self.microphone is None or self.camera is None else False

    def filled_from(self, before: "Presence") -> "Presence":
        """Return this sample with an unknown microphone or camera filled in from the sample before."""
        return replace(
            self,
            microphone=before.microphone if self.microphone is None else self.microphone,
            camera=before.camera if self.camera is None else self.camera,
        )


def call_begins(before: Presence, now: Presence) -> bool:
    """Return whether a call began between two samples.

    One of microphone and camera changed from known free to in use, and neither was in use before. A device
    whose state was unknown may have been in use all along, so it does not count.
    """
    if before.in_call is True:
        return False
    return (before.microphone is False and now.microphone is True) or (
        before.camera is False and now.camera is True
    )


@dataclass(frozen=True, slots=True)
class ProbeAnswer(Generic[T]):
    """The value a probe found, and where it comes from."""

    value: T | None
    source: str
    """The interface that was asked."""
    why: tuple[Message, ...] = ()
    """The reasons why the value is unknown."""
