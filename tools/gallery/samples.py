"""Sample views: the facts of the design's pictures in the words of the app's own presenters."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from intermezzo.core.faults import message
from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.history.statistics import Count, DayTally, Gap, summarise
from intermezzo.core.practice.model import (
    Area,
    Breath,
    BreathKind,
    Day,
    Kind,
    Movement,
    Place,
    Plan,
    Session,
    Slot,
    Step,
)
from intermezzo.core.practice.standards import DueContext, OwnStandard
from intermezzo.core.scheduling import calendar_rules
from intermezzo.core.scheduling.ahead import DayAhead
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.day_state import DayState
from intermezzo.core.scheduling.decision import Decision, Hold, Wait
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.pins import PinnedSlot
from intermezzo.core.scheduling.reflow import Cause, Reflow
from intermezzo.core.settings import Settings
from intermezzo.presenters import settings as settings_words
from intermezzo.presenters import welcome as welcome_words
from intermezzo.presenters.calendars.status import notice_line
from intermezzo.presenters.card import card_view
from intermezzo.presenters.coming import coming_view
from intermezzo.presenters.messages import tell
from intermezzo.presenters.questions import QuestionAnswer, QuestionView
from intermezzo.presenters.settings import StripView
from intermezzo.presenters.today.standards import standards_view
from intermezzo.presenters.today.view import DayFacts, today_view
from intermezzo.presenters.tray import tray_view
from intermezzo.presenters.views import (
    CardView,
    ComingView,
    NoticeView,
    StandardsView,
    TodayView,
    TrayView,
    WeekDayView,
    WeekView,
)
from intermezzo.presenters.week.day import week_day_view
from intermezzo.presenters.week.view import week_view
from intermezzo.presenters.welcome import ReadBack
from tools.gallery.adding import states

ZONE = ZoneInfo("Europe/Berlin")
FRIDAY = date(2026, 11, 20)
_MEETINGS = (
    ("09:00", "09:15", "Stand-up"),
    ("10:00", "11:30", "Planning"),
    ("12:30", "13:15", "Lunch"),
    ("14:30", "15:30", "Design review"),
    ("16:00", "16:30", "One to one"),
)
_FULL_DAY = (
    ("09:00", "10:00", "Focus time"),
    ("11:00", "12:30", "A planning meeting with a very long name that goes on"),
    ("12:45", "13:30", "Lunch"),
    ("15:00", "16:00", "Design review"),
)


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


def _named(session_id: str, title: str, kind: Kind, reps: int) -> Session:
    return Session(session_id, title, kind, (Step(movement(), reps, 1),))


_HIPS = session()
_RESET = _named("seated-reset", "Seated reset", Kind.INTERLUDE, 17)
_NECK = _named("neck", "Neck and eyes", Kind.INTERLUDE, 15)
_MID_BACK = _named("mid-back", "Mid-back & breath", Kind.MICRO, 62)
_LONG = _named("long", "A session with a long title that is elided", Kind.MICRO, 62)
_TITLES = {one.id: one.title for one in (_HIPS, _RESET, _NECK, _MID_BACK, _LONG)}


def at(clock: str) -> datetime:
    """Return a local time of the Friday."""
    return datetime.combine(FRIDAY, time.fromisoformat(clock), ZONE).astimezone(UTC)


def meetings(spans: Iterable[tuple[str, str, str]]) -> list[Occurrence]:
    """Return meetings of the Friday from start, end and title of each."""
    return [Occurrence(at(start), at(end), title) for start, end, title in spans]


def _day(spans: Iterable[tuple[str, str, str]] = _MEETINGS) -> Day:
    work = (Interval(at("09:00"), at("17:00")),)
    return calendar_rules.day(meetings(spans), Settings(), FRIDAY, ZONE, work)


def _slot(clock: str, what: Session) -> Slot:
    return Slot(at(clock), at(clock) + timedelta(seconds=what.seconds), what.kind, what.id)


def _event(kind: EventKind, clock: str, what: Session | None, seconds: float, **detail: Json) -> Event:
    """Return what began at the time and ended after ``seconds``."""
    if what is not None:
        detail["kind"] = what.kind.value
    return Event(
        f"{kind}-{clock}", kind, at(clock) + timedelta(seconds=seconds), 3600, FRIDAY,
        session=what.id if what is not None else None, seconds=seconds, detail=detail,
    )  # fmt: skip


def _today(
    clock: str, spans: Sequence[tuple[str, str, str]], slots: Sequence[Slot], events: Sequence[Event],
    decision: Decision, stand: DayState, **more: Any,
) -> TodayView:  # fmt: skip
    facts = DayFacts(
        now=at(clock), zone=ZONE, local_day=FRIDAY, day=_day(spans), plan=Plan(tuple(slots)),
        day_state=stand, decision=decision, events=events,
        entries=calendar_rules.entries(meetings(spans), Settings(), FRIDAY, ZONE), title=_TITLES.__getitem__,
    )  # fmt: skip
    return today_view(replace(facts, **more))


def read_back() -> ReadBack:
    """Today's meetings as the first start reads them back."""
    return welcome_words.read_back(meetings(_MEETINGS), Settings(), FRIDAY, at("08:40"), ZONE)


def card() -> CardView:
    """The offer of the design."""
    return card_view(
        _HIPS, _slot("11:31", _HIPS), _day(), Settings(), at("11:31"), ZONE,
        last_moved=at("09:18"), short=False, quieter=True,
    )  # fmt: skip


RESTS = "Noted. Hip circles will rest for three days."
"""What follows from a stop."""
STEP_QUESTION = QuestionView(
    "Hinge to the wall: three smooth ones. Next time one second longer?",
    (QuestionAnswer("Try it"), QuestionAnswer("Stay here")),
)
"""What is asked after the third smooth time."""


def own_rules() -> StandardsView:
    """Two rules, one of them in words of one's own."""
    own = OwnStandard("own_1", "I look up after each call.", DueContext.AFTER_MEETING)
    return standards_view((OwnStandard("phone"), own), (own,))


def coming() -> ComingView:
    """A meeting that begins in ten minutes and can be joined."""
    meeting = replace(meetings(_MEETINGS)[3], link="https://meet.example.org/review")
    now = at("14:20")
    return coming_view(Wait(Reason.DAY_DONE, now), meeting, Settings(), now, ZONE)


def today() -> TodayView:
    """The day of the design."""
    slots = (_slot("11:31", _HIPS), _slot("15:31", _MID_BACK))
    done = _event(EventKind.COMPLETED, "09:16", _RESET, 102.0)
    wait = Wait(Reason.NEXT_SLOT, at("11:31"), slots[0])
    return _today("11:04", _MEETINGS, slots, [done], wait, DayState())


def day_off() -> TodayView:
    """A day off without a tray, with the working day that follows."""
    slots = (_slot("09:31", _RESET), _slot("11:31", _HIPS), _slot("15:31", _MID_BACK))
    now = at("10:20") - timedelta(days=1)
    facts = DayFacts(
        now=now, zone=ZONE, local_day=FRIDAY - timedelta(days=1), day=Day(), plan=Plan(),
        day_state=DayState(), decision=Wait(Reason.DAY_OFF, now), events=(), entries=(),
        title=_TITLES.__getitem__, ahead=DayAhead(FRIDAY, _day(), Plan(slots)),
        entries_ahead=calendar_rules.entries(meetings(_MEETINGS), Settings(), FRIDAY, ZONE),
        notices=(NoticeView(tell(message("tray.none")), "Got it", ("dismiss", "tray")),),
    )  # fmt: skip
    return replace(today_view(facts), quits=True)


def week_day() -> WeekDayView:
    """The Friday of the design in the week."""
    done = [
        _event(EventKind.COMPLETED, "09:16", _RESET, 102.0),
        _event(EventKind.AWAY, "13:20", None, 900.0, covers=Kind.INTERLUDE.value),
        _event(EventKind.COMPLETED, "15:31", _MID_BACK, 372.0),
    ]
    for what, clock, names, felt in (
        (_RESET, "09:16", ("Seated twist", "Neck turns"), {"felt": 1.0}),
        (_MID_BACK, "15:31", ("Bird dog", "Side plank"), {"felt": 0.5, "movement": "side-plank"}),
    ):
        steps = [_event(EventKind.STEP, clock, what, 60.0, movement=movement(one).id) for one in names]
        said = _event(EventKind.FEEDBACK, clock, what, 0.0, **felt)
        done += [replace(one, occurrence=clock) for one in (*steps, said)]
    shown = ("Seated twist", "Neck turns", "Bird dog", "Side plank")
    known = {one.id: one for one in map(movement, shown)}
    tally = DayTally(
        FRIDAY, Count(2, 1), done=Count(1, 1), seconds=474.0, work=480.0, busy=240.0, longest=134.0
    )
    return week_day_view(tally, done, _TITLES.__getitem__, at("17:05"), FRIDAY, ZONE, known)


def full_today() -> TodayView:
    """A day in which everything that can happen has."""
    slots = (_slot("13:31", _HIPS), _slot("14:05", _LONG))
    skipped = _event(EventKind.DECLINED, "12:31", _NECK, 0.0)
    return _today(
        "13:34", _FULL_DAY, slots,
        [
            _event(EventKind.COMPLETED, "08:30", _MID_BACK, 372.0),
            _event(EventKind.PARTIAL, "10:05", _RESET, 48.0),
            _event(EventKind.AWAY, "10:20", None, 900.0, covers=Kind.INTERLUDE.value),
            skipped,
            _event(EventKind.INTERRUPTED, "12:40", _RESET, 30.0),
        ],
        Hold(Reason.TYPING, at("13:35"), slots[0]),
        DayState(
            undoable=skipped,
            gentle_until=at("13:34") + timedelta(days=2),
            pins=(PinnedSlot("pinned", Kind.MICRO, slots[1].start),),
        ),
        reflow=Reflow(at("13:30"), Cause.MEETING_CAME, (at("13:01"),), (at("13:31"),)),
        status=(notice_line(states()), tell(message("store.rows_left_out", n=2))),
    )  # fmt: skip


def tray(state: str = "resting") -> TrayView:
    """The tray before the next moment, while an offer is open (due), or paused."""
    slot = _slot("11:31", _HIPS)
    decisions: dict[str, Decision] = {
        "resting": Wait(Reason.NEXT_SLOT, slot.start, slot),
        "due": Wait(Reason.OFFERED, at("11:34"), slot),
        "paused": Hold(Reason.PAUSED, at("12:00"), slot),
    }
    now = at("11:31" if state == "due" else "11:04")
    named = (("Before the car & home · 1 min 38 s", ("now", "before_the_car")),)
    return tray_view(
        decisions[state], _day(), named, now, ZONE,
        next_title=_HIPS.title, offered=state == "due", in_session=False, gentle=None,
        blocked=False, snooze_minutes=10,
    )  # fmt: skip


_MAP = ("uu45-9753539", "uu73-7-59596", "uu33-737757-", "uu93-4779939", "uu99-3779773")
"""Five days of twelve weeks: how many of nine were taken; u is unknown, - a day without room."""


def _tally(day: date, mark: str) -> DayTally:
    if mark == "u":
        return DayTally(day)
    if mark == "-":
        return DayTally(day, Count(), work=480.0, busy=480.0, longest=480.0)
    taken = int(mark)
    done = Count(min(taken, 6), max(0, taken - 6))
    felt = 0.45 + 0.04 * (day - date(2026, 9, 28)).days / 7
    return DayTally(day, Count(6, 3), done=done, work=480.0, longest=70.0, felt_sum=felt, felt_count=1)


def week() -> WeekView:
    """The week of the design picture, after weeks of many kinds."""
    monday = FRIDAY - timedelta(days=4)
    before = [
        _tally(monday - timedelta(weeks=11 - week, days=-day), marks[week])
        for day, marks in enumerate(_MAP)
        for week in range(11)
    ]
    room = Count(2, 1)
    known: dict[str, Any] = {"work": 480.0, "longest": 70.0}
    days = [
        DayTally(monday, room, done=Count(2, 1), seconds=560.0, felt_sum=0.9, felt_count=1, **known),
        DayTally(monday + timedelta(1), room, done=Count(1, 1), breaks=3, seconds=470.0, **known),
        DayTally(monday + timedelta(2), Count(), busy=480.0, **known),
        DayTally(monday + timedelta(3), room, done=Count(2, 1), breaks=1, seconds=570.0, **known),
        DayTally(monday + timedelta(4), room, done=Count(1, 0), seconds=260.0, **known),
    ]
    counts = zip(Area, (9, 7, 9, 5, 3, 4), strict=True)
    first = monday - timedelta(weeks=9)
    gaps = (Gap(time(10, 30), 5, 4), Gap(time(15), 4, 0))
    return week_view(
        summarise(days, monday), [*before, *days], dict(counts), gaps, today=FRIDAY, first_day=first
    )


def first_week() -> WeekView:
    """A week in which nothing has happened yet, on its Thursday."""
    thursday = date(2026, 11, 19)
    room = DayTally(thursday, Count(2, 1), work=480)
    summary = summarise([room], thursday - timedelta(days=3))
    return week_view(summary, [room], {}, today=thursday, first_day=thursday)


def strip() -> StripView:
    """The day of the design picture, nine to five."""
    slots = (
        _slot("09:48", _HIPS), _slot("11:33", _HIPS), _slot("12:12", _MID_BACK), _slot("14:07", _HIPS),
        _slot("15:34", _MID_BACK),
    )  # fmt: skip
    plan = Plan(slots, longest_stretch_minutes=133.0)
    return replace(
        settings_words.strip(_day(), plan, ZONE, across="Planning"), left=settings_words.left(23, 50)
    )
