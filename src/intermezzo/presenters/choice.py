"""The sentence that says why a session was chosen."""

from collections.abc import Sequence

from intermezzo.core.practice.model import Area
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.areas import area_list


def why_sentence(why: str, areas: Sequence[Area] = ()) -> str:
    """Return the sentence of a choice's code; empty for an unknown code, as of an older event."""
    if why == "neglected" and areas:
        return ngettext(
            "Your {areas} moved least of late.", "Your {areas} have moved least of late.", len(areas)
        ).format(areas=area_list(areas))
    return {
        "neglected": _("It moves what has moved least of late."),
        "new": _("It brings this week’s new movement."),
        "only_fit": _("It is the one that fits this gap and place."),
        "seated": _("You can stay seated; the next meeting is near."),
        "quiet": _("It can be done without drawing a look."),
        "turn": _("It is its turn."),
        "plan": _("It is from your physiotherapist’s plan."),
        "again": _("It was begun and is not finished."),
        "quieter": _("It is a quieter one."),
        "shortest": _("It is one of the shortest that fit."),
    }.get(why, "")
