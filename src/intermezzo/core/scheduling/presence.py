"""What is known of the user being here. ``None`` is *unknown*, and unknown never counts as yes."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from intermezzo.core.faults import Message

T = TypeVar("T", bound=bool | float)


@dataclass(frozen=True, slots=True)
class Presence:
    """One sample of the probes."""

    locked: bool | None = None
    idle_seconds: float | None = None
    """Since the last key or pointer movement."""
    microphone: bool | None = None
    camera: bool | None = None
    """Whether another program uses it; unknown, too, where nobody was asked."""

    @property
    def in_call(self) -> bool | None:
        """Whether the user seems to be in a call: one in use is enough, and a no takes both."""
        if self.microphone is True or self.camera is True:
            return True
        return None if self.microphone is None or self.camera is None else False

    def since(self, before: "Presence") -> "Presence":
        """This sample after another: what it does not know of microphone and camera is as it was before."""
        return replace(
            self,
            microphone=before.microphone if self.microphone is None else self.microphone,
            camera=before.camera if self.camera is None else self.camera,
        )


def call_begins(before: Presence, now: Presence) -> bool:
    """Whether a call began between two samples: nothing was in use, and what was known to be free is now.

    What had not been known may have been in use all along: it is no news.
    """
    if before.in_call is True:
        return False
    return (before.microphone is False and now.microphone is True) or (
        before.camera is False and now.camera is True
    )


@dataclass(frozen=True, slots=True)
class ProbeAnswer(Generic[T]):
    """What one probe found, and how it knows."""

    value: T | None
    source: str
    """Who was asked."""
    why: tuple[Message, ...] = ()
    """When unknown: the reasons."""
