"""Sentences about the results of the practice's commands."""

from collections.abc import Callable, Mapping

from intermezzo.presenters import _
from intermezzo.presenters.units import load_words


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the templates by code, in the user's language."""
    return {
        "check.usage": _("check takes one of: {words}"),
        "check.none": _("No session with an opening check is running."),
        "check.answered": _("You’ve answered that already."),
        "check.different": _(
            "One side is different, so the range is smaller today. Begin with the easier side, and go no "
            "further there than the other side can."
        ),
        "check.caught": _(
            "Something caught, so only the easiest part now, with a longer breath at the end. No catching up."
        ),
        "go_on.usage": _("usage: go-on try MOVEMENT, or: go-on stay MOVEMENT, or: go-on undo MOVEMENT"),
        "go_on.none": _("There’s no next step for {name} right now."),
        "go_on.tried": _("Noted for next time: {name}."),
        "go_on.weigh": lambda name, kg: _("Noted for next time: {name}. Weigh your bag: {load}.").format(
            name=name, load=load_words(kg)
        ),
        "go_on.stayed": _("{name} stays as it is."),
        "back.usage": _("usage: back MOVEMENT"),
        "back.nothing": _("There’s nothing to take back for {name}."),
        "back.done": _("{name}: as before."),
        "morning.usage": _("morning takes one of: {words}"),
        "morning.rests": _("Noted. It rests for three days and comes back easier."),
        "ease.usage": _("ease takes one of: {words}"),
        "standard.usage": _(
            "usage: standard add [--when CONTEXT] WORDS, or: standard keep ID, or: standard drop ID"
        ),
        "standard.when": _("--when takes one of: {words}, before the words of the rule"),
        "standard.refused": _(
            "At most three, each at most 80 letters and only once. Drop one first, or choose from: {names}"
        ),
        "standard.unknown": _("You have no rule “{id}”."),
        "standard.added": _("Added."),
        "standard.dropped": _("Dropped."),
    }
