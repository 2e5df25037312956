"""The user's guide opens from the running app, and says where it lies if nothing can show it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from tests.app.conftest import House
from tests.ui.hands import press

pytestmark = pytest.mark.slow


class Browser(QObject):
    """Keeps the files that it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type] # bytes are refused
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_f1_opens_the_first_page(house: House, browser: Browser) -> None:
    assert house.say("show", "today")[0]
    window = house.today.window
    assert window is not None
    press(window, Qt.Key.Key_F1)
    house.until(lambda: browser.shown)
    (page,) = browser.shown
    assert (page.name, page.is_file()) == ("first-day.html", True)


def test_the_command_line_opens_it_too(house: House, browser: Browser) -> None:
    assert house.say("show", "guide")[0]
    assert len(browser.shown) == 1
