"""The views of a prescription: its dose, its days, and what was done of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Breath, BreathKind, Movement, Place
from intermezzo.core.practice.prescription import (
    DAYS,
    OWN_TEMPO,
    Exercise,
    Prescription,
    open_today,
    remarks,
    session_of,
    sets_done,
)
from intermezzo.core.practice.prescription_tally import ExerciseTally, tally, week_marks
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import (
    capital,
    day_month,
    day_names,
    length,
    month_names,
    number,
    stretch,
)
from intermezzo.presenters.library.movement import GENERAL_RULE


@dataclass(frozen=True, slots=True)
class PrescriptionRow:
    """One exercise. ``marks`` are the week's seven days, as in ``prescription_tally``."""

    name: str
    dose: str
    when: str
    how: str
    """Instructions for an exercise that is not in the library, or remarks on one that is."""
    week: str
    marks: tuple[str, ...]
    movement: Movement | None
    """The movement to draw; None without a figure."""
    said: str
    """The row in one sentence, for screen readers."""


@dataclass(frozen=True, slots=True)
class PrescriptionView:
    """A prescription. ``begin`` is the text of the button, empty if nothing is open today."""

    id: str
    eyebrow: str
    title: str
    line: str
    note: str
    rows: tuple[PrescriptionRow, ...]
    begin: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrescriptionsView:
    """The window: every prescription, files that could not be read, and whether sessions are blocked."""

    prescriptions: tuple[PrescriptionView, ...] = ()
    faults: tuple[str, ...] = ()
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One exercise of the report. ``share`` is the part of its days that were kept; None without days."""

    name: str
    dose: str
    done: str
    felt: str
    dates: str
    """When it was shaky or had to be stopped; empty if it never was."""
    share: float | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """The page about a prescription so far."""

    title: str
    eyebrow: str
    line: str
    heads: tuple[str, str, str]
    rows: tuple[ReportRow, ...]
    foot: tuple[str, ...]


def own_movement(name: str, title: str, instructions: str) -> Movement:
    """Return the movement of an exercise that is not in the library, with texts and no figure."""
    return Movement(
        id=name, name=title, level=0, place=Place.STAND, quiet=False, regions=(), equipment=(), reps=1,
        sides=1, tempo=OWN_TEMPO, breath=(Breath(BreathKind.FREE, sum(OWN_TEMPO)),), start=instructions,
        cues=(instructions,), feels="", watch=_("the movement getting fast or losing its shape."),
        watch_tag="as_shown", easier="", harder="", stop=GENERAL_RULE, sources=(),
    )  # fmt: skip


def set_name(exercise: Exercise, number: int) -> str:
    """Return the name of a step: Heel raises · set 2 of 3 · 2 kg. A line can break after a dot only."""
    of = _("set {n} of {all}").format(n=number, all=exercise.sets) if exercise.sets > 1 else ""
    more = [part.replace(" ", "\u00a0") for part in (of, exercise.load) if part]
    return "\u00a0· ".join((exercise.movement.name, *more))


def dose(exercise: Exercise) -> str:
    """Return the dose as written: 3 sets of 12 · each side · 2 kg · 45 s rest."""
    reps = exercise.reps or (1 if exercise.hold is not None else exercise.movement.reps)
    held = length(exercise.hold) if exercise.hold is not None else ""
    if held and reps == 1:
        several = _("{n} sets of {length}").format(n=exercise.sets, length=held)
        much = several if exercise.sets > 1 else _("held {length}").format(length=held)
        held = ""
    elif exercise.sets > 1:
        much = _("{n} sets of {reps}").format(n=exercise.sets, reps=reps)
    else:
        much = ngettext("{n} time", "{n} times", reps).format(n=reps)
    parts = [much]
    if held:
        parts.append(_("held {length}").format(length=held))
    if (exercise.sides or exercise.movement.sides) == 2:
        parts.append(_("each side"))
    if exercise.load:
        parts.append(exercise.load)
    if exercise.sets > 1 and exercise.rest is not None:
        parts.append(_("{length} rest").format(length=length(exercise.rest)))
    return " · ".join(parts)


def when(exercise: Exercise) -> str:
    """Return the days and times: Mon, Wed, Fri · twice a day."""
    if exercise.days:
        days = ", ".join(day_names()[n][:3] for n, day in enumerate(DAYS) if day in exercise.days)
    else:
        words = {1: _("every day"), 2: _("every other day")}.get(exercise.every, _("every {n} days"))
        days = words.format(n=exercise.every)
    if exercise.times == 1:
        return days
    often = _("twice a day") if exercise.times == 2 else _("{n} times a day").format(n=exercise.times)
    return f"{days} · {often}"


def goes_on(prescriptions: Iterable[Prescription], day: date) -> str:
    """Return the notice of a gentle day that a prescription continues; empty without one."""
    if not any(prescription.holds(day) for prescription in prescriptions):
        return ""
    return _("Your physiotherapist’s exercises are shown, not offered.")


def prescription_view(
    prescription: Prescription, events: Sequence[Event], today: date, highest_level: int, *,
    offered: bool = True, gentle: bool = False,
) -> PrescriptionView:  # fmt: skip
    """Return the prescription as of ``today``; the events are effective and from Monday or before.

    ``offered`` is whether anything can still be offered today; ``gentle`` whether the day is, on which a
    prescription is not.
    """
    done = sets_done([prescription], events)
    monday = today - timedelta(days=today.weekday())
    counted = tally(prescription, events, monday, monday + timedelta(days=6), today)
    rows = tuple(_row(one, week_marks(prescription, one.exercise, done, monday, today)) for one in counted)
    owed = open_today([prescription], today, done)
    due = sum(row.marks[today.weekday()] != "none" for row in rows)
    seconds = session_of(owed).seconds if owed else 0.0
    return PrescriptionView(
        id=prescription.id, eyebrow=_eyebrow(prescription), title=prescription.title,
        note=prescription.note, rows=rows,
        line=_line(prescription, today, due, len(owed), seconds, offered=offered, gentle=gentle),
        begin=_("Begin today’s exercises · {length}").format(length=length(seconds)) if owed else "",
        remarks=remark_lines(prescription, highest_level),
    )  # fmt: skip


def _row(one: ExerciseTally, marks: tuple[str, ...]) -> PrescriptionRow:
    exercise = one.exercise
    name, much, days = exercise.movement.name, dose(exercise), when(exercise)
    week = _week(one)
    return PrescriptionRow(
        name=name, dose=much, when=days, how=exercise.instructions, week=week, marks=marks,
        movement=exercise.movement if exercise.movement.figure is not None else None,
        said=", ".join(part for part in (name, much, days, week) if part),
    )  # fmt: skip


def _week(one: ExerciseTally) -> str:
    """Return what was done this week of the days that an exercise was due; empty if it was not yet."""
    if not one.days:
        times = ngettext("{n} time this week", "{n} times this week", one.times).format(n=one.times)
        return times if one.times else ""
    if not one.kept:
        return _("not yet this week")
    if one.days == 1:
        return _("done this week")
    return _("{kept} of {n} days so far").format(kept=one.kept, n=one.days)


def _eyebrow(prescription: Prescription) -> str:
    last, by = prescription.last, prescription.by
    until = _("until {date}").format(date=day_month(last)) if last is not None else ""
    by = _("From {name}").format(name=by) if by else _("From your physiotherapist")
    return " · ".join(part for part in (by, until) if part)


def _line(
    prescription: Prescription, today: date, due: int, left: int, seconds: float, *, offered: bool,
    gentle: bool,
) -> str:  # fmt: skip
    if today < prescription.first:
        return _("Starts on {date}.").format(date=day_month(prescription.first))
    if not prescription.holds(today):
        return _("This prescription has ended. The report shows what you did.")
    if not due and not left:
        return _("No exercises today.")
    if not left:
        return _("Done for today.")
    words = ngettext(
        "{n} exercise today, about {length}. It’s offered in your gaps, or start it any time.",
        "{n} exercises today, about {length}. They’re offered in your gaps, or start any time.",
        left,
    )
    if gentle:
        words = ngettext(
            "{n} exercise today, about {length}. It isn’t offered on a gentle day; start it any time.",
            "{n} exercises today, about {length}. They aren’t offered on a gentle day; start any time.",
            left,
        )
    elif not offered:
        words = ngettext(
            "{n} exercise today, about {length}. Nothing more is offered today; start it any time.",
            "{n} exercises today, about {length}. Nothing more is offered today; start any time.",
            left,
        )
    words = words.format(n=number(left), length=length(seconds) if seconds < 90 else stretch(seconds / 60))
    return capital(words)


def remark_lines(prescription: Prescription, highest_level: int) -> tuple[str, ...]:
    """Return where the prescription exceeds what the app would choose; it is followed anyway."""
    lines = []
    for one in remarks(prescription, highest_level):
        name = one.exercise.movement.name if one.exercise is not None else ""
        if one.code == "long" and not name:
            words = _("All of it takes {length}, so it’s spread over the day’s gaps.")
        elif one.code == "long":
            words = _("{name} takes {length}, longer than most gaps. Start it here when it suits you.")
        elif one.code == "level":
            words = _(
                "{name} is more demanding than what Intermezzo offers on its own; it’s here "
                "because it was prescribed."
            )
        else:
            words = _("{name} doesn’t suit every back; it’s offered because it was prescribed.")
        lines.append(words.format(name=name, length=length(one.seconds)))
    return tuple(lines)


def report_view(prescription: Prescription, events: Sequence[Event], today: date) -> ReportView:
    """Return the report up to ``today``; the events are effective, of all its days."""
    last = today if prescription.last is None else min(prescription.last, today)
    rows = tuple(_report_row(one) for one in tally(prescription, events, prescription.first, last, today))
    span = _("{first} to {last} {year}").format(
        first=day_month(prescription.first), last=day_month(max(last, prescription.first)), year=last.year
    )
    return ReportView(
        title=prescription.title,
        eyebrow=" · ".join(part for part in (_("Report"), span) if part),
        line=_("Prescribed by {name}.").format(name=prescription.by) if prescription.by else "",
        heads=(_("Exercise"), _("Done"), _("How it went")),
        rows=rows,
        foot=(
            _("A day counts when every set was done; easier forms count in full."),
            _("Shaky counts only for the exercise that was named."),
            _("This report was made on your computer and isn’t sent anywhere."),
        ),
    )  # fmt: skip


def _report_row(one: ExerciseTally) -> ReportRow:
    done = ngettext("{kept} of {n} day", "{kept} of {n} days", one.days).format(kept=one.kept, n=one.days)
    if one.exercise.times > 1 or not one.days:
        times = ngettext("{n} time", "{n} times", one.times).format(n=one.times)
        done = f"{done} · {times}" if one.days else times
    return ReportRow(
        one.exercise.movement.name, f"{dose(one.exercise)} · {when(one.exercise)}", done,
        felt([value for _day, value in one.felt]), felt_dates(one.felt),
        one.kept / one.days if one.days else None,
    )  # fmt: skip


_SHAKY, _SMOOTH = 0.25, 0.75
"""Feedback from which it counts as shaky, and as smooth."""
_DATES = 4
"""The most dates that are told of a word, the last ones."""


def felt(said: Sequence[float]) -> str:
    """Return the feedback with its counts: smooth 5, shaky 1."""
    if not said:
        return _("not rated")
    counts = (
        (_("smooth"), sum(one >= _SMOOTH for one in said)),
        (_("shaky"), sum(_SHAKY <= one < _SMOOTH for one in said)),
        (_("stopped"), sum(one < _SHAKY for one in said)),
    )
    return ", ".join(f"{word} {n}" for word, n in counts if n)


def felt_dates(said: Sequence[tuple[date, float]]) -> str:
    """Return when it was shaky and when it was stopped: shaky 3, 9 Nov · stopped 8 Nov."""
    shaky = [day for day, one in said if _SHAKY <= one < _SMOOTH]
    stopped = [day for day, one in said if one < _SHAKY]
    words = ((_("shaky {dates}"), shaky), (_("stopped {dates}"), stopped))
    return " · ".join(text.format(dates=_short_dates(days)) for text, days in words if days)


def _short_dates(days: Sequence[date]) -> str:
    """Return the last few of the days: … 3, 9 Nov, 1 Dec."""
    last = sorted(set(days))[-_DATES:]
    short = [
        f"{day.day} {month_names()[day.month - 1][:3]}" if following is None or following.month != day.month
        else str(day.day)
        for day, following in zip(last, [*last[1:], None], strict=True)
    ]  # fmt: skip
    return ("… " if len(set(days)) > len(last) else "") + ", ".join(short)
