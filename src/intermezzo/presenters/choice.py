"""The sentence that says why a session was chosen."""

from collections.abc import Sequence

from intermezzo.core.practice.model import Area
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_list


def why_sentence(why: str, areas: Sequence[Area] = ()) -> str:
    """Return the sentence of a choice's code; empty for an unknown code, as of an older event."""
    if why == "neglected" and areas:
        return _("It’s been longest since you moved your {areas}.").format(areas=area_list(areas))
    return {
        "neglected": _("It moves the areas you’ve gone longest without moving."),
        "new": _("It includes this week’s new movement."),
        "only_fit": _("It fits this gap and where you are."),
        "seated": _("Your next meeting is close, so this one is seated."),
        "quiet": _("Nobody will notice it."),
        "turn": _("It’s been longest since you did this one."),
        "plan": _("It’s from your physiotherapist’s plan."),
        "again": _("You started it and haven’t finished."),
        "quieter": _("It’s less noticeable."),
        "shortest": _("It’s one of the shortest that fit."),
    }.get(why, "")
