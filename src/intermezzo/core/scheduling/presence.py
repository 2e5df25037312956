"""The user's presence as sampled by the probes. ``None`` means unknown and never counts as yes."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from intermezzo.core.faults import Message

T = TypeVar("T", bound=bool | float)


@dataclass(frozen=True, slots=True)
class Presence:
    """One sample of the probes."""

    locked: bool | None = None
    idle_seconds: float | None = None
    """Seconds since the last key press or pointer movement."""
    microphone: bool | None = None
    camera: bool | None = None
    """Whether another program uses it; None if unknown or not sampled."""

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
