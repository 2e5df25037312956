"""Light or dark, text size and motion, as the settings or the system ask for."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from intermezzo.adapters.system import resources
from intermezzo.app.settings_store import SettingsStore
from intermezzo.core.settings import Settings
from intermezzo.ui.kit import style


class Appearance(QObject):
    """Applies the style to the whole application, again whenever one of its causes changes."""

    def __init__(self, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        style.load_fonts(resources.assets())
        self._applied = _style_of(settings.current)
        self._apply()
        settings.changed.connect(self._on_settings)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    def _on_settings(self, settings: Settings) -> None:
        wanted = _style_of(settings)
        if wanted != self._applied:
            self._applied = wanted
            self._apply()

    def _on_scheme(self, _scheme: Qt.ColorScheme) -> None:
        if self._settings.current.theme == "system":
            self._apply()

    def _apply(self) -> None:
        theme, motion, text_size = self._applied
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.apply(
                app, dark=system_is_dark() if theme == "system" else theme == "dark",
                scale=text_size / 100, reduced_motion=motion == "reduced",
            )  # fmt: skip


def _style_of(settings: Settings) -> tuple[str, str, int]:
    return settings.theme, settings.motion, settings.text_size


def system_is_dark() -> bool:
    """Return whether the system's colour scheme is known to be dark."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
