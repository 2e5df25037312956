"""The Settings window: a page for each group of settings, and one for privacy and what the app is."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QListWidget, QStackedWidget

from intermezzo.core.override import override
from intermezzo.core.scheduling.hours import rhythm
from intermezzo.core.settings import GROUPS, SPECS, Settings
from intermezzo.presenters import _
from intermezzo.presenters import settings as words
from intermezzo.presenters.settings import StripView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.drop_target import DropWindow
from intermezzo.ui.kit.fields import Switch
from intermezzo.ui.kit.keys_sheet import Keys
from intermezzo.ui.kit.layouts import column, column_widget, row
from intermezzo.ui.kit.pointing import PointedRows
from intermezzo.ui.kit.rows import lay_on_card
from intermezzo.ui.kit.scrolling import scroll_by_key
from intermezzo.ui.kit.texts import BodyText, Text, Title
from intermezzo.ui.kit.widgets import CardSurface, PillButton
from intermezzo.ui.settings.calendars import CalendarsField
from intermezzo.ui.settings.day_strip import DayStrip
from intermezzo.ui.settings.privacy_page import PrivacyPage, add_about
from intermezzo.ui.settings.rows import SIDE, Control, Page, SettingRow, spec_row
from intermezzo.ui.sound.outlet import extra_there
from intermezzo.ui.sound.sound_row import SoundRow, player_row

_SIZE = (960, 780)
_DENSITY = ("interludes", "micros", "spacing")
"""The numbers of a preset; a change of one makes the rhythm *Own*."""
_USUAL_DAY = 480.0
"""Working minutes assumed on a day off, for the numbers of *Frequent*."""


class Sidebar(PointedRows, QListWidget):
    """The names of the pages."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        lay_on_card(self)
        style.leave_nothing(self.viewport())
        for group in GROUPS:
            self.addItem(words.page(group)[0])
        self.currentRowChanged.connect(self.restyle)

    def restyle(self) -> None:
        """Make the current name bold; a style sheet cannot set the font of one item.

        Nor does its height hold for the first layout, before the style sheet is applied.
        """
        for number in range(self.count()):
            self.item(number).setSizeHint(QSize(0, style.px(39)))
            self.item(number).setFont(style.sans(14, 600 if number == self.currentRow() else 400))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Page Up and Page Down to the page."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
            return
        super().keyPressEvent(event)

    def least_width(self) -> int:
        """Return the width of the longest name with its background."""
        metrics = QFontMetrics(style.sans(14, 600))
        longest = max(metrics.horizontalAdvance(words.page(group)[0]) for group in GROUPS)
        return longest + 2 * style.px(14)


class SettingsWindow(DropWindow):
    """Shows settings and emits ``changed`` with new ones after every valid change; writes nothing itself.

    ``preview`` plans today under other settings; ``paths`` are (name, path) for the Privacy page;
    ``voice`` is the command that installs voice and tones, empty if nothing can be installed; ``player`` that
    for a program that plays the chime, None if there is one.
    """

    changed = Signal(object)

    def __init__(
        self, preview: Callable[[Settings], StripView], *, version: str, paths: Sequence[tuple[str, str]],
        voice: str = "", player: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Settings"), padding=(0, 0, 0, 0))
        self._preview = preview
        self.settings = Settings()
        self._work_minutes = 0.0
        self._strip = DayStrip()
        self._left = BodyText(size=15)
        self.controls: dict[str, Control] = {}
        self._rows: dict[str, SettingRow] = {}
        self._edited = ""
        """The key of the setting that was changed last."""
        self._sidebar = Sidebar()
        self._pages = QStackedWidget()
        self._faults = CardSurface("pill", radius=12)
        self._faults_lines = BodyText(size=13, tone="ink")
        self.login = Switch(_("Start at login"))
        self._login = SettingRow(_("Start at login"), _("So it’s there when your day begins"), self.login)
        self.login.edited.connect(lambda on: self.command.emit(("autostart", "on" if on else "off")))
        self.privacy_page = PrivacyPage(paths)
        self._player = player
        self.sound_row = SoundRow(there=extra_there(), command=voice)
        self.guide = PillButton(_("Open"), name=_("Open the user’s guide"))
        self.guide.clicked.connect(lambda: self.command.emit(("show", "guide")))
        self._version = version
        self.show_health = PillButton(_("Show"), name=_("Show the health question"))
        self.show_health.clicked.connect(lambda: self.command.emit(("show", "welcome")))
        self._faulty: frozenset[str] = frozenset()
        """The settings of which the file has something wrong."""
        self._health = SettingRow(_("Health question"), "", self.show_health, ruled=False)
        self._sidebar.currentRowChanged.connect(self._on_row)
        self._lay_out()
        for group in GROUPS:
            self._pages.addWidget(self._page(group))
        self._sidebar.setCurrentRow(0)
        self._show_values()
        self.resize_within_screen(style.px(_SIZE[0]), style.px(_SIZE[1]))

    def _on_row(self, row: int) -> None:
        """Turn to a page. A method of ours: PySide 6.11 keeps one of Qt's object for ever."""
        self._pages.setCurrentIndex(row)

    def _page(self, group: str) -> Page:
        if group == "privacy":
            add_about(self.privacy_page, self._version, self._row("updates"), self.guide)
            return self.privacy_page
        page = Page(group)
        own = {key: spec for key, spec in SPECS.items() if spec.group == group}
        if group == "look":
            page.add(self._login)
        for key, spec in own.items():
            if not spec.more:
                self._add(page, key)
        self._end(page, group)
        for key, spec in own.items():
            if spec.more:
                page.add_more(self._row(key))
        return page

    def _add(self, page: Page, key: str) -> None:
        """Add the row of a setting, and what stands above it."""
        if key == "monday":
            page.add(self._strip)
        if (part := words.section(key)) is not None:
            page.add_section(*part)
        page.add(self._row(key))
        if key == "chime" and self._player is not None:
            page.add(player_row(self._player))

    def _end(self, page: Page, group: str) -> None:
        """Add what stands below the settings of a page."""
        if group == "place":
            page.add(self._left, 16)
            page.add(self._health, 6)
        if group == "look":
            page.add(self.sound_row)
            if self._player is not None:
                self._rows["chime"].bar(_("Nothing on this computer can play it (see below)."))
            if not extra_there():
                for key in ("voice", "tones"):
                    self._rows[key].bar(_("Needs an add-on (see below)."))
                self.controls["volume"].setEnabled(False)

    def _row(self, key: str) -> SettingRow:
        self._rows[key], self.controls[key] = spec_row(key)
        self.controls[key].edited.connect(partial(self._on_edited, key))
        return self._rows[key]

    def _lay_out(self) -> None:
        self._name = Title(22, "Intermezzo")
        name = row(self._name, margins=(14, 0, 0, 0))
        margins = (18, style.px(36), 18, 18)
        self._side = column_widget(name, style.px(22), (self._sidebar, 1), margins=margins)
        heading = Text(_("Something in the settings file is not valid."), weight=500)
        column(heading, self._faults_lines, gap=6, margins=(18, 12, 18, 12), within=self._faults)
        above = row(self._faults, margins=(SIDE, 6, SIDE, 0))
        self._faults.hide()
        main = column(above, (self._pages, 1), margins=(0, 14, 0, 12))
        self.body.addLayout(row(self._side, (main, 1)))
        self.restyle()

    @override
    def restyle(self) -> None:
        self._sidebar.restyle()
        self._side.setFixedWidth(max(220, self._sidebar.least_width() + 40))
        self._show_edited()

    def _show_edited(self) -> None:
        """Keep the setting that was changed in sight: with another size of text it stands elsewhere."""
        page, edited = self._pages.currentWidget(), self._rows.get(self._edited)
        if isinstance(page, Page) and edited is not None and page.isAncestorOf(edited):
            page.bring_into_sight(edited, 0)

    @property
    def calendars(self) -> CalendarsField:
        """The control of the calendars."""
        field = self.controls["calendars"]
        if not isinstance(field, CalendarsField):
            raise TypeError(field)
        return field

    def set_settings(self, settings: Settings) -> None:
        """Show settings; an invalid text that is being edited stays."""
        self.settings = settings
        self._show_values()

    def lock(self, keys: Collection[str], reason: str) -> None:
        """Disable settings that cannot be changed here, each with the reason."""
        for key in keys:
            self._rows[key].bar(reason)

    def set_login(self, on: bool | None) -> None:  # noqa: FBT001 - the value that is shown
        """Show whether the app starts at login; None while the system has not said."""
        self.login.setEnabled(on is not None)
        self.login.set_value(on)

    def set_health(self, line: str) -> None:
        """Show how the health question stands."""
        self._health.explain(line)

    def set_newest(self, line: str) -> None:
        """Show what is known of newer versions, in place of the setting's explanation; empty for that."""
        self._rows["updates"].explain(line or words.explanation("updates"))

    def set_faults(self, lines: Mapping[str, str]) -> None:
        """Show what in the settings file could not be used, by key: in its row, else above the page.

        The page of the first such row is shown.
        """
        for key, setting in self._rows.items():
            setting.tell(lines.get(key, ""))
        self._faulty = frozenset(lines)
        self._show_needed()
        others = [line for key, line in lines.items() if key not in self._rows]
        self._faults_lines.setText("\n".join(others))
        self._faults.setVisible(bool(others))
        if found := [SPECS[key] for key in self._rows if key in lines]:
            self.show_page(found[0].group)
            page = self._pages.currentWidget()
            if found[0].more and isinstance(page, Page):
                page.show_more()

    def show_page(self, group: str) -> None:
        """Show a page. Raise ValueError for a group that is not in GROUPS."""
        self._sidebar.setCurrentRow(GROUPS.index(group))

    def page(self) -> str:
        """Return the group of the page that is shown."""
        return GROUPS[self._sidebar.currentRow()]

    def _on_edited(self, key: str, value: object) -> None:
        self._edited = key
        changes: dict[str, Any] = {key: value}
        if key in _DENSITY and self.settings.rhythm != "own":
            changes = self._numbers() | changes | {"rhythm": "own"}
        self.settings = replace(self.settings, **changes)
        self._show_values()
        self.changed.emit(self.settings)

    def _numbers(self) -> dict[str, Any]:
        asked = rhythm(self.settings, self._work_minutes or _USUAL_DAY)
        return {
            "interludes": asked.interludes,
            "micros": asked.micros,
            "spacing": round(asked.spacing.total_seconds() / 60),
        }

    def _show_values(self) -> None:
        if self.isVisible():
            self.show_strip()
        numbers = self._numbers()
        for key, control in self.controls.items():
            control.set_value(numbers.get(key, getattr(self.settings, key)))
        self._show_needed()

    def _show_needed(self) -> None:
        """Hide each setting whose switch is off, unless the file has something wrong for it."""
        for key, setting in self._rows.items():
            if needs := SPECS[key].needs:
                setting.setVisible(bool(getattr(self.settings, needs)) or key in self._faulty)

    def show_strip(self) -> None:
        """Plan today again, as far as the settings decide it."""
        view = self._preview(self.settings)
        self._work_minutes = view.work_minutes
        self._strip.set_view(view)
        self._left.setText(view.left)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Plan today again, since hours may have passed."""
        super().showEvent(event)
        self.show_strip()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, edge = QPainter(self), self._side.width()
        painter.fillRect(0, 0, edge, self.height(), style.color("pill"))
        painter.fillRect(edge - 1, 0, 1, self.height(), style.color("line"))
        painter.end()
        super().paintEvent(event)

    @override
    def keys(self) -> Keys:
        return (
            ("↑  ↓", _("go through the pages, or change a number")),
            (_("Page Up  Page Down"), _("scroll")),
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._pages.currentWidget()
        if not (isinstance(page, Page) and scroll_by_key(page, event.key())):
            super().keyPressEvent(event)

    @override
    def take(self, paths: Sequence[str]) -> None:
        """Add what was dropped to the calendars, and show their page."""
        self.calendars.add(paths)
        self.show_page("calendars")
