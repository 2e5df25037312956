"""The choice at a start where the history cannot be opened: a backup, or an empty history."""

from collections.abc import Sequence
from datetime import date

from intermezzo.core.faults import Message
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import day_month
from intermezzo.presenters.messages import tell
from intermezzo.presenters.views import ChoiceView, StartChoice

RESTORE, FRESH = "restore", "fresh"
OLDER_SHOWN = 3
"""How many older backups are named."""


def recovery_view(why: Message, copies: Sequence[tuple[date, int]]) -> ChoiceView:
    """Return the choice; ``copies`` are the good backups, newest first, as (day, number of entries)."""
    fresh = StartChoice(FRESH, _("Start fresh"), _("With an empty history. Settings and sessions stay."))
    kept = _("In any case the old file is kept beside the new one.")
    broken = _("{path} is damaged, and no entry in it can be read.")
    unopenable = why.code == "store.unopenable"
    line = broken.format(path=why.facts["path"]) if unopenable else tell(why)
    if not copies:
        none = _("There is no good backup.")
        return ChoiceView(_("Your history can’t be opened"), line, (fresh,), f"{none} {kept}")
    newest = StartChoice(RESTORE, _("Restore the newest good backup"), _of(*copies[0]))
    older = [_of(*one) for one in copies[1 : 1 + OLDER_SHOWN]]
    more = _("Older backups: {list}.").format(list="; ".join(older)) if older else ""
    return ChoiceView(_("Your history can’t be opened"), line, (newest, fresh), f"{more} {kept}".strip())


def _of(day: date, rows: int) -> str:
    text = ngettext("{day}, {n} entry", "{day}, {n} entries", rows)
    return text.format(day=f"{day_month(day)} {day.year}", n=rows)
