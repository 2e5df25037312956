"""The offer card: a small window by the tray that takes no focus."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCursor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMoveEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
)

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.presenters.views import CardView
from intermezzo.ui.figure.poses import main_movement
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import menus, style
from intermezzo.ui.kit.layouts import FlowLayout, add, column, column_widget, row
from intermezzo.ui.kit.menus import MoreButton
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.screen import available_geometry, within
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Rich, Title
from intermezzo.ui.kit.widgets import QUIET_EDGE, PillButton, QuietButton, announce, round_menu
from intermezzo.ui.offer.answered_row import AnsweredRow
from intermezzo.ui.offer.floating_card import FloatingCard

WIDTH = 420
"""Width of the card, in logical pixels at 100 % text."""
GAP = 12
"""Distance from the tray icon and from the edges of the screen."""
SETTLE_MS = 1000
"""For so long after showing, or after a change of the screens, another geometry than that set is undone."""


class OfferCard(FloatingCard):
    """A card that is kept hidden and used again for every offer.

    ``command`` carries what a button or a menu says, or ``("hide",)`` for Esc. After an answer the buttons
    are disabled until the next ``set_view``, so that nothing is answered twice.
    """

    command = Signal(tuple)

    def __init__(self) -> None:
        super().__init__((26 - QUIET_EDGE, 25, 26 - QUIET_EDGE, 18))
        self.setWindowTitle(_("{title} · Intermezzo").format(title=_("Offer")))
        self.made_for = style.scale()
        """The size of text that the card was laid out for."""
        self._anchor: QRect | None = None
        self._place: QPoint | None = None
        self._size = QSize()
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._facts_told = ""
        self._eyebrow = Eyebrow()
        self._title = Title(26)
        self._facts = [BodyText(), BodyText()]
        self._since = Rich()
        self.figure = FigureView(size=QSize(112, 124))
        self._snooze_menu = round_menu(self)
        self._more_menu = round_menu(self)
        self._unnoticed = menus.add(self._more_menu, _("One nobody will notice"), "answer", "quieter")
        self._short = menus.add(self._more_menu, _("Only 90 seconds"), "answer", "short")
        self._more_menu.addSeparator()
        menus.add_refusals(self._more_menu)
        self._more_menu.addSeparator()
        menus.add(self._more_menu, _("Make it gentle for two days"), "gentle", "on")
        self.begin = PillButton(_("Begin"), primary=True)
        self.snooze = PillButton(_("Snooze"), menu=self._snooze_menu, split=True)
        self.done = PillButton(_("Done already"))
        self.still_in = QuietButton(_("Still in it"), suggested=True, name=_("Still in the call"))
        self.not_today = QuietButton(_("Not today"), suggested=True)
        self.more = MoreButton(self._more_menu)
        self._answers: dict[PillButton | QuietButton, tuple[str, ...]] = {
            self.begin: ("begin",),
            self.snooze: ("snooze", "10"),
            self.done: ("done",),
            self.still_in: ("still-in-it",),
            self.not_today: ("not-today",),
        }
        self.answer = AnsweredRow()
        self._lay_out()
        for button in self._answers:
            button.clicked.connect(
                lambda _on=False, button=button: self._say(("answer", *self._answers[button]))
            )
        self._snooze_menu.triggered.connect(self._chosen)
        self._more_menu.triggered.connect(self._chosen)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            for changed in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
                changed.connect(self._screens_changed)
            app.screenAdded.connect(self._follow_screen)
            for screen in app.screens():
                self._follow_screen(screen)

    def _lay_out(self) -> None:
        px, edge = style.px, style.px(QUIET_EDGE)
        facts = [part for fact in self._facts for part in (fact, px(4))]
        words = column(self._eyebrow, px(12), self._title, px(11), *facts, None)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        head = row((words, 1), (self.figure, corner), gap=px(12))
        buttons = FlowLayout(gap=px(8), to_right=1).holding(self.begin, self.snooze, self.done, self.more)
        said = column(head, px(19), self._since, margins=(edge, 0, edge, 0))
        aside = row(self.still_in, self.not_today, None)
        upper = column(said, aside, px(20), column(buttons, margins=(edge, 0, 0, 0)))
        self._offer = column_widget(upper, None)
        add(self.body, self._offer, self.answer)
        self.answer.undone.connect(self._undone)
        self.answer.over.connect(self._leave)

    def set_view(self, view: CardView) -> None:
        """Show an offer; the card keeps its position."""
        self._end_answer()
        self.veil.draw(drawn=view.dim)
        self._eyebrow.setText(view.eyebrow)
        self._title.setText(view.title)
        for label, fact in zip(self._facts, (*view.facts, "", ""), strict=False):
            label.set_or_hide(fact)
        self.figure.show_movement(main_movement(view.session))
        before, bold, after = view.since
        self._since.write_sentence(f"{view.line} {before}".lstrip(), bold, after)
        self._since.setVisible(bool(self._since.accessibleName()))
        self._answers[self.snooze] = ("snooze", str(view.snooze_minutes))
        usual = _("Snooze {minutes} min").format(minutes=view.snooze_minutes)
        self.snooze.setAccessibleName(usual)
        set_tooltip(self.snooze, usual)
        self._snooze_menu.clear()
        menus.add_snooze(self._snooze_menu, usual=view.snooze_minutes, meeting_later=view.meeting_later)
        self._unnoticed.setVisible(view.quieter)
        self._short.setVisible(view.short)
        self.still_in.setVisible(view.call_over)
        self.not_today.setVisible(view.not_today)
        self.setAccessibleName(_("Offer: {title}").format(title=view.title))
        self._describe()
        self._set_enabled(enabled=True)
        self._fit()
        if self.isVisible():
            announce(self, f"{self.accessibleName()}. {self._facts_told}")

    def show_answer(self, line: str) -> None:
        """Tell what follows from the answer, with *Undo*, in the place of the offer; then leave."""
        self.setAccessibleDescription(heard(line))
        self._offer.hide()
        self.answer.begin(line)
        self._fit()
        self.place(self._anchor)
        self.show()
        announce(self, line)

    @property
    def tells(self) -> bool:
        """Whether it tells what follows from an answer."""
        return not self.answer.isHidden()

    def _end_answer(self) -> None:
        self.answer.end()
        self._offer.show()

    def _leave(self) -> None:
        self.hide()

    def _undone(self) -> None:
        self.hide()
        self.command.emit(("undo",))

    def set_eyebrow(self, text: str) -> None:
        """Show until when it is free, where that has changed under an open offer."""
        if text != self._eyebrow.text():
            self._eyebrow.setText(text)
            self._describe()
            self._fit()

    def _describe(self) -> None:
        """Give screen readers what the card shows besides its title, and the keys that answer."""
        texts = (*(label.text() for label in (*self._facts, self._eyebrow)), self._since.accessibleName())
        self._facts_told = " ".join(f"{text.rstrip('.')}." for text in texts if text)
        keys = _("Return begins, Tab goes to the other answers, Escape hides the card.")
        self.setAccessibleDescription(heard(f"{self._facts_told} {keys}"))

    def _speak(self) -> None:
        """Announce the offer; of a card that gets the focus screen readers say the name by themselves."""
        if self.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus:
            how = _("To answer, open Today, or run “intermezzo show card”.")
            announce(self, f"{self.accessibleName()}. {self._facts_told} {how}")
        else:
            announce(self, self.accessibleDescription())

    def place(self, anchor: QRect | None) -> None:
        """Move to the tray icon at ``anchor``, or without one to a corner of the pointer's screen."""
        self._anchor = anchor if anchor is not None and anchor.isValid() else None
        screen = self._screen()
        if screen is None:
            return
        room = screen.availableGeometry()
        card = self.card_rect()
        corner = card.topLeft()
        if self._anchor is None:
            # A panel at the top has the tray in it.
            bar_above = room.top() > screen.geometry().top()
            card.moveTopRight(room.topRight()) if bar_above else card.moveBottomRight(room.bottomRight())
        else:
            card.moveCenter(self._anchor.center())
            if self._anchor.center().y() < screen.geometry().center().y():
                card.moveTop(self._anchor.bottom() + GAP)
            else:
                card.moveBottom(self._anchor.top() - GAP)
        self._place = within(card, room.adjusted(GAP, GAP, -GAP, -GAP)) - corner
        self.move(self._place)

    def take_focus(self) -> None:
        """Accept the keyboard focus, because the user asked for it by a shortcut or a click."""
        self._accept_focus(accept=True)
        self.show()
        self.raise_()
        self.activateWindow()
        self.begin.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide by Esc or Ctrl+W, without an answer; begin by Return unless another button has the focus."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (control and event.key() == Qt.Key.Key_W):
            self.hide()
            self.command.emit(("hide",))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._focused().click()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settling.start()
        if not self.tells:
            self._speak()

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        """Correct the position just after showing.

        Under X11 Qt may take the position inside the window manager's frame, (0, 0), for that on the desktop,
        and open menus there. After a second move the window manager reports the true one.
        """
        super().moveEvent(event)
        if self._settling.isActive() and self._place is not None and event.pos() != self._place:
            QTimer.singleShot(0, self, self._settle)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Correct the size after the scale has changed: under X11 a window keeps its number of pixels."""
        super().resizeEvent(event)
        if self._settling.isActive() and event.size() != self._size:
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        handle = self.windowHandle()
        if not self.isVisible() or self._place is None or handle is None:
            return
        wanted = QRect(self._place, self._size)
        if self.geometry() != wanted:
            self.setGeometry(wanted)
        if handle.geometry() != wanted:
            # The scale has changed: the window has other pixels, the widget still has its size.
            handle.setGeometry(wanted)
            self._cut()
            self.update()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._accept_focus(accept=False)
        self._end_answer()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Give a button the focus once the card is active; fit the size again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            # Qt forgets the focus reason of a window that was not active yet.
            self._focused().setFocus(Qt.FocusReason.ShortcutFocusReason)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_answers"):
            self._fit()

    def _focused(self) -> PillButton | QuietButton:
        focused = self.focusWidget()
        usual = self.answer.undo if self.tells else self.begin
        return focused if isinstance(focused, PillButton | QuietButton) and focused.isVisible() else usual

    def _fit(self) -> None:
        """Take the size that the text needs; hide the figure if the screen is too small for both."""
        shadow = self.shadow_margins()
        width = style.px(WIDTH) + shadow.left() + shadow.right()
        room = available_geometry(self)
        for figure in (True, False):
            self.figure.setVisible(figure)
            if (layout := self._offer.layout()) is not None:
                layout.invalidate()
                layout.activate()
            self.body.invalidate()
            height = self.body.totalHeightForWidth(width) - shadow.top() - shadow.bottom()
            if room is None or height <= room.height() - 2 * GAP:
                break
        if room is not None:
            height = min(height, room.height() - 2 * GAP)
        self._size = QSize(width, height + shadow.top() + shadow.bottom())
        self.resize(self._size)

    def _screen(self) -> QScreen | None:
        at = self._anchor and QGuiApplication.screenAt(self._anchor.center())
        return at or QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()

    def _follow_screen(self, screen: QScreen) -> None:
        """Follow the size and the scale of a screen."""
        screen.availableGeometryChanged.connect(self._screens_changed)
        screen.logicalDotsPerInchChanged.connect(self._screens_changed)

    def _screens_changed(self, _changed: QScreen | QRect | float | None = None) -> None:
        if self.isVisible():
            self._settling.start()
            self._fit()
            self.place(self._anchor)
            QTimer.singleShot(0, self, self._settle)

    def _accept_focus(self, *, accept: bool) -> None:
        flags = self.windowFlags()
        refuses = Qt.WindowType.WindowDoesNotAcceptFocus
        flags = flags & ~refuses if accept else flags | refuses
        # setWindowFlags would hide the window; these two change it while it is shown.
        self.overrideWindowFlags(flags)
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(refuses, not accept)

    def _set_enabled(self, *, enabled: bool) -> None:
        for button in (*self._answers, self.more):
            button.setEnabled(enabled)

    def _say(self, command: tuple[str, ...]) -> None:
        self._set_enabled(enabled=False)
        self.command.emit(command)

    def _chosen(self, action: QAction) -> None:
        self._say(menus.command_of(action))
