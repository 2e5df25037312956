"""The call of a meeting, from a sequence of presence samples: when it ends early, and when it runs on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence

SILENT_FOR = timedelta(seconds=60)
"""A call of which nothing is left for this long is over."""
RECENT = timedelta(minutes=5)
"""A call of which nothing was known for longer than this after its meeting is another one."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was on in ``meeting``: the microphone was in use."""

    meeting: Interval
    heard_at: datetime
    """When the microphone was in use last."""
    programs: frozenset[str]
    """The programs that used it."""
    share_known: bool = False
    """Whether it was known at any time of the call whether the screen is shared: on X11 it mostly is not."""
    silent_since: datetime | None = None
    """Since when every sample has known that nothing of the call is left; None if something may be."""

    def runs_over(self, now: datetime) -> bool:
        """Return whether its meeting has ended, and the call was on a short time ago."""
        return self.meeting.end <= now <= self.heard_at + RECENT

    def is_over(self, now: datetime) -> bool:
        """Return whether it has ended before its meeting."""
        silent = self.silent_since
        return silent is not None and now >= silent + SILENT_FOR and now < self.meeting.end


def follow(call: Call | None, presence: Presence, meeting: Interval | None, now: datetime) -> Call | None:
    """Return the call after one more sample; ``meeting`` is the one of this moment, None in free time.

    The call stays that of its meeting when this has ended, as long as the microphone is heard of. A sample
    that knows nothing of the microphone changes nothing but ``silent_since``: *unknown* is not gone.
    """
    if call is not None and meeting is not None and call.meeting != meeting:
        call = None
    if presence.microphone is True:
        users = presence.microphone_users or frozenset()
        if meeting is not None:
            share_known = presence.screen_shared is not None or (call is not None and call.share_known)
            return Call(meeting, now, users if call is None else call.programs | users, share_known)
        return replace(call, heard_at=now) if call is not None and call.runs_over(now) else None
    if call is None:
        return None
    if meeting is None:
        return call if presence.microphone is None and call.runs_over(now) else None
    call = replace(call, share_known=call.share_known or presence.screen_shared is not None)
    return replace(call, silent_since=(call.silent_since or now) if _is_gone(call, presence) else None)


def _is_gone(call: Call, presence: Presence) -> bool:
    """Return whether nothing of the call is left: all of it is known, and off.

    A share of the screen of which nothing could be known in all the call cannot keep it on.
    """
    sounds, shared = presence.sound_users, presence.screen_shared
    return (
        bool(call.programs)
        and presence.microphone is False
        and presence.camera is False
        and (shared is False or (shared is None and not call.share_known))
        and sounds is not None
        and not sounds & call.programs
    )
