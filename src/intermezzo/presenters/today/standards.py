"""The user's own rules, called standards: their words, the line in Today, and the days of a week."""

from collections.abc import Sequence

from intermezzo.core.practice.standards import MOST_ACTIVE, STANDARDS, OwnStandard
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.views import NoticeView, StandardChoice


def standard_words(standard: OwnStandard) -> str:
    """Return a standard in the user's own words, or those of a given one."""
    return standard.text or {
        "pick_up": _("When I pick something up, I hinge or kneel."),
        "sofa": _("I sit down slowly, to a count of four."),
        "phone": _("My phone comes up to my eyes."),
        "get_up": _("I get up nose over toes."),
        "bag": _("My bag stays close to my belt."),
        "car": _("Into the car: seat first, then the feet."),
        "shoes": _("My foot comes up to me for the shoe."),
        "bin": _("Overhead bin: close, both hands, and my feet turn."),
        "travel_seat": _("On a long ride: a roll behind my belt."),
        "screen": _("My screen is at eye height."),
        "long_call": _("In a long call: one slow breath out."),
        "bed": _("I roll out of bed on my side."),
    }.get(standard.id, standard.id)


def standard_notice(standard: OwnStandard) -> NoticeView:
    """Return the line in Today, with *Did it*."""
    return NoticeView(standard_words(standard), _("Did it"), ("standard", "keep", standard.id))


def standard_choices(known: Sequence[OwnStandard]) -> tuple[StandardChoice, ...]:
    """Return the standards to choose from: those in the user's own words first, then the given ones."""
    ids = {one.id for one in known}
    offered = (*(one for one in known if one.text), *(OwnStandard(name) for name in STANDARDS))
    return tuple(
        StandardChoice(
            standard_words(one), active=one.id in ids,
            command=("standard", "drop" if one.id in ids else "add", one.id),
            possible=one.id in ids or len(ids) < MOST_ACTIVE,
        )
        for one in offered
    )  # fmt: skip


def kept_on(days: int) -> str:
    """Return on how many days of a week a standard was kept."""
    return ngettext("on {n} day", "on {n} days", days).format(n=days)
