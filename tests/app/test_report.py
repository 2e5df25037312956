"""An error of ours is one quiet line, with a report that the user reads before it goes anywhere."""

import getpass
import platform
import signal
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from intermezzo import __version__
from intermezzo.ui.today.report import ReportSheet
from tests.app.conftest import House
from tests.app.process import end, user
from tests.ui.hands import click

pytestmark = [pytest.mark.slow, pytest.mark.qt_no_exception_capture]

SECRET = "Budget of the merger"


def broken() -> None:
    raise ValueError(f"{SECRET} in {Path.home()}")


def reported(house: House, capsys: pytest.CaptureFixture[str]) -> ReportSheet:
    """Press *Report* after an exception in a slot."""
    window = house.today.open()
    assert not window.report.isVisible()
    QTimer.singleShot(0, broken)
    house.until(window.report.isVisible)
    capsys.readouterr()
    assert house.notices.lines["ours"] == "Something went wrong in Intermezzo (ValueError). It keeps running."
    click(window.report)
    (sheet,) = window.findChildren(ReportSheet)
    assert sheet.isVisible()
    return sheet


def test_the_report_is_what_is_shown_and_holds_nothing_private(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = reported(house, capsys)
    click(sheet.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied == sheet.text == sheet.shown.text()
    assert sheet.outcome.text() == "Copied."
    versions, _, trace = copied.partition("\n\n")
    python = f"Python {platform.python_version()}, Qt {qVersion()}"
    assert versions.splitlines() == [f"Intermezzo {__version__}", python, platform.platform()]
    first, place = trace.splitlines()
    assert first == "ValueError"
    assert place.startswith("  test_report.py, line ")
    for secret in (SECRET, str(Path.home()), str(house.home), f"/{getpass.getuser()}", platform.node(), "/"):
        assert secret not in trace


def test_it_is_saved_where_the_user_says(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = reported(house, capsys)
    missing = tmp_path / "no" / "x.txt"
    for path, line in (
        (tmp_path / "report.txt", f"Saved to {tmp_path / 'report.txt'}."),
        (missing, f"{missing} can’t be saved: No such file or directory. Choose another folder."),
    ):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        click(sheet.save)
        assert sheet.outcome.text() == line
    saved = tmp_path / "report.txt"
    assert saved.read_text() == sheet.text
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_without_an_error_there_is_nothing_to_report(house: House) -> None:
    assert house.say("show", "report")[:2] == (False, "There’s no error to report.")


def test_a_crash_is_reported_at_the_next_start() -> None:
    with user() as one:
        one.lay_out()
        code, _err = end(one.start(), signal.SIGABRT)
        assert code == -signal.SIGABRT
        one.start()
        assert "unexpectedly" in " ".join(one.say("status").data["notices"])
        assert one.say("show", "report").ok
