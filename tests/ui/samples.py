"""Sample views, as the design's pictures show them."""

from intermezzo.core.practice.model import Breath, BreathKind, Kind, Movement, Place, Session, Step
from intermezzo.presenters.views import CardView, TodayRow, TodayView, TrayView


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
            TodayRow("09:00", "Stand-up", "busy", "15 min"),
            TodayRow("09:16", "Seated reset", "done", "done · 1 min 48", interlude),
            TodayRow("10:00", "Planning", "busy", "1 h 30"),
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
        title="Held for now",
        line="You are still typing; the offer comes at a natural pause.",
        rows=(
            TodayRow("08:30", "Mid-back & breath", "done", "done · 6 min 20", micro),
            TodayRow("09:00", "Focus time", "quiet", "1 h"),
            TodayRow("10:05", "Seated reset", "partial", "in part · 48 s", interlude),
            TodayRow("10:20", "A break of your own", "covered", "15 min"),
            TodayRow("10:40", "Away", "away", "10 min"),
            TodayRow("11:00", "A planning meeting with a very long name that goes on", "busy", "1 h 30"),
            TodayRow("12:31", "Neck and eyes", "declined", "skipped", interlude),
            TodayRow("12:45", "Lunch", "break", "45 min"),
            TodayRow("13:31", "Unwind the hips", "held", "held", interlude, slot, "Until you pause."),
            TodayRow("15:00", "Micro-session", "owed", "no room yet", micro, "", "Meetings until 16:00."),
            TodayRow("16:00", "Feet", "dropped", "interrupted", interlude),
        ),
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
