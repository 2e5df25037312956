"""The repertoire window: found, filtered, looked at, taken in or out, tried; by mouse and by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library, resources
from intermezzo.core.model import Area
from intermezzo.core.settings import Settings
from intermezzo.ui import style
from intermezzo.ui.repertoire.card_paint import disc_of, paint_card
from intermezzo.ui.repertoire.grid import card_of
from intermezzo.ui.repertoire.window import RepertoireWindow
from intermezzo.words.repertoire import RepertoireView, repertoire_view
from tests.ui.fitting import clipped, nameless
from tests.ui.hands import click, press

MOVEMENTS = library.load([resources.sessions()]).movements
OWN = ("fig4_hinge", "sit_to_stand", "bird_dog")
LEFT_OUT: dict[str, Any] = {"leave_out": ("kneeling",)}


def view(*active: str, **settings: Any) -> RepertoireView:
    return repertoire_view(MOVEMENTS.values(), active or OWN, Settings(**settings))


class Clock:
    """Seconds that a test turns on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, clock: Clock) -> Iterator[RepertoireWindow]:
    """The window as it opens."""
    made = RepertoireWindow(clock)
    qtbot.addWidget(made)
    made.set_view(view())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.resize(1314, 918)  # as on a large screen
    dressed.processEvents()
    yield made
    made.hide()


def chosen(window: RepertoireWindow) -> str:
    card = window.grid.current()
    return card.movement.id if card is not None else ""


def said(window: RepertoireWindow) -> list[tuple[str, ...]]:
    words: list[tuple[str, ...]] = []
    window.command.connect(words.append)
    return words


def middle_of(window: RepertoireWindow, movement_id: str) -> QPoint:
    return card_of(window.grid.visualRect(window.grid.rows.place(movement_id))).center()


def point_at(window: RepertoireWindow, movement_id: str) -> None:
    """Move the pointer over a card, whatever lies above the window here."""
    place = QPointF(middle_of(window, movement_id))
    viewport = window.grid.viewport()
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(viewport.mapToGlobal(place.toPoint()))
    event = QMouseEvent(QEvent.Type.MouseMove, place, where, no_button, no_button, no_key)
    QApplication.sendEvent(viewport, event)


def test_it_opens_on_the_first_of_ones_own_with_only_what_is_seen_drawn(window: RepertoireWindow) -> None:
    assert chosen(window) == "fig4_hinge"
    assert window.detail.title.text() == "Figure four"
    assert window.grid.rows.rowCount() == len(MOVEMENTS) == 71
    drawn = len(window.grid.pictures)
    assert 3 <= drawn <= 15
    bar = window.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.grab()
    assert drawn < len(window.grid.pictures) <= 48


def test_three_columns_fill_the_width(window: RepertoireWindow) -> None:
    tops = [window.grid.visualRect(window.grid.rows.index(n)).top() for n in range(4)]
    assert tops[0] == tops[1] == tops[2] < tops[3]
    last = card_of(window.grid.visualRect(window.grid.rows.index(2)))
    right = window.grid.viewport().mapTo(window, last.topRight()).x()
    search = window.filters.search
    assert abs(right - search.mapTo(window, search.rect().topRight()).x()) <= 3


def test_the_search_filters_as_one_types(window: RepertoireWindow) -> None:
    QTest.keyClicks(window.grid, "/")
    assert window.filters.search.hasFocus()
    QTest.keyClicks(window.filters.search, "cup of")
    assert [one.movement.id for one in window.shown()] == ["bird_dog"]
    assert chosen(window) == "bird_dog"
    assert window.detail.title.text() == "Bird dog"
    QTest.keyClicks(window.filters.search, " /")
    assert window.filters.search.text() == "cup of /"
    assert window.shown() == ()
    assert window.empty.isVisible()
    assert not window.detail.isVisible()
    click(window.all)
    assert len(window.shown()) == 71
    assert chosen(window) == "bird_dog"
    assert window.detail.isVisible()


def test_the_keyboard_goes_from_search_to_cards_and_back(window: RepertoireWindow) -> None:
    QTest.keyClick(window.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.filters.search.hasFocus()
    press(window.filters.search, Qt.Key.Key_Down)
    assert window.grid.hasFocus()
    first = window.shown()
    for key, row in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Up, 0)):
        press(window.grid, key)
        assert chosen(window) == first[row].movement.id
    words = said(window)
    press(window.grid, Qt.Key.Key_Space)
    press(window.grid, Qt.Key.Key_Right)
    press(window.grid, Qt.Key.Key_Space)
    press(window.grid, Qt.Key.Key_Return)
    assert words == [
        ("repertoire", "out", "fig4_hinge"), ("repertoire", "in", "knee_ext_neutral"),
        ("now", "knee_ext_neutral"),
    ]  # fmt: skip
    press(window.grid, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_escape_leads_out_of_the_search_too(window: RepertoireWindow) -> None:
    window.filters.search.setFocus()
    press(window.filters.search, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_areas_and_wishes_narrow_it_down_together(window: RepertoireWindow) -> None:
    click(window.filters.areas[Area.DEEP_CORE])
    assert not window.filters.areas[None].isChecked()
    assert all(Area.DEEP_CORE in one.movement.areas for one in window.shown())
    click(window.filters.own)
    assert {one.movement.id for one in window.shown()} == {"sit_to_stand", "bird_dog"}
    click(window.filters.no_floor)
    assert {one.movement.id for one in window.shown()} == {"sit_to_stand"}
    click(window.filters.own)
    click(window.filters.seated)
    click(window.filters.quiet)
    assert window.shown()
    assert all(one.seated and one.movement.quiet for one in window.shown())


def test_the_disc_takes_in_or_out_and_the_card_only_chooses(window: RepertoireWindow) -> None:
    words = said(window)
    viewport = window.grid.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of(window, "knee_ext_neutral"))
    assert (chosen(window), words) == ("knee_ext_neutral", [])
    card = card_of(window.grid.visualRect(window.grid.rows.place("sit_to_stand")))
    disc = disc_of(card).center().toPoint()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=disc)
    assert words == [("repertoire", "out", "sit_to_stand")]
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=disc)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle_of(window, "fig4_hinge"))
    assert len(words) == 1, "let go elsewhere"


def test_the_pane_says_what_there_is_to_know_and_can_be_done(window: RepertoireWindow) -> None:
    detail, words = window.detail, said(window)
    assert detail.toggle.text() == "In my repertoire ✓"
    assert "not yet reviewed by a physiotherapist" in detail.source.text()
    assert "Watch for" in detail.watch.text()
    assert "Stop if anything hurts sharply" in detail.rule.text()
    assert not detail.barred.isVisible()
    click(detail.toggle)
    click(detail.attempt)
    click(window.compose)
    click(window.plan)
    assert words == [
        ("repertoire", "out", "fig4_hinge"), ("now", "fig4_hinge"), ("show", "composer"), ("show", "plan"),
    ]  # fmt: skip
    window.set_view(view("bird_dog"))
    assert detail.toggle.text() == "Take into my repertoire"
    window.select("bird_dog")
    window.set_view(view("bird_dog", **LEFT_OUT))
    assert detail.barred.text() == "Left out: kneeling"


def test_the_words_of_the_pane_scroll_by_key(window: RepertoireWindow, dressed: QApplication) -> None:
    window.resize(1314, 600)
    dressed.processEvents()
    press(window.detail.toggle, Qt.Key.Key_PageDown)
    assert window.detail.scrolled() > 0
    press(window.detail.toggle, Qt.Key.Key_Home)
    assert window.detail.scrolled() == 0
    press(window.detail.toggle, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_link_leads_to_the_movement_through_every_filter(window: RepertoireWindow) -> None:
    window.select("bridge_loaded")
    assert 'href="glute_bridge"' in window.detail.ways.text()
    window.filters.search.setText("load")
    assert "glute_bridge" not in {one.movement.id for one in window.shown()}
    press(window.grid, Qt.Key.Key_Tab)
    assert window.detail.ways.selectedText() == "bridge"
    press(window.detail.ways, Qt.Key.Key_Return)
    assert chosen(window) == "glute_bridge"
    assert window.detail.title.text() == "Bridge"
    assert window.grid.hasFocus()
    assert window.detail.ways.focusPolicy() == Qt.FocusPolicy.NoFocus, "no link, no stop for Tab"


def test_a_new_view_leaves_choice_filters_and_place(window: RepertoireWindow) -> None:
    window.filters.own.setChecked(True)
    window.select("bird_dog")
    window.set_view(view("bird_dog", "fig4_hinge"))
    assert chosen(window) == "bird_dog"
    assert {one.movement.id for one in window.shown()} == {"bird_dog", "fig4_hinge"}
    window.set_view(view("fig4_hinge"))
    assert chosen(window) == "fig4_hinge", "it is no longer among them"


def test_one_movement_moves_the_chosen_one_or_the_one_under_the_pointer(
    window: RepertoireWindow, qtbot: QtBot, clock: Clock
) -> None:
    moved: list[tuple[str, object]] = []
    window.loop.posed.connect(lambda movement, pose: moved.append((movement.id, pose)))
    clock.now += 0.7
    qtbot.waitUntil(lambda: bool(moved))
    assert {name for name, _pose in moved} == {"fig4_hinge"}
    assert window.detail.figure.pose == moved[-1][1]
    point_at(window, "sit_to_stand")
    qtbot.waitUntil(lambda: moved[-1][0] == "sit_to_stand")
    clock.now += 0.7
    count = len(moved)
    qtbot.waitUntil(lambda: len(moved) > count + 1)
    assert {name for name, _pose in moved[count:]} == {"sit_to_stand"}
    assert window.detail.figure.pose != moved[-1][1]
    assert window.grid.mover.pose == moved[-1][1]
    assert chosen(window) == "fig4_hinge"
    window.grid.verticalScrollBar().setValue(40)
    place = card_of(window.grid.visualRect(window.grid.rows.place("sit_to_stand")))
    qtbot.waitUntil(lambda: place.contains(window.grid.mover.geometry()))
    QApplication.sendEvent(window.grid.viewport(), QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: moved[-1][0] == "fig4_hinge")


def test_it_begins_where_the_still_stands(window: RepertoireWindow, qtbot: QtBot) -> None:
    still = window.detail.figure.pose
    posed: list[tuple[object, object]] = []
    window.loop.posed.connect(lambda movement, pose: posed.append((movement, pose)))
    qtbot.waitUntil(lambda: bool(posed))
    assert posed[0] == (MOVEMENTS["fig4_hinge"], still)


def test_nothing_moves_that_nobody_sees(window: RepertoireWindow, qtbot: QtBot) -> None:
    assert window.loop.running()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.loop.running())
    point_at(window, "sit_to_stand")
    assert window.loop.running(), "under the pointer it moves all the same"
    QApplication.sendEvent(window.grid.viewport(), QEvent(QEvent.Type.Leave))
    assert not window.loop.running()
    window.activateWindow()
    qtbot.waitUntil(window.loop.running)
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.loop.running())
    window.showNormal()
    window.activateWindow()
    qtbot.waitUntil(window.loop.running)
    window.filters.search.setText("nothing like it")
    assert not window.loop.running()
    window.filters.clear()
    assert window.loop.running()
    window.hide()
    assert not window.loop.running()


def test_reduced_motion_shows_the_two_ends(
    window: RepertoireWindow, dressed: QApplication, clock: Clock
) -> None:
    style.apply(dressed, dark=False, reduced_motion=True)
    seen = set()
    window.loop.posed.connect(lambda _movement, pose: seen.add(pose))
    for _n in range(60):
        clock.now += 0.37
        window.loop._tick()
    assert {pose.at for pose in seen if pose.side == 1} == {0.0, 1.0}
    assert len(seen) == 4, "the two ends of either side"


def test_a_frame_paints_the_moving_figures_and_no_card(
    window: RepertoireWindow, qtbot: QtBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []

    def noted(painter: Any, card: Any, shown: Any, *rest: Any, **more: Any) -> None:
        painted.append(shown.movement.id)
        paint_card(painter, card, shown, *rest, **more)

    before = window.detail.figure.pose
    clock.now += 6.2  # past the hold, in which nothing is painted at all
    with qtbot.waitSignal(window.loop.posed):
        pass
    QApplication.processEvents()
    # Only watched: the real one paints.
    monkeypatch.setattr("intermezzo.ui.repertoire.grid.paint_card", noted)
    for _n in range(5):
        clock.now += 0.1
        with qtbot.waitSignal(window.loop.posed):
            pass
        QApplication.processEvents()
    assert painted == []
    assert window.grid.mover.pose == window.detail.figure.pose != before
    still = card_of(window.grid.visualRect(window.grid.rows.place("fig4_hinge")))
    assert still.contains(window.grid.mover.geometry())


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_has_its_room_and_every_control_its_name(
    qtbot: QtBot, dressed: QApplication, clock: Clock, dark: bool, scale: float
) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    window = RepertoireWindow(clock)
    qtbot.addWidget(window)
    window.set_view(view(**LEFT_OUT))
    window.show()
    window.resize(round(1314 * scale), round(918 * scale))
    window.tell("In your repertoire: Bird dog. The twelve places were taken; your wish makes one more.")
    for movement_id in ("bird_dog", "knee_ext_neutral", "raised_lift"):
        window.select(movement_id)
        dressed.processEvents()
        assert clipped(window) == []
    assert nameless(window) == []


def test_a_screen_reader_reads_the_cards_and_whether_they_are_in(window: RepertoireWindow) -> None:
    face = QAccessible.queryAccessibleInterface(window.grid)
    assert face is not None
    assert face.text(QAccessible.Text.Name) == "Movements"
    assert face.childCount() == 71
    cells = [face.child(n) for n in range(4)]
    assert cells[0].text(QAccessible.Text.Name) == "Figure four, seated, hips, in your repertoire"
    assert [cell.state().checked for cell in cells[:3]] == [1, 0, 1]
    names = {
        one.accessibleName() for one in (window.detail.toggle, window.detail.attempt, window.filters.search)
    }
    assert names == {"In my repertoire; press to take it out", "Try it now", "Find a movement"}


def drop(window: RepertoireWindow, *paths: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def test_a_plan_that_is_dropped_is_passed_on_and_other_files_get_a_line(window: RepertoireWindow) -> None:
    words = said(window)
    drop(window, "/tmp/plan.toml")
    assert (words, window.line.isVisible()) == ([("plan", "add", "/tmp/plan.toml")], False)
    drop(window, "/tmp/photo.jpg", "/tmp/other.toml")
    assert words[1:] == [("plan", "add", "/tmp/other.toml")]
    assert window.line.text() == "photo.jpg is no plan: a plan is a file that ends in .toml."


def test_a_movement_that_is_left_out_is_paler(window: RepertoireWindow, dressed: QApplication) -> None:
    def darkest(shown: RepertoireView) -> int:
        window.set_view(shown)
        window.select("bird_dog")
        window.grid.show_pose(None, None)
        image: QImage = window.grid.viewport().grab().toImage()
        card = card_of(window.grid.visualRect(window.grid.rows.place("bird_dog")))
        figure = image.copy(card.adjusted(30, 30, -30, -90))
        return min(
            figure.pixelColor(x, y).lightness()
            for x in range(0, figure.width(), 2) for y in range(0, figure.height(), 2)
        )  # fmt: skip

    assert darkest(view(**LEFT_OUT)) > darkest(view()) + 40
