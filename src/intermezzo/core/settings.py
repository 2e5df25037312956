"""The settings: type, default, range, label, help and group of each, in one frozen dataclass.

The TOML file, the Settings window, the documentation and every check are generated from these fields.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

GROUPS = ("rhythm", "calendars", "place", "look", "privacy")
"""The pages of the Settings window, in order."""


@dataclass(frozen=True, slots=True)
class Spec:
    """How a setting is shown and checked. ``label`` and ``help`` are translated when shown."""

    group: str
    label: str
    help: str
    low: int | None = None
    high: int | None = None
    unit: str = ""
    step: int = 1
    """The amount by which − and + change a number."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value in the file, label) of each choice."""
    form: str = ""
    """``intervals``, ``times`` (lists of "09:00-17:00"), ``time`` ("04:00"), ``days`` (list of "2026-12-24"),
    ``words`` (list of plain words), ``choices`` (list of any of the choices), ``zone`` (an IANA name),
    ``calendars`` (list of Calendar)."""
    more: bool = False
    """Whether few ever change it: it is shown at the foot of its page, by *More*."""
    needs: str = ""
    """The switch without which it means nothing: while that is off, it is not shown."""


STEADY_CHAIR = "steady chair"
"""The equipment that is there if the chair doesn’t roll."""

SOUND_AT = (("off", "Off"), ("floor", "Floor and bed"), ("always", "Always"))
"""Where voice and tones may sound."""


def _setting(*args: Any, default: Any, **more: Any) -> Any:
    return field(default=default, metadata={"spec": Spec(*args, **more)})


_rhythm, _calendars, _place, _look, _privacy = (partial(_setting, group) for group in GROUPS)


CALENDAR_KINDS = ("files", "address", "caldav", "eds", "thunderbird", "eventkit", "outlook")


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar that is read. ``kind`` tells what ``path`` is.

    ``files``: an .ics file, or a folder of them. ``address``: the host only, because the whole address is a
    secret. ``caldav``: the URL of the collection. ``eds``: the UID of a source of Evolution Data Server.
    ``thunderbird``: the SQLite file of a store, ``#`` and the id of the calendar in it. ``eventkit``: the
    calendarIdentifier on macOS. ``outlook``: EntryID and StoreID of a folder, with ``#`` between them.
    """

    path: str
    me: tuple[str, ...] = ()
    """The user's addresses in it."""
    kind: str = "files"
    id: str = ""
    """Names the secret in the keyring, and what is kept of the last answer; empty for files."""
    name: str = ""
    colour: str = ""
    """Such as ``#2f5d54``; anything else counts as none."""
    on: bool = True
    user: str = ""
    """At a CalDAV server."""
    local_network: bool = False
    """Whether the user has allowed a host in a private network."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults."""

    rhythm: str = _rhythm(
        "How often",
        "Quiet: 2 short and 1 longer a day. Steady: 3 and 2. Frequent: one every 45 minutes",
        default="quiet",
        choices=(("quiet", "Quiet"), ("steady", "Steady"), ("frequent", "Frequent"), ("own", "Own")),
    )
    interludes: int = _rhythm("Interludes a day", "90 to 120 seconds each", 0, 12, default=2)
    micros: int = _rhythm(
        "Micro-sessions a day", "5 to 10 minutes each, when a gap is long enough", 0, 6, default=1
    )
    spacing: int = _rhythm(
        "Minimum time between sessions",
        "From the start of one to the start of the next",
        15,
        180,
        "min",
        default=25,
    )
    monday: tuple[str, ...] = _rhythm("Monday", "", default=("09:00-17:00",), form="intervals")
    tuesday: tuple[str, ...] = _rhythm("Tuesday", "", default=("09:00-17:00",), form="intervals")
    wednesday: tuple[str, ...] = _rhythm("Wednesday", "", default=("09:00-17:00",), form="intervals")
    thursday: tuple[str, ...] = _rhythm("Thursday", "", default=("09:00-17:00",), form="intervals")
    friday: tuple[str, ...] = _rhythm("Friday", "", default=("09:00-17:00",), form="intervals")
    saturday: tuple[str, ...] = _rhythm("Saturday", "", default=(), form="intervals")
    sunday: tuple[str, ...] = _rhythm("Sunday", "", default=(), form="intervals")
    days_off: tuple[str, ...] = _rhythm(
        "Days off", "Such as 2026-12-24, 2026-12-28 to 2027-01-02", default=(), form="days"
    )
    bad_times: tuple[str, ...] = _rhythm(
        "Bad times of day", "Nothing is offered then. Add one in an offer’s menu", default=(), form="times"
    )
    settle: int = _rhythm(
        "After a meeting, wait", "Time to stand up and make a last note", 0, 15, "min", more=True, default=1
    )
    leave: int = _rhythm(
        "Finish before a meeting", "So you can arrive unhurried", 0, 15, "min", more=True, default=2
    )
    before_the_car: bool = _rhythm(
        "Before the car",
        "The day’s last break, before you drive",
        more=True,
        default=True,
    )
    before_bed: bool = _rhythm(
        "Before bed",
        "One quiet card half an hour before bedtime",
        more=True,
        default=False,
    )
    bedtime: str = _rhythm(
        "Bedtime", "For the card before bed", more=True, needs="before_bed", default="22:30", form="time"
    )  # fmt: skip
    easy_first_hour: bool = _rhythm(
        "Easy first hour", "No bending forward in the first hour of work", more=True, default=False
    )
    soft_exhale: bool = _rhythm(
        "A soft breath", "One line in Today after long typing, once an hour at most", more=True, default=False
    )
    water: bool = _rhythm(
        "A word about water", "At the end of a session on your feet", more=True, default=True
    )
    snooze: int = _rhythm("Snooze for", "The first choice on the card", 1, 60, "min", more=True, default=10)
    rollover: str = _rhythm(
        "A new day begins at",
        "Anything earlier counts as the day before",
        more=True,
        default="04:00",
        form="time",
    )
    timezone: str = _rhythm(
        "Time zone", "Leave empty for this computer’s time zone", more=True, default="", form="zone"
    )

    calendars: tuple[Calendar, ...] = _calendars(
        "Your calendars",
        "Accounts, addresses, files and folders",
        default=(),
        form="calendars",
    )
    tentative_busy: bool = _calendars(
        "Tentative meetings count as busy", "Meetings you haven’t accepted yet", default=True
    )
    calls: bool = _calendars(
        "Calls count as busy", "While another program uses the microphone or the camera", default=True
    )
    elsewhere_busy: bool = _calendars(
        "Working elsewhere counts as busy", "As Outlook marks days at home or on the road", default=False
    )
    break_words: tuple[str, ...] = _calendars(
        "Words for a break",
        "Events with these words count as a break",
        more=True,
        default=("lunch", "gym", "walk"),
        form="words",
    )
    quiet_words: tuple[str, ...] = _calendars(
        "Words for quiet time",
        "During these, an offer waits for a natural pause",
        more=True,
        default=("focus time", "deep work", "no meetings"),
        form="words",
    )
    cancelled_words: tuple[str, ...] = _calendars(
        "Words before a cancelled meeting",
        "An event whose title begins with one of them and a colon doesn’t count",
        more=True, default=(
            "canceled", "cancelled", "canceled event", "cancelled event", "abgesagt", "storniert", "annulé",
            "annulée", "cancelado", "cancelada", "annullato", "annullata", "geannuleerd", "aflyst",
            "annulleret", "avlyst", "inställt", "peruutettu", "peruttu", "odwołane", "anulowano", "zrušeno",
            "zrušené", "lemondva", "törölve", "anulat", "otkazano", "preklicano", "cancel·lat", "ακυρώθηκε",
            "İptal edildi", "отменено", "отменена", "отменен", "скасовано", "בוטל", "đã hủy", "dibatalkan",
            "キャンセル済み", "キャンセル", "已取消", "取消", "취소됨", "취소",
        ),
        form="words",
    )  # fmt: skip

    chair: str = _place(
        "Does your chair roll?",
        "Getting up from the chair and leaning on it are only offered if it stays put",
        default="rolls",
        choices=(("rolls", "It rolls"), ("steady", "It stays put")),
    )
    quiet_place: bool = _place("I’m in view of others", "Only movements nobody will notice", default=False)
    floor: bool = _place("I can use the floor here", "Offer lying and kneeling movements too", default=False)
    leave_out: tuple[str, ...] = _place(
        "Leave out",
        "Sessions with any of these are not offered",
        default=(),
        form="choices",
        choices=(
            ("lying_on_back", "Lying on the back"),
            ("floor", "The floor"),
            ("kneeling", "Kneeling"),
            ("arching", "Arching the back"),
            ("bending_forward", "Bending forward"),
            ("single_leg", "Standing on one leg"),
            ("turning", "Turning"),
            ("overhead", "Arms overhead"),
            ("weight_on_hands", "Weight on hands or arms"),
            ("standing", "Standing"),
        ),
    )
    equipment: tuple[str, ...] = _place(
        "Equipment I have",
        "Sessions that need something else are not offered",
        default=(),
        form="choices",
        choices=(
            ("mat", "A mat or soft carpet"),
            ("low chair back", "A chair whose back ends below the shoulder blades"),
            ("cushion", "Cushions or pillows"),
            ("band", "An elastic band with a firm anchor"),
            ("bag", "A bag to load"),
            ("stick", "A stick or broom handle"),
        ),
    )

    suggest_steps: bool = _place(
        "Suggest next steps",
        "After three smooth times, one second longer or a little more range",
        default=True,
    )
    weights: bool = _place(
        "Weights", "Offer movements with a bag or a band, once the others go smoothly", default=False
    )
    most_load: int = _place(
        "Heaviest load", "A bag never gets heavier than this", 2, 8, "kg", needs="weights", default=8
    )

    offer: str = _look(
        "Offers appear as",
        "Where a card can’t be placed, always as a notification",
        default="card",
        choices=(("card", "A card"), ("notification", "A notification")),
    )
    titles: bool = _look(
        "Meeting names on the card", "Today always shows them; they are never stored", default=False
    )
    theme: str = _look(
        "Light or dark",
        "",
        default="system",
        choices=(("system", "Follow the system"), ("light", "Light"), ("dark", "Dark")),
    )
    text_size: int = _look("Text size", "Everything scales with it", 100, 200, "%", default=100, step=10)
    motion: str = _look(
        "Motion",
        "Reduced: still pictures instead of motion",
        default="system",
        choices=(("system", "Follow the system"), ("full", "Full"), ("reduced", "Reduced")),
    )
    voice: str = _look(
        "Voice",
        "Announces each step, how to start, the first cue, the other side, the last repetition and the end",
        default="off",
        choices=SOUND_AT,
    )
    tones: str = _look(
        "Soft tones", "For breathing in, breathing out, and between steps", default="off", choices=SOUND_AT
    )
    chime: bool = _look("Chime", "A soft sound between steps and at the end, never in a call", default=True)
    volume: int = _look("Volume", "For voice, tones and chime, from 1 to 10", 1, 10, default=5)
    say_breath: bool = _look(
        "Screen reader says the breath",
        "While you move it announces breathing in and breathing out",
        default=False,
    )

    updates: bool = _privacy(
        "Check for new versions", "Once a week, shown only here. Nothing about you is sent", default=False
    )

    @property
    def at_hand(self) -> tuple[str, ...]:
        """What there is of ``practice.selection.EQUIPMENT``."""
        return (*self.equipment, *((STEADY_CHAIR,) if self.chair == "steady" else ()))


PRESETS: Mapping[str, tuple[int, int, int]] = {"quiet": (2, 1, 25), "steady": (3, 2, 25)}
"""(interludes, micro-sessions, spacing in minutes) of the presets that do not depend on working time."""


SPECS: Mapping[str, Spec] = {one.name: one.metadata["spec"] for one in dataclasses.fields(Settings)}


def with_changes(settings: Settings, before: Settings, after: Settings) -> Settings:
    """Return the settings with every value in which ``after`` differs from ``before``."""
    values = {key: getattr(after, key) for key in SPECS}
    changes = {key: value for key, value in values.items() if value != getattr(before, key)}
    return dataclasses.replace(settings, **changes)
