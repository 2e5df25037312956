"""What is told about the app: version, limits, sources, licences."""

from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column_widget
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.settings.rows import Page, SettingRow

PARTS = (
    ("Newsreader", "SIL Open Font License 1.1"),
    ("Inter", "SIL Open Font License 1.1"),
    ("Qt and PySide6", "LGPL 3"),
    ("APScheduler", "MIT"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("plyer", "MIT"),
    ("python-dateutil", "Apache 2.0, BSD 3-Clause"),
    ("jeepney, keyring, platformdirs, pulsectl, tomlkit, tzlocal", "MIT"),
    ("inotify-simple", "BSD 2-Clause"),
    ("pyobjc-framework-Cocoa, pyobjc-framework-EventKit", "MIT"),
    ("pywin32", "PSF"),
    ("SecretStorage", "BSD 3-Clause"),
    ("cryptography", "Apache 2.0 or BSD 3-Clause"),
    ("msgspec", "BSD 3-Clause"),
    ("tzdata", "Apache 2.0"),
)
"""(name, licence) of the fonts and libraries in the app, as stated by their packages."""


def _paragraphs(*texts: str) -> QWidget:
    return column_widget(*(BodyText(text, size=13) for text in texts), gap=style.px(6))


def add_about(page: Page, version: str, updates: QWidget, open_guide: QWidget) -> None:
    """Add version, updates, guide and limits to a page; sources and licences behind its *More*."""
    number = BodyText(_("Version {version}").format(version=version), size=15, weight=600, tone="ink")
    number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    number.setWordWrap(False)
    page.add_section(_("About"))
    page.add(SettingRow("Intermezzo", _("Short movements between meetings"), number))
    page.add(updates)
    page.add(SettingRow(_("User’s guide"), _("Three short pages. F1 opens it in every window"), open_guide))
    limits = _paragraphs(
        _(
            "Intermezzo is for movement and comfort, and for breaking up long sitting. "
            "It is not medical advice. Stop if anything hurts sharply, spreads or makes you dizzy; "
            "easing off is always a good choice."
        ),
        _(
            "Its movements have not yet been reviewed by a physiotherapist. Each one names its "
            "source and when to stop."
        ),
    )
    page.add(SettingRow(_("Not medical advice"), "", limits, below=True))
    sources = _paragraphs(
        _("Short breaks and energy: Albulescu et al., PLOS One, 2022. Small but consistent effects."),
        _("Breaks that change posture: Waongenngarm et al., Applied Ergonomics, 2018."),
        _("Extra breaks at work: Luger et al., Cochrane, 2019. No clear effect found."),
        _("Short, frequent breaks before you tire: HSE guidance on display screen work."),
        _("What people keep up is short and easy: Galinsky et al., NIOSH, 2000 and 2007."),
        _("No study has tested two minutes, two or three times a day. That amount is our own choice."),
    )
    page.add_more(SettingRow(_("The research behind Intermezzo"), "", sources, below=True))
    parts = QWidget()
    rows = QFormLayout(parts)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setVerticalSpacing(5)
    rows.setHorizontalSpacing(24)
    for name, licence in PARTS:
        rows.addRow(BodyText(name, size=13, tone="ink"), BodyText(licence, size=13))
    explained = _("Fonts and libraries, each under its own licence. Intermezzo: MIT")
    page.add_more(SettingRow(_("Built with"), explained, parts, below=True, ruled=False))
