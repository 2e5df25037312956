"""Widgets of the page after a session: rows of buttons with keys, an own rule, texts with room, the ring."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.questions import QuestionView
from intermezzo.presenters.views import NoticeView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, clear, column
from intermezzo.ui.kit.marks import paint_disc, paint_tick, round_pen, smooth_painter
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton, QuietButton, announce

_KEYS = "1234567890ACFGHIKMOPQRTVWXYZ"
"""The keys of the buttons by their numbers, from 1: no letter that does something else in the player."""
_WIDEST = 400
"""Logical pixels at which a rule wraps."""
_LONG = "Straighten a knee, stay tall: three smooth ones. Next time it is one second longer, if you like it?"
"""About as long as what is said: one line where there is room for it, else two."""


def key_of(number: int) -> str:
    """Return the key of the button with a number; empty if there are no more."""
    return _KEYS[number - 1 : number]


class Chips(QWidget):
    """A row of buttons, numbered from ``first``, each with its key. ``chosen`` tells the code."""

    chosen = Signal(str)

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first
        self.buttons: dict[str, PillButton] = {}
        self.flow = FlowLayout(self, middle=True)
        self.flow.setContentsMargins(0, 0, 0, 0)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Show these codes by their labels in place of what was there."""
        clear(self.flow)
        self.buttons = {}
        for number, (code, label) in enumerate(choices, self.first):
            button = PillButton(label, key=key_of(number))
            button.setCheckable(True)
            act = partial(self.chosen.emit, code)
            button.clicked.connect(act)
            # Of the button, so that it acts only while the button is seen and enabled.
            QShortcut(QKeySequence(key_of(number)), button).activated.connect(act)
            self.buttons[code] = button
            self.flow.addWidget(button)
            button.show()

    def show_chosen(self, chosen: str) -> None:
        """Show which one holds; none if it is empty."""
        for code, button in self.buttons.items():
            button.setChecked(code == chosen)
            button.set_primary(primary=code == chosen)


class ChipPlace(QStackedWidget):
    """Rows of buttons in the same place, which is as high as the highest of them; at first none is shown."""

    def __init__(self, *rows: Chips) -> None:
        super().__init__()
        self._none = QWidget()
        for page in (self._none, *rows):
            policy = page.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # else only the shown row would set the height
            page.setSizePolicy(policy)
            self.addWidget(page)

    def show_row(self, shown: Chips | None) -> None:
        """Show a row, or none."""
        self.setCurrentWidget(shown or self._none)
        if self._none.hasFocus():  # it came from a row that is hidden now
            self._none.focusNextChild()
        self.updateGeometry()  # rows that are hidden do not tell of their new buttons


class QuestionChips(Chips):
    """The answers to a question. One that can be taken back is taken back by pressing it again.

    Signals: ``answered`` with the command of an answer, which may be empty; ``show_recorded`` shows it.
    """

    answered = Signal(tuple)

    def __init__(self, first: int) -> None:
        super().__init__(first)
        self._view = QuestionView("", ())
        self._pressed = self._recorded = ""
        self.chosen.connect(self._answer)

    def ask(self, view: QuestionView) -> None:
        """Show the answers to a question."""
        self._view, self._pressed, self._recorded = view, "", ""
        self.set_choices((str(number), one.label) for number, one in enumerate(view.answers))

    def _answer(self, code: str) -> None:
        answer, again = self._view.answers[int(code)], code == self._recorded
        self.show_chosen(self._recorded)  # Qt has toggled the button
        if again and not answer.undo:
            return
        self._pressed = "" if again else code
        self.answered.emit(answer.undo if again else answer.command)

    def show_recorded(self) -> str:
        """Show which answer is recorded, and return how to take it back; empty if it cannot be.

        After it was taken back another can be given.
        """
        self._recorded = self._pressed
        for code, button in self.buttons.items():
            button.setEnabled(self._recorded in {"", code})
        self.show_chosen(self._recorded)
        if not self._recorded or not self._view.answers[int(self._recorded)].undo:
            return ""
        return _("Press {key} again to undo.").format(key=key_of(self.first + int(self._recorded)))


class OwnRule(QWidget):
    """A line and its button; ``did`` has the command that notes it, once."""

    did = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._command: tuple[str, ...] = ()
        self.line = BodyText(size=14, tone="ink")
        self.button = QuietButton(_("Did it"), key="D", suggested=True)
        self.button.clicked.connect(self._press)
        QShortcut(QKeySequence(Qt.Key.Key_D), self.button).activated.connect(self._press)
        column(FlowLayout(gap=style.px(4), middle=True).holding(self.line, self.button), within=self)
        self.set_view(None)

    def set_view(self, view: NoticeView | None) -> None:
        """Show a rule, or none."""
        self._command = view.command if view is not None else ()
        self.line.setText(view.line if view is not None else "")
        whole = QFontMetrics(self.line.font()).horizontalAdvance(self.line.text()) + 2
        self.line.setMinimumWidth(min(whole, style.px(_WIDEST)))
        self.button.set_text(_("Did it"))
        self.button.setAccessibleDescription(self.line.text())
        self.button.setEnabled(True)
        self.setVisible(view is not None)

    def show_noted(self, line: str) -> None:
        """Show that it is noted."""
        self.button.set_text(line)
        announce(self, line)

    def _press(self) -> None:
        self.button.setEnabled(False)
        self.did.emit(self._command)


class RoomyText(BodyText):
    """A text that is as high at every width as ``_LONG`` would be there, or higher if it is longer.

    ``times`` is how often as long a text has room.
    """

    def __init__(self, size: float, *, times: int = 1) -> None:
        super().__init__(size=size)
        self._long = BodyText(" ".join([_LONG] * times), size=size)
        self._long.setParent(self)
        self._long.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._long.heightForWidth(self.width()))


class Ring(QWidget):
    """A full ring with a tick; once *stopped* is chosen, its track."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(style.px(48), style.px(48))
        self.ticked = True

    @override
    def sizeHint(self) -> QSize:
        # Large text needs the room more than the ring does.
        side = min(style.px(120), 130)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        side = min(self.width(), self.height()) - 8.0
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_disc(painter, area.center(), side * 0.36, style.color("disc"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(round_pen(style.color("green" if self.ticked else "track"), 4))
        painter.drawEllipse(area)
        if not self.ticked:
            return
        size = area.width() / style.px(30)
        paint_tick(painter, area.center() + QPointF(0, size), style.color("green"), size)
