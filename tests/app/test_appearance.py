"""What the windows look like from outside."""

from PySide6.QtWidgets import QApplication

from intermezzo.app.appearance import window_icon


def test_the_windows_have_an_icon_in_every_size_of_the_theme(qapp: QApplication) -> None:
    assert {16, 22, 24, 32, 48, 64, 128, 256, 512} == {
        size.width() for size in window_icon().availableSizes()
    }
