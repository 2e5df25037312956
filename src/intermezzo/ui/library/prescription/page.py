"""The page of a physiotherapist's prescription: what is due, the week so far, printing and editing."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import Prescription
from intermezzo.presenters import _
from intermezzo.presenters.library.prescription import PrescriptionsView, PrescriptionView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, PageStack, clear, column, column_widget
from intermezzo.ui.kit.plain import add_action
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller, scroll_by_key
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Text, Title
from intermezzo.ui.kit.widgets import (
    QUIET_EDGE,
    CardSurface,
    PillButton,
    QuietButton,
    announce,
    line,
    round_menu,
)
from intermezzo.ui.library.prescription.form import PrescriptionEditor
from intermezzo.ui.library.prescription.rows import ExerciseRow

_SIDE = 36


class PrescriptionPage(QWidget):
    """Show a ``PrescriptionsView``.

    Signals: ``command`` (words for the app); ``wanted`` (``edit``, ``sheet`` or ``report``, and the id of a
    prescription, empty for a new one); ``saved`` (the ``Prescription`` from the form); ``kept`` (the id, and
    what is not saved of it or None).
    """

    command = Signal(tuple)
    wanted = Signal(str, str)
    saved = Signal(object)
    kept = Signal(str, object)

    accessible_role = QAccessible.Role.Grouping

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("From your physiotherapist"))
        self._view = PrescriptionsView()
        self._shown = ""
        self._edited = ""
        """The id of the prescription in the form, empty for a new one."""
        self._pages = PageStack()
        self.form = PrescriptionEditor()
        self.form.saved.connect(self._on_saved)
        self.form.left.connect(self.leave)
        self.form.discarded.connect(self.show_prescription)
        self._eyebrow, self._title, self._line = Eyebrow(), Title(40), BodyText(size=16)
        self._note = BodyText(size=14, tone="ink")
        self._remarks = BodyText(size=13)
        self._faults = CardSurface("pill", radius=12)
        self._faults_lines = BodyText(size=13, tone="ink")
        self._line_above = line()
        self._rows = column()
        self.outcome = BodyText(size=13)
        self.outcome.hide()
        self.begin = PillButton("", primary=True, key=_("enter"), name=_("Begin today’s exercises"))
        self.edit = PillButton(_("Edit"), key="E")
        self.sheet = PillButton(_("Printable sheet…"), key="P")
        self.report = PillButton(_("Report…"), key="R")
        self.write = PillButton(_("Enter it"), primary=True)
        self.open = QuietButton(_("Open a file…"))
        self._more = round_menu(self)
        self.another = QuietButton(_("Another prescription"), menu=self._more)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.begin.clicked.connect(lambda: self.command.emit(("prescription", "begin", self._shown)))
        for button, what in ((self.edit, "edit"), (self.sheet, "sheet"), (self.report, "report")):
            button.clicked.connect(lambda _on=False, what=what: self.wanted.emit(what, self._shown))
        self.write.clicked.connect(self._write)
        self.open.clicked.connect(self._open)

    def _lay_out(self) -> None:
        side = _SIDE - SCROLL_GUTTER
        px = style.px
        unreadable = Text(_("A prescription file could not be read."), weight=500)
        column(unreadable, self._faults_lines, gap=6, margins=(18, 12, 18, 12), within=self._faults)
        words = (self._eyebrow, px(9), self._title, px(10), self._line, px(12), self._note, px(12))
        exercises = (self._faults, px(14), self._line_above, self._rows, px(14), self._remarks, None)
        self._scroll = Scroller(column_widget(*words, *exercises, margins=(_SIDE, 28, side, 0)))
        buttons = FlowLayout(to_right=1).holding(self.begin, self.write, self.edit, self.sheet, self.report)
        buttons.holding(self.open, self.another)
        edge = px(QUIET_EDGE)  # the last one's text is to end where the line above does
        above = column(line(), self.outcome, gap=px(12), margins=(0, 0, edge, 0))
        foot = column(above, buttons, gap=px(12), margins=(_SIDE, 0, _SIDE - edge, 16))
        column(self._pages, margins=(0, 8, 0, 8), within=self)
        for one in (column_widget((self._scroll, 1), foot), self.form):
            self._pages.addWidget(one)

    # -- what is shown -------------------------------------------------------------------------------

    def set_view(self, view: PrescriptionsView) -> None:
        """Show the prescriptions; keep the selected one if it still exists."""
        if view == self._view and self._rows.count():
            return
        self._view = view
        ids = [one.id for one in view.prescriptions]
        if self._shown not in ids:
            self._shown = ids[0] if ids else ""
        self._faults_lines.setText("\n".join(view.faults))
        self._faults.setVisible(bool(view.faults))
        self._show()

    def tell(self, line: str, *, ok: bool = True) -> None:
        """Show the result of a command below the prescription, or in the form while that is open."""
        if self._pages.currentWidget() is self.form:
            self.form.tell(line)
            return
        self.outcome.set_tone("soft" if ok else "amber")
        self.outcome.set_or_hide(line)
        announce(self, line)

    def edit_prescription(
        self, prescription: Prescription | None, movements: Mapping[str, Movement], first: date,
        draft: Prescription | None = None,
    ) -> None:  # fmt: skip
        """Open the form. None starts a new prescription on the day ``first``; ``draft`` was not saved."""
        self.tell("")
        self._edited = prescription.id if prescription is not None else ""
        self.form.set_prescription(
            prescription, movements, first, [one.id for one in self._view.prescriptions], draft
        )
        self._pages.setCurrentIndex(1)
        self.form.title.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_prescription(self) -> None:
        """Return from the form to the prescription."""
        self._pages.setCurrentIndex(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_others(self) -> None:
        """Fill the menu with the other prescriptions and the two ways to add one."""
        self._more.clear()
        for one in self._view.prescriptions:
            if one.id != self._shown:
                add_action(self._more, one.title).triggered.connect(partial(self._choose, one.id))
        if self._more.actions():
            self._more.addSeparator()
        self._more.addAction(_("Enter another")).triggered.connect(self._write)
        self._more.addAction(_("Open a file…")).triggered.connect(self._open)

    def _write(self) -> None:
        self.wanted.emit("edit", "")

    def _choose(self, prescription_id: str) -> None:
        self._shown = prescription_id
        self._show()

    def _show(self) -> None:
        chosen = next((one for one in self._view.prescriptions if one.id == self._shown), None)
        there, shown = chosen is not None, chosen or _none()
        clear(self._rows)
        for button in (self.edit, self.sheet, self.report, self.another, self._line_above):
            button.setVisible(there)
        self.write.setVisible(not there)
        self.open.setVisible(not there)
        self.begin.setVisible(bool(shown.begin))
        self.begin.set_text(shown.begin)
        self._offer_others()
        self._eyebrow.setText(shown.eyebrow)
        self._title.setText(shown.title)
        waits = _("One question first: does any health condition apply to you?")
        self._line.setText(waits if there and self._view.blocked else shown.line)
        for row in shown.rows:
            self._rows.addWidget(ExerciseRow(row))
        self._note.set_or_hide(shown.note)
        self._remarks.setText("\n".join(shown.remarks))

    # -- what is done --------------------------------------------------------------------------------

    def _on_saved(self, prescription: Prescription) -> None:
        self._shown = prescription.id
        self.saved.emit(prescription)

    def _open(self) -> None:
        files, _filter = QFileDialog.getOpenFileNames(
            self, _("Open a prescription"), "", _("Prescriptions (*.toml)")
        )
        if files:
            self.command.emit(("prescription", "add", *files))

    def take_focus(self) -> None:
        """Focus the page, whose keys begin, edit and print."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Return from the picker to the form, or from the form to the prescription, keeping the unsaved.

        Return whether one of them was open.
        """
        if self._pages.currentWidget() is not self.form:
            return False
        if self.form.picking:
            self.form.leave_picker()
        else:
            waits = self.form.unsaved is not None
            self.hand_over()
            self.show_prescription()
            if waits:
                self.tell(_("Not saved yet. Come back to what you entered any time before you quit."))
        return True

    def hand_over(self) -> None:
        """Hand over what the open form holds and is not saved."""
        if self._pages.currentWidget() is self.form:
            self.kept.emit(self._edited, self.form.unsaved)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pages.currentIndex() == 1:
            if not scroll_by_key(self.form.area, event.key()):
                super().keyPressEvent(event)
            return
        buttons = {
            Qt.Key.Key_Return: self.begin, Qt.Key.Key_Enter: self.begin, Qt.Key.Key_E: self.edit,
            Qt.Key.Key_P: self.sheet, Qt.Key.Key_R: self.report,
        }  # fmt: skip
        button = buttons.get(Qt.Key(event.key()))
        if button is not None and button.isVisible():
            button.click()
        elif not scroll_by_key(self._scroll, event.key()):
            super().keyPressEvent(event)


def _none() -> PrescriptionView:
    """Return what is shown without a prescription."""
    line = _(
        "No prescription yet. Drop its file here, or enter it from your sheet. "
        "Intermezzo follows it exactly as written."
    )
    head, title = _("As it was written for you"), _("Your physiotherapist’s prescription")
    return PrescriptionView("", head, title, line, note="", rows=(), begin="", remarks=())
