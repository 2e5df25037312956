"""The About page: version, limits, sources, licences."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from intermezzo.presenters import _, about
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.settings.rows import Page, SettingRow


def _paragraphs(*texts: str) -> QWidget:
    held = QWidget()
    column(*(BodyText(text, size=13) for text in texts), gap=style.px(6), within=held)
    return held


class AboutPage(Page):
    """Version, limits, health questions, sources and licences."""

    command = Signal(tuple)

    def __init__(self, version: str) -> None:
        super().__init__("about")
        number = BodyText(_("Version {version}").format(version=version), size=15, weight=600, tone="ink")
        number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        number.setWordWrap(False)
        self.add(SettingRow("Intermezzo", _("Short movements between meetings"), number))
        self.add(SettingRow(_("Not medical advice"), "", _paragraphs(*about.limits()), below=True))
        signs = PillButton(_("Show"), name=_("Show the health questions"))
        signs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        signs.clicked.connect(lambda: self.command.emit(("show", "welcome")))
        self.add(
            SettingRow(
                _("Health questions"),
                _("See them again, or change your answer"),
                signs,
            )
        )
        self.add(
            SettingRow(_("The research behind Intermezzo"), "", _paragraphs(*about.sources()), below=True)
        )
        parts = QWidget()
        rows = QFormLayout(parts)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(5)
        rows.setHorizontalSpacing(24)
        for name, licence in about.PARTS:
            rows.addRow(BodyText(name, size=13, tone="ink"), BodyText(licence, size=13))
        explained = _("Fonts and libraries, each under its own licence. Intermezzo: MIT")
        self.add(SettingRow(_("Made of"), explained, parts, below=True))
