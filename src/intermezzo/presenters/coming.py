"""What comes after a session: a meeting, a break, the next movement, or nothing more."""

from datetime import datetime, tzinfo

from intermezzo.core.history.events import Reason
from intermezzo.core.scheduling.calendar_rules import Meaning, Occurrence, can_join, meaning
from intermezzo.core.scheduling.decision import Decision, Wait
from intermezzo.core.settings import Settings
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock
from intermezzo.presenters.views import ComingView

_OVER = frozenset({Reason.DAY_DONE, Reason.DAY_OFF, Reason.NO_ROOM, Reason.AFTER_WORK, Reason.NO_MORE_TODAY})


def coming_view(
    decision: Decision, meeting: Occurrence | None, settings: Settings, now: datetime, zone: tzinfo
) -> ComingView:
    """Return the earlier of the next ``meeting`` and the next movement.

    A meeting is named only if the settings allow names on the card.
    """
    slot = decision.slot if isinstance(decision, Wait) else None
    if slot is not None and slot.start <= now:
        slot = None
    if meeting is not None and (slot is None or meeting.start <= slot.start):
        return ComingView(_meeting_line(meeting, settings, now, zone), can_join(meeting, now))
    if slot is not None:
        return ComingView(next_at(slot.start, zone))
    return ComingView(_("That’s all for today.") if decision.reason in _OVER else "")


def next_at(start: datetime, zone: tzinfo) -> str:
    """Return when the next movement is planned, as a sentence."""
    return _("The next one is at {time}.").format(time=clock(start, zone))


def _meeting_line(meeting: Occurrence, settings: Settings, now: datetime, zone: tzinfo) -> str:
    time = clock(meeting.start, zone)
    if settings.titles and meeting.title and not meeting.private:
        return _("Next: {meeting} at {time}.").format(meeting=meeting.title, time=time)
    if meaning(meeting, settings) is Meaning.BREAK:
        return _("Your break starts at {time}.").format(time=time)
    if meeting.start <= now:
        return _("Your meeting started at {time}.").format(time=time)
    return _("Your next meeting is at {time}.").format(time=time)
