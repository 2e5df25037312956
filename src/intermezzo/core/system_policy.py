"""What an organisation has set for the computers it manages: defaults, and values that stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intermezzo.core.settings import SPECS, Settings

PERSONAL = frozenset(key for key, spec in SPECS.items() if spec.group == "place") | {
    "calendars",
    "bad_times",
    "before_bed",
    "bedtime",
    "theme",
    "text_size",
    "motion",
    "chime",
    "volume",
    "say_breath",
}
"""The settings that are the user's alone: body, place, equipment, calendars, evening, eyes and ears."""

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
