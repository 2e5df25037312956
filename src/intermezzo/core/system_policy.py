"""What an organisation has set for the computers it manages: defaults, and values that stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intermezzo.core.settings import SPECS, WEEKDAYS, Settings

SHARED = frozenset(WEEKDAYS) | {
    "rhythm",
    "interludes",
    "micros",
    "spacing",
    "days_off",
    "settle",
    "leave",
    "snooze",
    "rollover",
    "timezone",
    "tentative_busy",
    "calls",
    "elsewhere_busy",
    "break_words",
    "quiet_words",
    "cancelled_words",
    "offer",
    "titles",
    "voice",
    "tones",
    "updates",
}
"""The settings that an organisation may set.

They are hours, rhythm, what counts as busy, what is shown and heard, and whether new versions are looked for.
"""
PERSONAL = frozenset(SPECS) - SHARED
"""The settings that are the user's alone: body, place, equipment, calendars, rituals, eyes and ears.

A new setting is one of them until somebody decides otherwise.
"""

_WITH_RHYTHM = ("interludes", "micros", "spacing")
"""The numbers that a rhythm consists of; a change of one makes the rhythm *Own*."""


@dataclass(frozen=True, slots=True)
class SystemPolicy:
    """Values of an organisation, in the types of the settings; none is of a setting in PERSONAL."""

    organisation: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """Used until the user chooses another value."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Used whatever the user's file says."""

    @property
    def locked(self) -> frozenset[str]:
        """The settings that the user cannot change."""
        return frozenset(self.fixed).union(_WITH_RHYTHM if "rhythm" in self.fixed else ())

    def applied(self, settings: Settings) -> Settings:
        """Return the settings with the fixed values in place of the user's."""
        return replace(settings, **self.fixed)


NO_POLICY = SystemPolicy()
