"""Sample views, as the design's pictures show them."""

from datetime import date, timedelta

from intermezzo.core.history.statistics import Count, DayTally, summarise
from intermezzo.core.practice.model import Area, Breath, BreathKind, Kind, Movement, Place, Session, Step
from intermezzo.presenters.settings import StripSpan, StripView
from intermezzo.presenters.views import CardView, MapCell, TodayRow, TodayView, TrayView, WeekDay, WeekView
from intermezzo.presenters.week import week_view


def movement(name: str = "Hip hinge", *, reps: int = 5, sides: int = 1) -> Movement:
    """A movement of six seconds a repetition: three in, three out."""
    return Movement(
        id=name.lower().replace(" ", "-"),
        name=name,
        level=1,
        place=Place.STAND,
        quiet=False,
        regions=("hip",),
        equipment=(),
        reps=reps,
        sides=sides,
        tempo=(3.0, 0.0, 2.0, 1.0),
        breath=(Breath(BreathKind.IN, 3.0), Breath(BreathKind.OUT, 3.0)),
        start="Stand tall, feet under the hips.",
        cues=("Send the hips back, as if closing a drawer behind you.", "Long back, soft knees."),
        feels="The spine stays one long line.",
        watch="the lower back rounding at the bottom. Stop just before it does.",
        watch_tag="rounded-back",
        easier="Half the depth, a hand on the desk.",
        harder="Slower, and deeper.",
        stop="anything sharp or new.",
        sources=(),
    )


def session() -> Session:
    """Four steps, the second of which is the hinge."""
    names = (("Standing reset", 2, 1), ("Hip hinge", 5, 1), ("Hip circles", 2, 2), ("Tall exhale", 2, 1))
    steps = tuple(
        Step(movement(name, reps=reps, sides=sides), reps=reps, sides=sides) for name, reps, sides in names
    )
    return Session("unwind-the-hips", "Unwind the hips", Kind.INTERLUDE, steps)


def card() -> CardView:
    """The offer of the design."""
    return CardView(
        eyebrow="Free until 12:30",
        title="Unwind the hips",
        facts=("1 min 52 · four steps", "standing, no floor"),
        line="Your meeting has ended.",
        since=("", "2 h 13", " since you last moved."),
        session=session(),
        snooze_minutes=10,
        meeting_later=True,
        short=False,
        quieter=True,
    )


def today() -> TodayView:
    """The day of the design."""
    interlude, micro = Kind.INTERLUDE, Kind.MICRO
    next_slot, later = "2026-11-20T10:31:00+00:00", "2026-11-20T14:31:00+00:00"
    why = "A minute after your meeting ends; 59 min free."
    return TodayView(
        eyebrow="Today · Friday",
        title="Next at 11:31",
        line="A minute after Planning ends; 59 minutes free.",
        rows=(
            TodayRow("09:00", "Stand-up", "busy", "15 min", past=True),
            TodayRow("09:16", "Seated reset", "done", "done · 1 min 48", interlude, past=True),
            TodayRow("10:00", "Planning", "busy", "1 h 30"),
            TodayRow("11:04", "", "present"),
            TodayRow("11:31", "Unwind the hips", "next", "next · 1 min 52", interlude, next_slot, why),
            TodayRow("12:30", "Lunch", "break"),
            TodayRow("14:30", "Design review", "busy", "1 h"),
            TodayRow("15:31", "Mid-back & breath", "planned", "6 min 20", micro, later, why),
            TodayRow("16:00", "One to one", "busy", "30 min"),
        ),
    )


def full_today() -> TodayView:
    """A day in which everything that can happen has."""
    interlude, micro = Kind.INTERLUDE, Kind.MICRO
    slot = "2026-11-20T13:31:00+00:00"
    return TodayView(
        eyebrow="Today · Friday",
        title="Waiting",
        line="You are still typing; the offer comes at a natural pause.",
        rows=(
            TodayRow("08:30", "Mid-back & breath", "done", "done · 6 min 20", micro, past=True),
            TodayRow("09:00", "Focus time", "quiet", "1 h", past=True),
            TodayRow("10:05", "Seated reset", "partial", "in part · 48 s", interlude, past=True),
            TodayRow("10:20", "Your own break", "covered", "15 min", past=True),
            TodayRow("10:40", "Away", "away", "10 min", past=True),
            TodayRow(
                "11:00", "A planning meeting with a very long name that goes on", "busy", "1 h 30", past=True
            ),
            TodayRow("12:31", "Neck and eyes", "declined", "skipped", interlude, past=True),
            TodayRow("12:45", "Lunch", "break", "45 min", past=True),
            TodayRow("13:31", "Unwind the hips", "held", "held", interlude, slot, "Until you pause."),
            TodayRow("13:34", "", "present"),
            TodayRow(
                "14:05",
                "A session with a long title that is elided",
                "planned",
                "set by you · 6 min 20",
                micro,
                "2026-11-20T13:05:00+00:00",
                "You set this time.",
                pinned=True,
            ),
            TodayRow("15:00", "Micro-session", "owed", "no room yet", micro, "", "Meetings until 16:00."),
            TodayRow("16:00", "Feet", "dropped", "interrupted", interlude),
        ),
        reflow="Moved from 13:01 to 13:31: a meeting came up.",
        status=("Work calendar: last read 3 h ago.", "Idle time is not known here."),
        undo="Undo the skip",
        paused="14:30",
        gentle=True,
    )


def tray(state: str = "resting") -> TrayView:
    """The tray before the next moment."""
    return TrayView(
        state=state,
        tooltip="Intermezzo · Next at 11:31: Unwind the hips",
        next_line="Next at 11:31: Unwind the hips",
        offered=state == "due",
        paused=state == "paused",
        meeting_later=True,
        sessions=(
            ("Interludes", (("unwind-the-hips", "Unwind the hips · 1 min 52"),)),
            ("Micro-sessions", (("mid-back", "Mid-back & breath · 6 min 20"),)),
        ),
    )


def week() -> WeekView:
    """The week of the design picture."""
    rows = ("uu45-9753539", "uu73-7-59596", "uu33-737757-", "uu93-4779939", "uu99-3779773")
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

    def cell(week_: int, day: int) -> MapCell:
        mark = rows[day][week_]
        words = f"{names[day]}, {12 - week_} weeks ago"
        if mark == "u":
            return MapCell(words, "unknown", 0, f"{words}: not known")
        if mark == "-":
            return MapCell(words, "none", 0, f"{words}: no room")
        return MapCell(words, "level", int(mark) / 9, f"{words}: {mark} of 9")

    full, amber = "interlude", "micro"
    return WeekView(
        key="2026-W47",
        eyebrow="Week 47 · 16 – 20 November",
        title="Nine of twelve, where there was room",
        line="31 minutes of movement · 3 of 4 open days kept, the spare day used · 4 breaks of your own",
        days=(
            WeekDay("Mon", "Monday", (full, full, amber)),
            WeekDay("Tue", "Tuesday", (full, "interlude_open", amber)),
            WeekDay("Wed", "Wednesday", (), "no room: meetings 9–17"),
            WeekDay("Thu", "Thursday", (full, full, amber)),
            WeekDay("Fri", "Friday", (full, "interlude_open", "micro_open")),
        ),
        map=tuple(tuple(cell(w, d) for d in range(5)) for w in range(12)),
        areas=(
            (Area.HIPS, "Hips", 9),
            (Area.MID_BACK, "Mid-back", 7),
            (Area.BREATH, "Rib cage & breath", 9),
            (Area.DEEP_CORE, "Deep core", 5),
            (Area.FEET, "Feet & ankles", 3),
            (Area.NECK, "Neck & jaw", 4),
        ),
        foot="You moved in the 10:30 gap four times, and never in the 15:00 gap.",
        felt=(0.5, 0.53, 0.61, 0.58, 0.7, 0.8, 0.78, 0.9),
        standard=("When I pick something up, I hinge.", "kept on 4 days this week"),
        previous="2026-W46",
        following="",
        table=(
            ("Day", "Interludes", "Micro-sessions", "Minutes", "Notes"),
            ("Monday", "2 of 2", "1 of 1", "9", ""),
            ("Tuesday", "1 of 2", "1 of 1", "8", ""),
            ("Wednesday", "–", "–", "0", "no room: meetings 9–17"),
            ("Thursday", "2 of 2", "1 of 1", "10", ""),
            ("Friday", "1 of 2", "0 of 1", "4", ""),
        ),
    )


def first_week() -> WeekView:
    """A week in which nothing has happened yet, on its Thursday."""
    thursday = date(2026, 11, 19)
    room = DayTally(thursday, Count(2, 1), work=480)
    summary = summarise([room], thursday - timedelta(days=3))
    return week_view(summary, [room], {}, today=thursday, first_day=thursday)


def strip() -> StripView:
    """The day of the design picture, nine to five."""

    def at(hour: float) -> float:
        return (hour - 9) / 8

    busy = ((9, 9.33), (9.96, 11.48), (12.52, 13.25), (14.53, 15.5), (15.97, 16.45))
    slots = ((9.8, 0), (11.56, 0), (12.2, 1), (14.12, 0), (15.57, 1))
    return StripView(
        ticks=tuple((at(hour), str(hour)) for hour in (9, 11, 13, 15, 17)),
        busy=tuple(StripSpan(at(a), at(b), f"busy {a} to {b}") for a, b in busy),
        slots=tuple(
            StripSpan(at(a), at(a + 0.1), f"at {a}", Kind.MICRO if micro else Kind.INTERLUDE)
            for a, micro in slots
        ),
        sentence=("Longest without a movement would be ", "2 h 13", ", across Planning."),
        work_minutes=480,
        breaks=(StripSpan(at(12.52), at(13.25), "a break 12:30 to 13:15"),),
        left="This leaves 23 of 50 sessions to choose from.",
    )
