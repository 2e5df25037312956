"""Why a session is never offered, in words, with the press that changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intermezzo.core.practice.model import Ask, Kind
from intermezzo.core.practice.selection import Bar, Obstacle
from intermezzo.presenters import _
from intermezzo.presenters.durations import together
from intermezzo.presenters.library.movement import asks, things


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """One obstacle. ``action`` is the word on the button that removes it; empty without one."""

    obstacle: Obstacle
    words: str
    action: str


def obstacle_lines(found: Sequence[Obstacle], names: Mapping[str, str]) -> tuple[ObstacleLine, ...]:
    """Return a line for each obstacle; ``names`` are those of movements by id."""
    never, later, more = _("Never offered: {why}"), _("Not offered yet: {why}"), _("Also: {why}")
    first = later if _only_later(found) else never
    return tuple(_line(one, names, more if number else first) for number, one in enumerate(found))


def barred_words(found: Sequence[Obstacle]) -> str:
    """Return what a list says of a session with these obstacles; empty without any."""
    if not found:
        return ""
    return _("not offered yet") if _only_later(found) else _("never offered")


def _only_later(found: Sequence[Obstacle]) -> bool:
    return all(one.bar is Bar.LATER for one in found)


def _line(one: Obstacle, names: Mapping[str, str], told: str) -> ObstacleLine:
    """Return the line of an obstacle; ``told`` is the sentence that its reason is put into."""
    rhythm = (
        _("your rhythm has no interludes")
        if Kind.INTERLUDE in one.what
        else _("your rhythm has no micro-sessions")
    )
    words, action = {
        Bar.RHYTHM: (rhythm, _("One a day")),
        Bar.LEVEL: (_("it is demanding; begin it yourself when it suits you"), ""),
        Bar.LATER: (_("it is demanding; it comes once easier movements go smoothly"), ""),
        Bar.WEIGHTS: (_("needs a weight, and weights are off"), _("Turn on")),
        Bar.DIRECTION: (_("it doesn’t suit every back; begin it yourself if it suits yours"), ""),
        Bar.FLOOR: (_("needs the floor, which is off"), _("Turn on")),
        Bar.ELSEWHERE: (_("needs {things}; begin it yourself where you have that"), ""),
        Bar.SEEN: (_("others would notice it, and you’re in view of others"), _("I’m not in view")),
        Bar.LEFT_OUT: (_("you leave out: {asks}"), _("Allow")),
        Bar.EQUIPMENT: (_("needs {things}, which you don’t have"), _("I have it")),
        Bar.AVOIDED: (_("it has {names}, which you took out as not for you"), _("Put back")),
    }[one.bar]
    why = words.format(
        things=things(one.what), asks=asks([ask for ask in Ask if ask in one.what]),
        names=together([names.get(name, name) for name in one.what]),
    )  # fmt: skip
    return ObstacleLine(one, told.format(why=why), action)
