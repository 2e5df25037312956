"""The windows' icon; and light or dark, text size and motion, as the settings or the system ask for."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from intermezzo.adapters.system import resources
from intermezzo.app.settings_store import SettingsStore
from intermezzo.ui.kit import style


class Appearance(QObject):
    """Applies the style to the whole application, again whenever one of its causes changes."""

    def __init__(self, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._applied: tuple[bool, float, bool] | None = None
        style.load_fonts(resources.assets())
        QGuiApplication.setWindowIcon(window_icon())
        self._apply()
        settings.changed.connect(self._apply)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)

    def _apply(self) -> None:
        settings, app = self._settings.current, QApplication.instance()
        dark = system_is_dark() if settings.theme == "system" else settings.theme == "dark"
        look = (dark, settings.text_size / 100, settings.motion == "reduced")
        if look != self._applied and isinstance(app, QApplication):
            self._applied = look
            style.apply(app, dark=look[0], scale=look[1], reduced_motion=look[2])


def window_icon() -> QIcon:
    """Return the icon of the windows, in every size that ships."""
    icon = QIcon()
    for path in (resources.assets() / "icons" / "hicolor").glob("*/apps/intermezzo.png"):
        icon.addFile(str(path))
    return icon


def system_is_dark() -> bool:
    """Return whether the system's colour scheme is known to be dark."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
