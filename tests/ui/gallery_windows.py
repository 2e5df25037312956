"""Pictures of the week, the settings and the welcome, to be looked at: ``python gallery_windows.py FOLDER``.

``QT_SCALE_FACTOR=2`` doubles the pixels; ``--text 2`` doubles the text.
"""

import argparse
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from intermezzo.core.practice.model import Area, Kind
from intermezzo.core.settings import GROUPS, Calendar, Settings
from intermezzo.presenters.settings import StripSlot, StripSpan, StripView
from intermezzo.presenters.views import MapCell, WeekDay, WeekView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.window import Window
from intermezzo.ui.settings.window import SettingsWindow
from intermezzo.ui.week.window import WeekWindow
from intermezzo.ui.welcome.window import WelcomeWindow

ASSETS = Path(__file__).parents[2] / "assets"


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
            ("Day", "Interludes", "Micro-sessions", "Minutes", "Note"),
            ("Monday", "2 of 2", "1 of 1", "9", ""),
            ("Tuesday", "1 of 2", "1 of 1", "8", ""),
            ("Wednesday", "–", "–", "0", "no room: meetings 9–17"),
            ("Thursday", "2 of 2", "1 of 1", "10", ""),
            ("Friday", "1 of 2", "0 of 1", "4", ""),
        ),
    )


def first_week() -> WeekView:
    """A week in which nothing has happened yet."""
    open_ = ("interlude_open", "interlude_open", "micro_open")
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    unknown = tuple(MapCell(name, "unknown", 0, f"{name}: not known") for name in names)
    return WeekView(
        key="2026-W47",
        eyebrow="Week 47 · 16 – 20 November",
        title="Your first week",
        line="Nothing to count yet. The week fills as you go.",
        days=tuple(
            WeekDay(n[:3], n, open_ if at > 2 else (), "" if at > 2 else "not known")
            for at, n in enumerate(names)
        ),
        map=(unknown,) * 12,
        areas=tuple((area, name, 0) for area, name, _count in week().areas),
        foot="The first gap today opens at 10:30: two minutes are enough to begin.",
        table=(("Day", "Interludes"), ("Monday", "–")),
    )


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
            StripSlot(at(a), at(a + 0.1), Kind.MICRO if micro else Kind.INTERLUDE, f"at {a}")
            for a, micro in slots
        ),
        sentence=("Longest without a movement would be ", "2 h 13", ", across Planning."),
        work_minutes=480,
        breaks=(StripSpan(at(12.52), at(13.25), "a break 12:30 to 13:15"),),
        left="This leaves 23 of 50 sessions to choose from.",
    )


PATHS = (
    ("Settings", "/home/ana/.config/intermezzo/settings.toml"),
    ("Days", "/home/ana/.local/share/intermezzo/intermezzo.sqlite"),
    ("Copies", "/home/ana/.local/share/intermezzo/backups"),
    ("Own sessions", "/home/ana/.config/intermezzo/sessions"),
)


def settings_window(group: str) -> SettingsWindow:
    """The settings at one page."""
    window = SettingsWindow(lambda _settings: strip(), version="0.1.0", paths=PATHS)
    calendars = (
        Calendar("/home/ana/calendars/work.ics", ("ana@example.org",)),
        Calendar("/home/ana/calendars/home"),
    )
    window.set_settings(
        Settings(
            rhythm="steady",
            calendars=calendars,
            days_off=("2026-12-24", "2026-12-25", "2026-12-26"),
            leave_out=("kneeling", "overhead"),
        )
    )
    window.show_page(group)
    return window


def welcome(name: str) -> WelcomeWindow:
    """The first start at one page."""
    window = WelcomeWindow(lambda: 0.0)
    window.set_settings(Settings())
    if name != "welcome":
        window.start.click()
    if name == "welcome-help":
        window.answers["one"].click()
    if name in ("welcome-hours", "welcome-asking"):
        window.answers["none"].click()
    if name == "welcome-asking":
        window.go_on.click()
    return window


def windows() -> dict[str, Window]:
    """Every window of this gallery by its name, shown."""
    made: dict[str, Window] = {}
    week_window = WeekWindow()
    week_window.set_view(week())
    made["week"] = week_window
    table = WeekWindow()
    table.set_view(week())
    table.toggle_table()
    made["week-table"] = table
    first = WeekWindow()
    first.set_view(first_week())
    made["week-first"] = first
    for group in GROUPS:
        made[f"settings-{group}"] = settings_window(group)
    wrong = settings_window("hours")
    monday = wrong.controls["monday"]
    assert isinstance(monday, TextField)
    monday.line.setText("9-25")
    monday.line.textEdited.emit("9-25")
    file = "/home/alex/.config/intermezzo/settings.toml"
    wrong.set_faults(
        {
            "tuesday": f'{file}: tuesday: "9-25" does not fit; write stretches such as "09:00-17:00" '
            '(until then ["09:00-17:00"])',
            "spaceing": f"{file}: 'spaceing': there is no such setting; write spacing if that is meant",
        }
    )
    made["settings-wrong"] = wrong
    made["settings-forget"] = settings_window("privacy")
    for name in ("welcome", "welcome-signs", "welcome-help", "welcome-hours", "welcome-asking"):
        made[name] = welcome(name)
    return made


SIZES = {"week": (1040, 700), "settings": (960, 780), "welcome": (1000, 708)}


def main() -> None:
    """Save every window in light and dark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--text", type=float, default=1.0)
    parser.add_argument("--only", default="")
    wanted = parser.parse_args()
    app = QApplication([])
    style.load_fonts(ASSETS)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        style.apply(app, dark=dark, scale=wanted.text)
        for name, window in windows().items():
            if wanted.only not in name:
                continue
            width, height = SIZES[name.partition("-")[0]]
            window.show()
            window.resize(width, height)
            if name == "settings-forget" and isinstance(window, SettingsWindow):
                app.processEvents()
                window.privacy_page.ask_all()
            for _turn in range(5):
                app.processEvents()
            ground = QPixmap(window.size() * window.devicePixelRatioF())
            ground.setDevicePixelRatio(window.devicePixelRatioF())
            ground.fill(style.color("ground"))
            window.render(ground)
            ground.save(str(wanted.folder / f"{name}-{'dark' if dark else 'light'}.png"))
            window.close()


if __name__ == "__main__":
    main()
