"""The user's own rules, called standards: their words, the line in Today, and the days of a week."""

from collections.abc import Iterable, Mapping, Sequence

from intermezzo.core.practice.standards import MOST_ACTIVE, STANDARDS, DueContext, OwnStandard
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.views import NoticeView, StandardChoice, StandardsView


def standard_words(standard: OwnStandard) -> str:
    """Return a standard in the user's own words, or those of a given one."""
    return standard.text or {
        "pick_up": _("When I pick something up, I hinge or kneel."),
        "sofa": _("I sit down slowly, to a count of four."),
        "phone": _("My phone comes up to my eyes."),
        "get_up": _("I get up nose over toes."),
        "bag": _("My bag stays close to my belt."),
        "car": _("Into the car: seat first, then the feet."),
        "shoes": _("I bring my foot up to me to put on a shoe."),
        "bin": _("Overhead bin: near me, both hands, and my feet turn."),
        "travel_seat": _("On a long ride: a roll behind my belt."),
        "screen": _("My screen is at eye height."),
        "long_call": _("In a long call: one slow breath out."),
        "bed": _("I roll out of bed on my side."),
    }.get(standard.id, standard.id)


def standard_notice(standard: OwnStandard) -> NoticeView:
    """Return the line in Today, with *Did it*."""
    return NoticeView(standard_words(standard), _("Did it"), ("standard", "keep", standard.id))


def standards_view(known: Sequence[OwnStandard], ever: Iterable[OwnStandard]) -> StandardsView:
    """Return the sheet: those in the user's own words first, also dropped ones, then the given ones.

    ``ever`` are all that were active once.
    """
    active = {one.id: one for one in known}
    full = len(active) >= MOST_ACTIVE
    offered = (*(one for one in ever if one.text), *map(OwnStandard, STANDARDS))
    line = _("Up to three. One at a time appears in Today, with “Did it”.")
    return StandardsView(
        _("Three are the most. Untick one to choose another.") if full else line,
        tuple(_choice(one, active.get(one.id), possible=not full) for one in offered),
        can_add=not full,
    )


def _choice(one: OwnStandard, active: OwnStandard | None, *, possible: bool) -> StandardChoice:
    words = standard_words(one)
    if active is None:
        return StandardChoice(one.id, words, False, ("standard", "add", one.text or one.id), possible, "", ())
    labels = _when_words()
    contexts = (
        (labels[when], ("standard", "add", "--when", when.replace("_", "-"), one.id)) for when in labels
    )
    drop = ("standard", "drop", one.id)
    return StandardChoice(one.id, words, True, drop, True, labels[active.context], tuple(contexts))


def _when_words() -> Mapping[DueContext, str]:
    return {
        DueContext.ANY: _("At any time"),
        DueContext.FIRST_OPENING: _("First thing"),
        DueContext.AFTER_MEETING: _("After a meeting"),
        DueContext.LAST_SLOT: _("At the end of the day"),
        DueContext.TRAVEL: _("On days with travel"),
    }


def kept_on(days: int) -> str:
    """Return on how many days of a week a standard was kept."""
    return ngettext("on {n} day", "on {n} days", days).format(n=days)
