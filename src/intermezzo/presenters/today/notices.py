"""The notices of Today that have an answer: a call that seems to be over, and what has been held for long."""

from datetime import datetime, tzinfo

from intermezzo.core.history.events import Reason
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock
from intermezzo.presenters.reasons import because
from intermezzo.presenters.views import NoticeView


def call_over() -> NoticeView:
    """Return the notice that a call has ended before its meeting; the user can say that it goes on."""
    return NoticeView(_("Your call seems to be over."), _("Still in it"), ("answer", "still-in-it"))


def held(reason: Reason, since: datetime, zone: tzinfo) -> NoticeView:
    """Return the notice of what has been held for ``reason`` since then."""
    line = _("Waiting since {time}: {reason}.").format(time=clock(since, zone), reason=because(reason))
    return NoticeView(line, _("Offer anyway"), ("anyway",))
