"""Names of the six areas of the body."""

from collections.abc import Sequence

from intermezzo.core.practice.model import Area
from intermezzo.presenters import _
from intermezzo.presenters.durations import together


def area_name(area: Area) -> str:
    """Return the label of an area: Rib cage & breath."""
    return {
        Area.HIPS: _("Hips"),
        Area.MID_BACK: _("Mid-back"),
        Area.BREATH: _("Rib cage & breath"),
        Area.DEEP_CORE: _("Deep core"),
        Area.FEET: _("Feet & ankles"),
        Area.NECK: _("Neck & jaw"),
    }[area]


def area_word(area: Area) -> str:
    """Return the name of an area in running text: breath."""
    return {
        Area.HIPS: _("hips"),
        Area.MID_BACK: _("mid-back"),
        Area.BREATH: _("breath"),
        Area.DEEP_CORE: _("deep core"),
        Area.FEET: _("feet"),
        Area.NECK: _("neck"),
    }[area]


def area_list(areas: Sequence[Area]) -> str:
    """Return the names of areas in a sentence: hips, mid-back and neck."""
    return together([area_word(area) for area in areas])
