"""The composer: a session's draft with its steps, length, areas and advice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice import editing
from intermezzo.core.practice.editing import Draft, UndoHistory
from intermezzo.core.practice.model import Kind, Movement, Session
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.card import kind_name
from intermezzo.presenters.library import composing as words
from intermezzo.presenters.library.obstacles import ObstacleLine
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented
from intermezzo.ui.kit.layouts import FlowLayout, add, column, column_widget, row
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Title
from intermezzo.ui.kit.widgets import QUIET_EDGE, PillButton, QuietButton, announce, line
from intermezzo.ui.library.composer.parts import AreaLights, LengthBar, NameLine
from intermezzo.ui.library.composer.shelf import INSET, MovementsPane
from intermezzo.ui.library.composer.steps import StepList, step_keys
from intermezzo.ui.library.obstacle_list import ObstacleList

_SHELF_SHARE = 36
"""Percentage of the width for the movements; less in a narrow window."""
_SIDE = 36
_LEAST_STEPS = 210
"""Least height of the list of steps; in a lower window the page scrolls."""
_MOST_ADVICE = 3
"""Number of lines of advice that are shown at once."""


class ComposerPane(QWidget):
    """Show and edit a draft.

    Signals: ``save`` (the draft, and whether to begin it then); ``command`` (words for the app); ``left``
    (``leaving``: the unsaved work) when the composer is left; ``closed`` by *All sessions*.
    """

    save = Signal(object, bool)
    command = Signal(tuple)
    left = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._movements: Mapping[str, Movement] = {}
        self._history = UndoHistory(Draft())
        self._saved_drafts: dict[str, Draft] = {}
        """The drafts as saved in their files, by id."""
        self._saving = False
        self.pane = MovementsPane()
        self._eyebrow = Eyebrow()
        self.name = NameLine()
        self.kind = Segmented([(str(kind), kind_name(kind)) for kind in Kind], _("Kind of session"))
        self._length = Title(24)
        self._beside = BodyText(size=13.5)
        self._bar = LengthBar()
        self._lights = AreaLights()
        self.steps = StepList()
        self.obstacles_of: Callable[[Session], tuple[ObstacleLine, ...]] = lambda _session: ()
        """Tells why a session would never be offered."""
        self.obstacles = ObstacleList()
        self.back = QuietButton(_("‹ All sessions"))
        self.trim_button = QuietButton(_("Trim to fit"), suggested=True, key="Ctrl+T")
        self._advice_head = Eyebrow(_("Suggestions"))
        self._advice = BodyText(size=13)
        self.result = BodyText(size=13.5)
        self._keys = BodyText(_("Alt ↑ ↓ move · + − repetitions · S sides · E easier · Del removes"), size=12)
        self._keys.setAccessibleName(step_keys())
        self.save_button = PillButton(_("Save"), primary=True, key="Ctrl+S")
        self.try_button = PillButton(_("Try it now"), key="Ctrl+↵")
        self.undo_button = QuietButton(_("Undo"))
        self.redo_button = QuietButton(_("Redo"))
        self.anew_button = QuietButton(_("Start over"))
        row((self.pane, _SHELF_SHARE), (self._lay_out_draft(), 100 - _SHELF_SHARE), within=self)
        self._connect()
        self.begin(UndoHistory(Draft()))

    def _lay_out_draft(self) -> QVBoxLayout:
        px = style.px
        length = row(self._length, self._beside, self.trim_button, None, gap=px(10))
        top = row((self._eyebrow, 1), self.back)
        self._length.setWordWrap(False)
        self._advice.setAccessibleDescription(_("Suggestions; you can save anyway"))
        kinds = FlowLayout().holding(self.kind)
        # Align all text: the frames of rows and the scroll bars are outside the margin.
        inner, edge = (INSET, 0, INSET + SCROLL_GUTTER, 0), px(QUIET_EDGE)
        above = column(self.name, px(16), kinds, px(18), length, px(6), margins=inner)
        add(above, self._bar, px(10), self._lights, px(12), self.obstacles, line(), px(6))
        below = column(self._keys, px(10), self._advice_head, px(2), self._advice, px(6), margins=inner)
        add(below, self.result, px(10))
        self.steps.setMinimumHeight(px(_LEAST_STEPS))
        margins = (_SIDE - INSET, px(30), _SIDE - INSET - 2 * SCROLL_GUTTER, 0)
        first = column(top, px(2), margins=(INSET, 0, INSET + SCROLL_GUTTER - edge, 0))
        page = column_widget(first, above, (self.steps, 1), px(10), below, margins=margins)
        history = (self.undo_button, self.redo_button, self.anew_button)
        buttons = FlowLayout(to_right=len(history)).holding(self.save_button, self.try_button, *history)
        ruled = column(line(), margins=(0, 0, edge, 0))
        foot = column(ruled, buttons, gap=px(14), margins=(_SIDE, 0, _SIDE - edge, px(20)))
        return column((Scroller(page), 1), foot)

    def _connect(self) -> None:
        self.pane.shelf.chosen.connect(self.add)
        self.name.textEdited.connect(
            lambda text: self._change(editing.titled(self.draft, text), about="title")
        )
        self.kind.edited.connect(lambda kind: self._change(replace(self.draft, kind=Kind(str(kind)))))
        self.steps.edited.connect(self._on_step)
        self.steps.dragged.connect(self._on_dragged)
        self.steps.dropped.connect(self.add)
        self.back.clicked.connect(self.closed)
        self.trim_button.clicked.connect(self._trim)
        self.save_button.clicked.connect(lambda: self._save(begin=False))
        self.try_button.clicked.connect(lambda: self._save(begin=True))
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.anew_button.clicked.connect(self._start_anew)
        standard = QKeySequence.StandardKey
        for keys, act in (
            (QKeySequence(standard.Undo), self.undo),
            (QKeySequence("Ctrl+Shift+Z"), self.redo),
            (QKeySequence("Ctrl+Y"), self.redo),
            (QKeySequence(standard.Save), self.save_button.click),
            (QKeySequence("Ctrl+Return"), self.try_button.click),
            (QKeySequence("Ctrl+T"), self._trim),
            (QKeySequence(standard.Find), self.pane.search.begin),
        ):
            QShortcut(keys, self, act)

    # -- what is shown -------------------------------------------------------------------------------

    @property
    def draft(self) -> Draft:
        """The draft."""
        return self._history.present

    @property
    def leaving(self) -> tuple[UndoHistory, Draft] | None:
        """The unsaved work: its history and the saved draft; None if everything is saved."""
        written = self._saved_drafts.get(self.draft.id, Draft())
        as_read = replace(self.draft, title=self.draft.title.strip())
        if as_read in {written, Draft(kind=self.draft.kind)}:
            return None
        return self._history, written

    def set_movements(self, movements: Mapping[str, Movement]) -> None:
        """Offer movements, by id."""
        self._movements = movements
        self.pane.search.set_movements(movements.values())

    def begin(self, history: UndoHistory, written: Draft | None = None) -> None:
        """Edit a draft; ``written`` is what its file contains."""
        self._history = history
        self._saving = False
        self._saved_drafts = {} if written is None else {written.id: written}
        self.tell("")
        self._show(0)
        self.pane.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def saved(self, draft: Draft, text: str) -> None:
        """Handle a successful save under the draft's new id; changes made meanwhile stay."""
        if self._saving:
            self._saving = False
            self._saved_drafts[draft.id] = draft
            if self.draft.id != draft.id:
                self._history = editing.named(self._history, draft.id)
            self._show(self.steps.current())
        self.tell(text)

    def refused(self, text: str) -> None:
        """Handle a failed save or start."""
        self._saving = False
        self.tell(text, wrong=True)

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show the result of an action; an empty text hides the line."""
        self.result.set_tone("amber" if wrong else "green")
        self.result.set_or_hide(text)
        announce(self, text)

    def _show(self, current: int) -> None:
        view = words.composer_view(self.draft)
        self._eyebrow.setText(view.eyebrow)
        if self.name.text() != self.draft.title:
            self.name.setText(self.draft.title)
            self.name.setCursorPosition(0)  # show the beginning of a long name
        self.kind.set_value(str(self.draft.kind))
        self._length.setText(view.length.words)
        self._beside.setText(view.length.beside)
        self._bar.set_view(view.length)
        self._lights.set_areas(view.areas, view.areas_spoken)
        self.steps.set_steps(view.steps, current)
        self._keys.setVisible(bool(view.steps))
        self.trim_button.setVisible(view.trims)
        self.show_obstacles()
        self._show_advice(view.advice)
        self.undo_button.setEnabled(bool(self._history.past))
        self.redo_button.setEnabled(bool(self._history.future))
        self.anew_button.setVisible(self.draft != Draft(kind=self.draft.kind))

    def show_obstacles(self) -> None:
        """Tell why the draft would never be offered, under the present settings."""
        self.obstacles.set_lines(self.obstacles_of(self.draft.session))

    def _show_advice(self, advice: Sequence[str]) -> None:
        more = len(advice) - _MOST_ADVICE
        shown = list(advice[:_MOST_ADVICE])
        if more > 0:
            shown.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
        self._advice.setText("\n".join(shown))
        set_tooltip(self._advice, "\n".join(advice) if more > 0 else "")
        self._advice.setAccessibleName(" ".join(advice))
        self._advice.setVisible(bool(advice))
        self._advice_head.setVisible(bool(advice))

    # -- the draft -----------------------------------------------------------------------------------

    def add(self, movement: str, at: int | None = None) -> None:
        """Add a movement by id before the step of an index, or at the end."""
        if movement not in self._movements:
            return
        draft = editing.added(self.draft, self._movements[movement], at)
        if draft == self.draft:
            most = editing.MOST_STEPS
            self.tell(_("A session has at most {n} steps.").format(n=most), wrong=True)
            return
        self._change(draft, current=len(draft.steps) - 1 if at is None else at, speak=True)

    def undo(self) -> None:
        """Undo one change."""
        self._set_history(editing.undone(self._history))

    def redo(self) -> None:
        """Redo the last undone change."""
        self._set_history(editing.redone(self._history))

    def _set_history(self, history: UndoHistory, *, current: int | None = None, speak: bool = True) -> None:
        """Show another draft; ``speak`` announces what is different of the step, length, areas and advice."""
        if history == self._history:
            return
        before = words.composer_view(self.draft)
        self._history = history
        self.tell("")
        self._show(self.steps.current() if current is None else current)
        if speak:
            announce(self, words.change_announcement(before, words.composer_view(self.draft), current))

    def _on_dragged(self, index: int, to: int) -> None:
        self._change(editing.moved(self.draft, index, to), current=to, speak=True)

    def _on_step(self, action: str, index: int) -> None:
        draft, step = self.draft, self.draft.steps[index]
        current = index
        if action in {"up", "down"}:
            current = min(max(0, index + (1 if action == "down" else -1)), len(draft.steps) - 1)
            draft = editing.moved(draft, index, current)
        elif action in {"less", "more"}:
            draft = editing.dosed(draft, index, step.reps + (1 if action == "more" else -1))
        elif action == "side":
            draft = editing.sided(draft, index, 3 - step.sides)
        elif action == "ease":
            draft = editing.eased(draft, index, easier=not step.easier)
        elif action == "remove":
            draft = editing.removed(draft, index)
        self._change(draft, current=current, speak=True)

    def _change(
        self, draft: Draft, *, current: int | None = None, about: str = "", speak: bool = False
    ) -> None:
        history = editing.changed(self._history, draft, about)
        self._set_history(history, current=current, speak=speak)

    def _trim(self) -> None:
        """Make a draft that is too long fit; undo brings back what went."""
        self._change(editing.trimmed(self.draft), speak=True)

    def _start_anew(self) -> None:
        """Begin an empty draft; undo brings this one back."""
        self._change(Draft(kind=self.draft.kind))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, *, begin: bool) -> None:
        if self._saving:
            return
        lacking = words.hindrance_sentence(self.draft)
        if lacking:
            self.tell(lacking, wrong=True)
            if editing.hindrance(self.draft) is editing.Hindrance.NO_TITLE:
                self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.tell("")
        if begin and self.draft.id and self.leaving is None:
            self.command.emit(("now", self.draft.id))
            return
        self._saving = True
        self.save.emit(self.draft, begin)

    # -- the page ----------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Focus the search."""
        self.pane.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_over(self) -> None:
        """Hand over the unsaved work, which is kept without a question."""
        self.left.emit(self.leaving)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, edge = QPainter(self), self.pane.width()
        painter.fillRect(0, 0, edge, self.height(), style.color("pill"))
        painter.fillRect(edge, 0, 1, self.height(), style.color("line"))
