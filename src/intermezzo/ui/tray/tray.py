"""The tray icon, which shows the state, and its menu with every command."""

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon

from intermezzo.presenters import _
from intermezzo.presenters.views import TrayView
from intermezzo.ui.kit import menus
from intermezzo.ui.kit.plain import menu_words, tray_words
from intermezzo.ui.kit.widgets import round_menu
from intermezzo.ui.tray.icon import STATES, tray_icon

FIRST_LOOK_MS, LAST_LOOK_MS = 2_000, 60_000
"""First and longest interval of the search for a tray host, which may start late at login."""


class Tray(QObject):
    """Shows a ``TrayView``; the tray host may come late or not at all. ``command`` carries a command."""

    command = Signal(tuple)
    appeared = Signal()
    """The icon is in a tray now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: TrayView | None = None
        self._icons = {state: tray_icon(state) for state in STATES}
        self._icon: QSystemTrayIcon | None = None
        self.menu = round_menu()
        self._build()
        self.menu.triggered.connect(self._chosen)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def show(self) -> None:
        """Show the icon as soon as there is a tray."""
        self.look()
        if self._icon is None:
            self._timer.start(FIRST_LOOK_MS)

    @property
    def present(self) -> bool:
        """Whether the icon is shown in a tray."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def geometry(self) -> QRect | None:
        """Return the icon's rectangle on the desktop, or None if the desktop does not tell it."""
        if self._icon is None:
            return None
        place = self._icon.geometry()
        return place if place.isValid() else None

    def look(self) -> None:
        """Look for a tray host, and create the icon: one created before its host is never shown."""
        if self._icon is not None:
            return
        if not QSystemTrayIcon.isSystemTrayAvailable():
            if self._timer.isActive():
                self._timer.setInterval(min(LAST_LOOK_MS, self._timer.interval() * 2))
            return
        self._timer.stop()
        icon = QSystemTrayIcon(self)
        icon.setContextMenu(self.menu)
        icon.activated.connect(self._activated)
        self._icon = icon
        self._show_icon()
        icon.show()
        self.appeared.emit()

    def set_view(self, view: TrayView) -> None:
        """Show a view; an equal view changes nothing."""
        if view == self._view:
            return
        before, self._view = self._view, view
        self._show_icon()
        self._next.setText(menu_words(view.next_line))
        self._answers.menuAction().setVisible(view.offered)
        self._still_in.setVisible(view.call_over)
        self._pause.menuAction().setVisible(not view.paused)
        self._resume.setVisible(view.paused)
        self._usual.setVisible(view.asks_less)
        self._moved.setEnabled(not view.in_session)
        self._gentle.setText(view.gentle or _("Gentle day"))
        self._gentle.setChecked(bool(view.gentle))
        can_begin = not view.blocked and not view.in_session
        self._begin.menuAction().setEnabled(can_begin)
        self._begin.menuAction().setVisible(not view.blocked)
        self._question.setVisible(view.blocked)
        if before is None or before.sessions != view.sessions:
            self._begin.clear()
            menus.add(self._begin, _("Best fit"), "now")
            menus.add_begin(self._begin, view.sessions)
        snooze = (view.snooze_minutes, view.meeting_later)
        if before is None or snooze != (before.snooze_minutes, before.meeting_later):
            self._snooze.clear()
            menus.add_snooze(self._snooze, usual=view.snooze_minutes, meeting_later=view.meeting_later)

    def remove(self) -> None:
        """Remove the icon from the tray."""
        self._timer.stop()
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _build(self) -> None:
        menu = self.menu
        self._next = menus.add(menu, _("Intermezzo"), "show", "today")
        menu.addSeparator()
        self._question = menus.add(menu, _("Answer one question first"), "show", "welcome")
        self._question.setVisible(False)
        self._begin = menus.submenu(menu, _("Begin one now"))
        self._answers = menus.submenu(menu, _("Answer the offer"))
        menus.add(self._answers, _("Begin"), "answer", "begin")
        self._snooze = menus.submenu(self._answers, _("Snooze"))
        self._still_in = menus.add(self._answers, _("Still in it"), "answer", "still-in-it")
        menus.add(self._answers, _("Done already"), "answer", "done")
        menus.add_refusals(self._answers)
        menu.addSeparator()
        self._pause = menus.submenu(menu, _("Pause"))
        menus.add_pause(self._pause)
        self._resume = menus.add(menu, _("Resume"), "resume")
        self._usual = menus.add(menu, _("Ask as usual"), "resume")
        self._moved = menus.add(menu, _("I just moved"), "moved")
        self._gentle = menu.addAction(_("Gentle day"))
        self._gentle.setCheckable(True)
        menu.addSeparator()
        menus.add(menu, _("Week"), "show", "week")
        menus.add(menu, _("Library"), "show", "library")
        menus.add(menu, _("Settings"), "show", "settings")
        menu.addSeparator()
        menus.add(menu, _("Quit"), "quit")

    def _show_icon(self) -> None:
        if self._icon is None:
            return
        view = self._view
        self._icon.setIcon(self._icons[view.state if view is not None else "resting"])
        self._icon.setToolTip(tray_words(view.tooltip if view is not None else _("Intermezzo")))

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            due = self._view is not None and self._view.offered
            self.command.emit(("show", "card", "today") if due else ("show", "today"))

    def _chosen(self, action: QAction) -> None:
        if action is self._gentle:
            self.command.emit(("gentle", "on" if action.isChecked() else "off"))
            return
        command = menus.command_of(action)
        if command:
            self.command.emit(command)
