"""Foreign words are shown as they are: by every window, menu, tooltip, screen reader and printed page."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from inotify_simple import INotify
from inotify_simple import flags as Flags  # noqa: N812 - it is an enum
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

import intermezzo.ui
from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.prescription import Prescription
from intermezzo.core.practice.selection import DEFAULT_LEVEL
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters.calendars.status import CalendarState
from intermezzo.presenters.library.prescription import (
    PrescriptionsView,
    own_movement,
    prescription_view,
    report_view,
)
from intermezzo.ui.kit.notice import Notice
from intermezzo.ui.library.prescription.page import PrescriptionPage
from intermezzo.ui.library.prescription.paper import report_pdf, sheet_pdf
from intermezzo.ui.settings.window import SettingsWindow
from intermezzo.ui.tray.tray import Tray
from tests.ui import hostile
from tools.gallery import samples
from tools.gallery.history import history
from tools.gallery.windows import windows

pytestmark = pytest.mark.slow

DIRECTLY = re.compile(
    r'ToolTipRole: (?!tooltip\()|\.setToolTip\((?!tray_words)|\.addAction\((?!_\(")'
    r"|QLabel\(|QTextDocument|setHtml|QMessageBox"
)
WIDEST, HIGHEST = 1300, 1000
"""No window needs more room than this, whatever the names are."""


@pytest.fixture
def canary() -> Iterator[Path]:
    """A picture that nobody may open, with a path shorter than a name; checked at the end of the test."""
    path = Path(tempfile.mkdtemp(dir="/tmp", prefix="i")) / "c.png"
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(path))
    watch = INotify()
    watch.add_watch(str(path), Flags.OPEN | Flags.ACCESS)
    yield path
    assert watch.read(timeout=0) == []
    watch.close()
    shutil.rmtree(path.parent)


@pytest.fixture
def mark(canary: Path) -> str:
    return hostile.marked(canary)


def look(window: QWidget, mark: str, app: QApplication) -> int:
    """Show a window and its tooltips, and return how many of its texts have the mark."""
    window.show()
    app.processEvents()
    texts = list(hostile.shown(window))
    assert [one for one in texts if hostile.wrong(one, mark)] == []
    for tip in {one.toolTip() for one in window.findChildren(QWidget) if mark[:4] in one.toolTip()}:
        QToolTip.showText(QPoint(), tip)
        app.processEvents()
    QToolTip.hideText()
    assert window.minimumSizeHint().width() <= WIDEST
    assert window.minimumSizeHint().height() <= HIGHEST
    window.hide()
    return sum(mark in one for one in texts)


def test_every_window_shows_foreign_words_as_they_are(
    qtbot: QtBot, dressed: QApplication, mark: str, tmp_path: Path
) -> None:
    folder = hostile.library_of(resources.sessions(), tmp_path / "sessions", mark)
    counts = {}
    with history(folder, lambda title: hostile.dirty(mark, title)[:200], weeks=2) as (engine, now, week):
        engine.state.occurrences = tuple(replace(one, title=mark) for one in engine.state.occurrences)
        engine.state.look(now)
        for name, window in windows(engine, now, week):
            qtbot.addWidget(window)
            counts[name] = look(window, mark, dressed)
    assert len(counts) > 20
    seen = {name for name, count in counts.items() if count}
    assert {
        "offer",
        "today",
        "player",
        "player-close",
        "library",
        "composer",
        "prescription",
        "prescription-form",
    } <= seen


PLAN = """
format = 1
title = {name}
from = 2026-11-02
by = {name}
note = {name}
[[exercise]]
movement = "wall_squat"
instructions = {name}
reps = 8
load = {load}
[[exercise]]
title = {name}
instructions = {name}
reps = 8
"""


@pytest.fixture
def plan(mark: str, tmp_path: Path) -> Prescription:
    """A prescription of such words, read from its file."""
    name = '"""' + hostile.dirty(mark, "Knees").replace("\\", "\\\\").replace('"', '\\"') + '"""'
    file = tmp_path / "plan.toml"
    file.write_text(PLAN.format(name=name, load='"<b>&5 kg</b>\\u202e\\n"'), "utf-8")
    movements = library.load([resources.sessions()]).movements
    read = library.check_prescription(file, movements, own_movement)
    assert isinstance(read, Prescription), read
    return read


def test_a_plan_is_shown_and_printed_as_it_is(
    qtbot: QtBot, dressed: QApplication, mark: str, plan: Prescription
) -> None:
    assert plan.title.startswith(mark)
    today = plan.first + timedelta(days=3)
    other = replace(plan, id="other")
    window = PrescriptionPage()
    qtbot.addWidget(window)
    views = tuple(prescription_view(one, [], today, DEFAULT_LEVEL) for one in (plan, other))
    window.set_view(PrescriptionsView(views, faults=(f"{mark}: it is not a file",)))
    assert look(window, mark, dressed) > 5
    plain = replace(plan, title="Knees", exercises=plan.exercises[:1])
    sheet, report, pictures = (
        pdf.count(b"/Subtype /Image")
        for pdf in (
            sheet_pdf(views[0]),
            report_pdf(report_view(plan, (), today)),
            sheet_pdf(prescription_view(plain, [], today, DEFAULT_LEVEL)),
        )
    )
    assert (sheet, report) == (pictures, 0)


def test_calendars_and_settings_are_shown_as_they_are(qtbot: QtBot, dressed: QApplication, mark: str) -> None:
    path = f"/home/{mark}/\u202e<i>a.ics"
    window = SettingsWindow(lambda _settings: samples.strip(), version="1", paths=((mark, f"/home/{mark}"),))
    qtbot.addWidget(window)
    calendars = (Calendar(path), Calendar("x", (mark,), "caldav", "b", f"{mark}\n", "red", user=mark))
    window.set_settings(Settings(calendars=calendars, break_words=(mark,)))
    window.calendars.set_states([CalendarState(one, timedelta()) for one in calendars])
    window.set_faults({"": f"{mark}: it is not UTF-8 text"})
    window.show_page("calendars")
    texts = list(hostile.shown(window))
    assert sum(mark in one for one in texts) > 3
    assert look(window, mark, dressed)


def test_the_menu_and_the_tooltip_of_the_tray(qtbot: QtBot, dressed: QApplication, mark: str) -> None:
    tray = Tray()
    view = replace(
        samples.tray(), next_line=f"Next: {mark}", tooltip=f"Intermezzo · {mark}",
        sessions=((mark, ("now", "x")),),
    )  # fmt: skip
    tray.set_view(view)
    texts = [text for menu in (tray.menu, *tray.menu.findChildren(QWidget)) for text in hostile.shown(menu)]
    assert sum(mark in one for one in texts) >= 2
    tray.remove()


def test_a_notice_shows_an_error_as_it_is(qtbot: QtBot, dressed: QApplication, mark: str) -> None:
    notice = Notice("Intermezzo", f"/home/{mark}: it is not a file")
    qtbot.addWidget(notice)
    assert look(notice, mark, dressed)


def test_only_one_place_gives_words_to_tooltips_menus_and_labels() -> None:
    """Own words may go into a menu directly; all else goes through ``kit/plain.py`` and ``kit/texts.py``."""
    source = Path(intermezzo.ui.__file__).parent
    found = [
        f"{file.relative_to(source)}: {line.strip()}"
        for file in sorted(source.rglob("*.py"))
        if file.name not in {"plain.py", "texts.py"}
        for line in file.read_text("utf-8").splitlines()
        if DIRECTLY.search(line)
    ]
    assert found == []
