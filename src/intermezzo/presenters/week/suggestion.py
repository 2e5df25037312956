"""The words of what the week suggests."""

from datetime import time

from intermezzo.core.history.suggestions import Suggestion, SuggestionCode
from intermezzo.presenters import _
from intermezzo.presenters.views import WeekSuggestion


def suggestion_view(found: Suggestion) -> WeekSuggestion:
    """Return a suggestion in words."""
    if found.code is SuggestionCode.MOVE and found.hour is not None:
        line, done = _moves(found.hour, found.taken)
        return WeekSuggestion(line, _("Move it"), found.command, done, found.undo)
    try_it, done = {
        "quiet": (_("Try Quiet: 2 short and 1 longer a day"), _("Quiet from now on.")),
        "steady": (_("Try Steady: 3 short and 2 longer a day"), _("Steady from now on.")),
        "frequent": (_("Try Frequent: one every 45 minutes"), _("Frequent from now on.")),
    }[found.rhythm]
    if found.code is SuggestionCode.FEWER:
        line, label = _("Most offers passed by lately. Fewer may suit your weeks better."), try_it
    else:
        line, label = "", _("Two weeks kept. {try_it}").format(try_it=try_it)
    return WeekSuggestion(line, label, found.command, done, found.undo)


def _moves(hour: time, taken: time | None) -> tuple[str, str]:
    line = _("Breaks after {hour} haven’t worked out so far.")
    if taken is not None:
        line = _("Breaks after {hour} haven’t worked out so far; those after {taken} have.")
    at, until = f"{hour:%H:%M}", f"{(hour.hour + 1) % 24:02}:{hour:%M}"
    done = _("Nothing between {hour} and {until} from now on.").format(hour=at, until=until)
    return line.format(hour=at, taken=f"{taken:%H:%M}" if taken is not None else ""), done
