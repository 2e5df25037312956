"""The page to take away: drills for waking, bed and car, where the computer is shut."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters.library.movement import sources
from intermezzo.presenters.safety import stop_rule


@dataclass(frozen=True, slots=True)
class DrillSection:
    """The drills for one place or time of the day."""

    title: str
    line: str
    drills: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class TakeAwayView:
    """The whole page."""

    title: str
    line: str
    sections: tuple[DrillSection, ...]
    foot: tuple[str, ...]
    """The general rule for stopping, that it is not medical advice, and the sources."""


def take_away_view(
    movements: Mapping[str, Movement], leave_out: Collection[str], refused: Collection[str] = ()
) -> TakeAwayView:
    """Return the page, without the drills that ask for what the user leaves out (values of ``Ask``).

    ``refused`` are the ids of the movements that are not for the user; they are left out too.
    """
    wanted = {
        name: one for name, one in movements.items() if name not in refused and one.asks.isdisjoint(leave_out)
    }
    planned = (
        (
            _("On waking"),
            _("Out of bed in one piece. Sit on its edge for about a minute before you stand."),
            ("log_roll_up", "ankle_pump", "standing_arrive"),
        ),
        (
            _("Before bed"),
            _("Slow and small, each for as long as it’s pleasant."),
            ("knee_rolls", "legs_elevated", "sidelying_rest"),
        ),
        (
            _("In and out of the car"),
            _("Only while it’s parked. Seat first, feet after."),
            ("car_entry", "car_reach_back", "car_exit"),
        ),
    )
    every = [
        DrillSection(title, line, tuple(wanted[one] for one in ids if one in wanted))
        for title, line, ids in planned
    ]
    sections = tuple(one for one in every if one.drills)
    line = _("For when the computer is off. Begin slowly; a few clean repetitions are enough.")
    if not sections:
        line = _("You leave out every movement on this page, in Settings or as “Not for me”.")
    codes = [code for one in sections for drill in one.drills for code in drill.sources]
    foot = (
        stop_rule(),
        _("This is not medical advice. Not yet reviewed by a physiotherapist.")
        if any(not drill.reviewed_by for one in sections for drill in one.drills)
        else _("This is not medical advice."),
        _("Sources: {sources}").format(sources=sources(tuple(dict.fromkeys(codes)))),
    )
    return TakeAwayView(_("Waking, bed and car"), line, sections, foot if sections else foot[:2])
