"""The notices of Today that have an answer: a call that seems to be over, and what has been held for long."""

from datetime import datetime, tzinfo

from intermezzo.core.history.events import Reason
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock
from intermezzo.presenters.reasons import because
from intermezzo.presenters.views import NoticeView


def call_over_line() -> str:
    """Return the sentence that says that a call has ended before its meeting."""
    return _("Your call seems to be over.")


def still_in_it() -> str:
    """Return the label of the answer that the call goes on."""
    return _("Still in it")


def call_over() -> NoticeView:
    """Return the notice with which the user can say that the call goes on."""
    return NoticeView(call_over_line(), still_in_it(), ("answer", "still-in-it"))


def held(reason: Reason, since: datetime, zone: tzinfo) -> NoticeView:
    """Return the notice of what has been held for ``reason`` since then."""
    line = _("Waiting since {time}: {reason}.").format(time=clock(since, zone), reason=because(reason))
    return NoticeView(line, _("Offer anyway"), ("anyway",))
