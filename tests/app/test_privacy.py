"""The Privacy page of a running app: what goes out to a file, and what comes in from one."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from intermezzo.app.controllers.privacy import PrivacyController
from tests.app.conftest import House

pytestmark = pytest.mark.slow


@pytest.fixture
def page(house: House) -> PrivacyController:
    return PrivacyController(house.context, house.day, house.app)


def outcome(house: House, page: PrivacyController, *wish: str) -> str:
    """Return the line that ends a wish."""
    lines: list[str] = []
    page.done.connect(lines.append)
    page.do(wish, QWidget())
    house.until(lambda: bool(lines))
    return lines[-1]


@pytest.mark.parametrize("wish", [("export", "csv"), ("export", "json"), ("move-out",), ("backup",)])
def test_what_goes_out_replaces_no_file_of_the_app(
    house: House,
    page: PrivacyController,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    wish: tuple[str, ...],
) -> None:
    path = tmp_path / "out"
    path.write_text("dear diary")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    assert str(path) in outcome(house, page, *wish)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not path.read_bytes().startswith(b"dear")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(house.home / "settings.toml"), ""))
    assert "own folder" in outcome(house, page, *wish)


def test_what_comes_in_is_told_row_by_row(
    house: House, page: PrivacyController, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = {
        "id": "00000000-0000-0000-0000-0000000000aa", "kind": "completed", "at": "2026-11-16T09:00:00+00:00",
        "offset": 0, "day": "2026-11-16", "device": "there", "detail": {"v": 1},
    }  # fmt: skip
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"intermezzo": 1, "events": [row, {**row, "day": "never"}]}))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(path), ""))
    line = outcome(house, page, "move-in")
    assert line == "1 entry added; 1 left out: its day is not possible (1)."
