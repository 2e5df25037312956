"""The user's guide, which ships with the program and opens in the browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from intermezzo.adapters.system import resources
from intermezzo.core.faults import Fault


def open_guide() -> None:
    """Open the guide's first page. Raise Fault if no program can show it."""
    page = resources.assets() / "guide" / "first-day.html"
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
        raise Fault("guide.unopened", path=page)
