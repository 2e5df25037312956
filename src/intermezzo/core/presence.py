"""What is known of the user being here. ``None`` is *unknown*, and unknown never counts as yes."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bound=bool | float)


@dataclass(frozen=True, slots=True)
class Presence:
    """One sample of the probes."""

    locked: bool | None = None
    idle_seconds: float | None = None
    """Since the last key or pointer movement."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What one probe found, and how it knows."""

    value: T | None
    source: str
    """Who was asked."""
    why: str = ""
    """When unknown: one line that says why."""
