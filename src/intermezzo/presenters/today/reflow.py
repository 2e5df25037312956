"""Why the plan of the day has changed, in one line."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from intermezzo.core.scheduling.reflow import Cause, Reflow
from intermezzo.presenters import _
from intermezzo.presenters.durations import capital, clock, number, together

MOST_LISTED = 2
"""The most slots of which each is told with its times; of more the number is told, and the first."""


def reflow_line(told: Reflow, zone: tzinfo) -> str:
    """Return what has moved, and why."""
    why = {
        Cause.MEETING_CAME: _("a meeting came up"),
        Cause.MEETING_MOVED: _("a meeting moved"),
        Cause.MEETING_WENT: _("a meeting is gone"),
        Cause.IN_MEETING: _("you’re in a meeting"),
        Cause.CALL_ON: _("your call ran over"),
        Cause.CALL_OVER: _("your call ended early"),
        Cause.SNOOZED: _("you snoozed it") if len(told.was) == 1 else _("you snoozed one"),
        Cause.PINNED: _("you set a time"),
        Cause.SKIPPED: _("you skipped one"),
        Cause.LEFT_OUT: _("you left something out for today"),
        Cause.UNANSWERED: _("the offer went unanswered"),
        Cause.MOVED: _("you’ve just had a break"),
        Cause.STOPPED: _("you finished one early"),
        Cause.AWAY: _("you were away"),
        Cause.PAUSED: _("you paused"),
        Cause.GENTLE: _("it’s a gentle day"),
        Cause.CLOSED: _("Intermezzo was closed"),
    }[told.cause]
    was, to = ([clock(one, zone) for one in named(some)] for some in (told.was, told.to))
    return _("{what}: {why}.").format(what=_what(len(told.was or told.to), was, to), why=why)


def named(starts: tuple[datetime, ...]) -> tuple[datetime, ...]:
    """Return the starts that the line names: up to ``MOST_LISTED``, and only the first of more."""
    return starts if len(starts) <= MOST_LISTED else starts[:1]


def _what(count: int, was: Sequence[str], to: Sequence[str]) -> str:
    if count > MOST_LISTED:
        words = {
            (True, True): _("Moved {n}, the first from {was} to {to}"),
            (True, False): _("No more room for {n}, the first at {was}"),
            (False, True): _("{n} new, the first at {to}"),
        }[bool(was), bool(to)]
        return capital(words.format(n=number(count), was="".join(was[:1]), to="".join(to[:1])))
    if not to:
        return _("No more room at {times}").format(times=together(was))
    if not was:
        return _("New at {times}").format(times=together(to))
    if len(was) == 1:
        return _("The session at {was} moved to {to}").format(was=was[0], to=to[0])
    words = _("The session at {was} moved to {to}, the one at {was2} to {to2}")
    return words.format(was=was[0], to=to[0], was2=was[1], to2=to[1])
