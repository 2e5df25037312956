"""The view of the week."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from intermezzo.core.history.statistics import (
    MAP_DAYS,
    DayTally,
    Gap,
    WeekSummary,
    so_far,
    summarise,
    week_key,
)
from intermezzo.core.history.suggestions import Suggestion, SuggestionCode
from intermezzo.core.practice.model import Area
from intermezzo.core.scheduling.audit import Relief
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.areas import area_list, area_name
from intermezzo.presenters.durations import capital, day_month, number, stretch, weekday
from intermezzo.presenters.views import MapCell, WeekDay, WeekSuggestion, WeekView

FELT_WEEKS = 8
EMPTY = "–"
"""A cell of the table without a number; the last cell of its row says why."""
_WEEK = timedelta(days=7)
_TOO_LONG = 180.0
"""Minutes without room that come before a denser rhythm, which could not reach into them."""
_HELD_AT = 2
"""A gap is mentioned from this many offers on."""


def week_view(
    summary: WeekSummary,
    history: Sequence[DayTally],
    areas: Mapping[Area, int],
    gaps: Sequence[Gap] = (),
    *,
    today: date,
    first_day: date | None = None,
    standards: tuple[tuple[str, str], ...] = (),
    suggestion: Suggestion | None = None,
    relief: Relief | None = None,
) -> WeekView:
    """Return the view of the Week window.

    ``history`` has the days of the twelve weeks that end with this one; ``first_day`` is the first day with
    an event. Days after ``today`` are still to come, whatever is known of them; of today only what is taken
    counts until it is over. A ``suggestion`` and a ``relief`` are shown in the present week only: the relief
    if there is no suggestion, or if it is about so long a time that no rhythm could reach into it.
    """
    summary = so_far(summary, today)
    # The twelve weeks, oldest first; the last is the one shown.
    mondays = (summary.monday - n * _WEEK for n in range(MAP_DAYS // 7 - 1, 0, -1))
    weeks = (*(summarise(history, monday) for monday in mondays), summary)
    first = first_day is None or week_key(first_day) == summary.key
    days = _shown(summary.days)
    length = 7 if any(len(_shown(week.days)) == 7 for week in weeks) else 5
    line, invitation = _line(summary, today), _invitation(summary, first=first)
    foot = _foot(areas, gaps) or (invitation if line else "")
    suggested = _suggested(suggestion) if suggestion and _under_way(summary, today) else None
    if relief is not None and _under_way(summary, today) and (not suggested or relief.minutes >= _TOO_LONG):
        suggested, foot = None, _relief(relief)
    return WeekView(
        key=summary.key,
        eyebrow=_eyebrow(summary, len(days), today),
        title=_title(summary, today, first=first),
        line=line or invitation,
        days=tuple(_column(day, summary, today) for day in days),
        map=tuple(tuple(_cell(day, week, today) for day in week.days[:length]) for week in weeks),
        areas=tuple((area, area_name(area), areas.get(area, 0)) for area in Area),
        sessions=max(_done(summary), *areas.values(), 0),
        foot=foot,
        suggestion=suggested,
        invites=bool(invitation) and (first or _under_way(summary, today)),
        felt=_felt(weeks),
        standards=standards,
        previous=(
            week_key(summary.monday - _WEEK) if first_day is not None and first_day < summary.monday else ""
        ),
        following=week_key(summary.monday + _WEEK) if summary.monday + _WEEK <= today else "",
        table=_table(summary, days, today),
    )


def _shown(days: tuple[DayTally, ...]) -> tuple[DayTally, ...]:
    """Return Monday to Friday, and the weekend if it had room or a session."""
    return days if any(day.open or day.moved for day in days[5:]) else days[:5]


def _eyebrow(summary: WeekSummary, length: int, today: date) -> str:
    start, end = summary.monday, summary.monday + timedelta(days=length - 1)
    first = str(start.day) if start.month == end.month else day_month(start)
    span = _("{first} – {last}").format(first=first, last=day_month(end))
    if today.isocalendar().year != start.isocalendar().year:
        span = _("{span} {year}").format(span=span, year=end.year)
    return _("Week {number} · {span}").format(number=start.isocalendar().week, span=span)


def _under_way(summary: WeekSummary, today: date) -> bool:
    return summary.monday <= today < summary.monday + _WEEK


def _done(summary: WeekSummary) -> int:
    return summary.taken + summary.extra + summary.partial


def _is_low(summary: WeekSummary) -> bool:
    return summary.taken * 2 < summary.room


def _title(summary: WeekSummary, today: date, *, first: bool) -> str:
    """Return what was taken of the room; a low week shows what was done instead."""
    done = _done(summary)
    if not done and (first or _under_way(summary, today)):
        return _("Your first week") if first else _("The week has just begun")
    if not done and not any(day.known for day in summary.days):
        return _("No data for this week")
    if summary.running and summary.taken == summary.room == 1:
        return _("One movement break so far")
    if summary.room and not _is_low(summary):
        both = max(summary.taken, summary.room) <= 12  # words only if both numbers have one
        taken, room = (number(n) if both else str(n) for n in (summary.taken, summary.room))
        if summary.running:
            words = ngettext(
                "{taken} of {room} movement break so far",
                "{taken} of {room} movement breaks so far",
                summary.room,
            )
        else:
            words = ngettext(
                "{taken} of {room} movement break", "{taken} of {room} movement breaks", summary.room
            )
        return capital(words.format(taken=taken, room=room))
    if done:
        text = ngettext("{n} movement break", "{n} movement breaks", done)
        return capital(text.format(n=number(done)))
    return _("A quiet week") if summary.room else _("A full week")


def _line(summary: WeekSummary, today: date) -> str:
    """Return the numbers of the week that are not 0; empty if all are."""
    parts = []
    if minutes := round(summary.seconds / 60):
        words = ngettext("{n} minute of movement", "{n} minutes of movement", minutes)
        parts.append(words.format(n=minutes))
    if summary.taken and _is_low(summary):
        parts.append(_("{taken} of {room} possible").format(taken=summary.taken, room=summary.room))
    if summary.kept:
        kept = ngettext(
            "{kept} of {open} possible day kept", "{kept} of {open} possible days kept", summary.open
        )
        parts.append(kept.format(kept=summary.kept, open=summary.open) + _spare(summary, today))
    if summary.breaks:
        own = ngettext("{n} break of your own", "{n} breaks of your own", summary.breaks)
        parts.append(own.format(n=summary.breaks))
    if summary.extra and summary.room:
        parts.append(ngettext("{n} extra", "{n} extra", summary.extra).format(n=summary.extra))
    return " · ".join(parts)


def _spare(summary: WeekSummary, today: date) -> str:
    """Return the clause about the spare day, once it is certain; several missed days are not mentioned."""
    if not summary.spare:
        return ""
    if summary.spare == "unused":
        return _(", spare day left")
    missed = sum(day.open and not day.kept and _over(day, today) for day in summary.days)
    return _(", spare day used") if missed == summary.open - summary.kept == 1 else ""


def _over(day: DayTally, today: date) -> bool:
    return day.day < today or (day.day == today and day.longest is not None)


def _column(day: DayTally, summary: WeekSummary, today: date) -> WeekDay:
    taken, left = day.taken, day.left
    free = "ahead" if day.day == summary.running else "open"
    marks = (
        *("interlude",) * taken.interlude,
        *(f"interlude_{free}",) * left.interlude,
        *("micro",) * taken.micro,
        *(f"micro_{free}",) * left.micro,
        *("extra",) * day.extra,
        *("partial",) * day.partial,
    )
    name = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.day.weekday()]
    return WeekDay(
        name, weekday(day.day), marks, "" if day.open else _note(day, today), date=day.day.isoformat(),
        words=_cell(day, summary, today).words,
    )  # fmt: skip


def _note(day: DayTally, today: date) -> str:
    """Return why a day had no room."""
    if not day.known:
        return _("to come") if day.day > today else _("no data")
    if day.off or day.work == 0:
        return _("day off")
    if day.gentle:
        return _("gentle day")
    if day.covered.total:
        return _("breaks of your own")
    if day.busy * 2 < day.work:
        return _("no room")
    return _("no room: {length} of meetings").format(length=stretch(day.busy))


def _cell(day: DayTally, week: WeekSummary, today: date) -> MapCell:
    if day.day == week.running:
        state, level = "running", 0.0
        what = _("{taken} so far").format(taken=day.taken.total)
    elif day.open:
        state, level = "level", day.taken.total / day.open_room
        what = _("{taken} of {room}").format(taken=day.taken.total, room=day.open_room)
    else:
        state, level, what = ("none" if day.known else "unknown"), 0.0, _note(day, today)
    if day.extra:
        what = _("{what}, {n} extra").format(what=what, n=day.extra)
    if day.partial:
        what = _("{what}, {n} partly done").format(what=what, n=day.partial)
    words = _("{weekday} {date}: {what}").format(weekday=weekday(day.day), date=day_month(day.day), what=what)
    return MapCell(state, level, words)


def area_announcement(name: str, count: int) -> str:
    """Return a bar of the week for screen readers: Hips: eight sessions."""
    words = ngettext("{area}: {n} session", "{area}: {n} sessions", count)
    return words.format(area=name, n=number(count))


def felt_announcement(felt: Sequence[float | None]) -> str:
    """Return how it went for screen readers, each week by the nearest word."""
    words = (_("stopped"), _("shaky"), _("smooth"))
    weeks = ", ".join(_("no answer") if one is None else words[round(2 * one)] for one in felt)
    return _("How it went, oldest week first: {weeks}").format(weeks=weeks)


def _felt(weeks: Sequence[WeekSummary]) -> tuple[float | None, ...]:
    said = tuple(week.felt for week in weeks[-FELT_WEEKS:])
    return said if any(one is not None for one in said) else ()


def _invitation(summary: WeekSummary, *, first: bool) -> str:
    """Return what to say in a week in which nothing was done; empty in any other."""
    if _done(summary):
        return ""
    if first:
        return _("Two minutes in your next gap are a good start.")
    return _("Your next gap is a fresh start.")


def _foot(areas: Mapping[Area, int], gaps: Sequence[Gap]) -> str:
    """Return one sentence from the data; empty without any."""
    best = max(gaps, key=lambda gap: (gap.taken, -gap.offered), default=None)
    if best is not None and best.taken >= _HELD_AT:
        often = _("twice")
        if best.taken != 2:
            often = ngettext("{n} time", "{n} times", best.taken).format(n=number(best.taken))
        held = _("Around {time} you moved {often}").format(time=f"{best.at:%H:%M}", often=often)
        empty = [gap for gap in gaps if gap.taken == 0 and gap.offered >= _HELD_AT]
        if not empty:
            return _("{held}.").format(held=held)
        never = max(empty, key=lambda gap: gap.offered)
        return _("{held}. You could also try around {time}.").format(held=held, time=f"{never.at:%H:%M}")
    most = max(areas.values(), default=0)
    if most:
        moved = [area for area in Area if areas.get(area, 0) == most]
        if len(moved) == len(Area):
            return _("All areas moved.")
        if most > 1:
            return capital(_("{areas} moved most often.").format(areas=area_list(moved)))
    return ""


def _suggested(found: Suggestion) -> WeekSuggestion:
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


def _relief(relief: Relief) -> str:
    """Return when there never was room, and which meeting could give some back."""
    days = (
        _("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"),
        _("Sundays"),
    )  # fmt: skip
    words = _("{days} {start}–{end} never left room. Ending the {meeting} five minutes early would.")
    return words.format(
        days=days[relief.weekday], start=f"{relief.start:%H:%M}", end=f"{relief.end:%H:%M}",
        meeting=f"{relief.meeting:%H:%M}",
    )  # fmt: skip


def _table(summary: WeekSummary, days: Sequence[DayTally], today: date) -> tuple[tuple[str, ...], ...]:
    heading = (
        _("Day"), _("Interludes"), _("Micro-sessions"), _("Extra"), _("Breaks of your own"),
        _("Minutes"), _("Kept"),
    )  # fmt: skip
    return (heading, *(_row(day, summary, today) for day in days), _total(summary))


def _row(day: DayTally, summary: WeekSummary, today: date) -> tuple[str, ...]:
    taken, left = day.taken, day.left
    if day.day == summary.running:
        kept = _("kept") if day.kept else _("still to come")
        yet = _("{taken} so far")
        places = (yet.format(taken=taken.interlude), yet.format(taken=taken.micro))
    elif day.open:
        kept = _("kept") if day.kept else _("partly used") if taken.total else _("not used")
        places = (_of(taken.interlude, left.interlude), _of(taken.micro, left.micro))
    else:
        kept, places = _note(day, today), (EMPTY, EMPTY)
    name = _("{weekday} {date}").format(weekday=weekday(day.day), date=day_month(day.day))
    return (name, *places, str(day.extra), str(day.breaks), str(round(day.seconds / 60)), kept)


def _total(summary: WeekSummary) -> tuple[str, ...]:
    days = summary.days
    left = [day.left for day in days if day.day != summary.running]
    return (
        _("The week"),
        _of(sum(day.taken.interlude for day in days), sum(one.interlude for one in left)),
        _of(sum(day.taken.micro for day in days), sum(one.micro for one in left)),
        str(summary.extra),
        str(summary.breaks),
        str(round(summary.seconds / 60)),
        _("{kept} of {open} days").format(kept=summary.kept, open=summary.open),
    )


def _of(taken: int, left: int) -> str:
    return _("{taken} of {room}").format(taken=taken, room=taken + left)
