"""The page of movements: found, filtered, looked at, taken in or out, tried; by mouse and by keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QPixmap, QPixmapCache
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.model import Area, Movement
from intermezzo.presenters.library.repertoire import RepertoireView
from intermezzo.ui.figure.thumbnail import render_thumbnail
from intermezzo.ui.kit import style, text_field
from intermezzo.ui.library.movements.grid import card_rect, disc_rect
from intermezzo.ui.library.movements.page import MovementsPage
from intermezzo.ui.library.window import LibraryWindow
from tests.ui.clock import Clock
from tests.ui.fitting import clipped, nameless, outside, settle
from tests.ui.hands import click, press, scroll_bar
from tests.ui.library.movements.cards import LEFT_OUT, MOVEMENTS, chosen, middle_of, view

pytestmark = pytest.mark.slow


def said(window: MovementsPage) -> list[tuple[str, ...]]:
    words: list[tuple[str, ...]] = []
    window.command.connect(words.append)
    return words


def test_it_opens_on_the_first_of_ones_own_with_only_what_is_seen_drawn(
    window: MovementsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen(window) == "fig4_hinge"
    assert window.detail.title.text() == "Figure four"
    assert window.grid.rows.rowCount() == len(MOVEMENTS)
    drawn: list[str] = []

    def noted(movement: Movement, *rest: Any, **more: Any) -> QPixmap:
        drawn.append(movement.id)
        return render_thumbnail(movement, *rest, **more)

    QPixmapCache.clear()
    monkeypatch.setattr(
        "intermezzo.ui.figure.thumbnail.render_thumbnail", noted
    )  # only watched: the real one draws
    window.grab()
    assert 6 <= len(drawn) <= 12
    assert drawn == [one.movement.id for one in window.grid.rows.cards[: len(drawn)]]
    window.grab()
    assert len(drawn) <= 12, "each is drawn once"
    bar = window.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.grab()
    assert len(drawn) <= 24
    assert drawn[-1] == window.grid.rows.cards[-1].movement.id


def test_three_columns_fill_the_width(window: MovementsPage) -> None:
    tops = [window.grid.visualRect(window.grid.rows.index(n)).top() for n in range(4)]
    assert tops[0] == tops[1] == tops[2] < tops[3]
    last = card_rect(window.grid.visualRect(window.grid.rows.index(2)))
    right = window.grid.viewport().mapTo(window, last.topRight()).x()
    search = window.filters.search
    assert abs(right - search.mapTo(window, search.rect().topRight()).x()) <= 3


def test_the_search_filters_as_one_types(window: MovementsPage) -> None:
    QTest.keyClicks(window.grid, "/")
    assert window.filters.search.hasFocus()
    QTest.keyClicks(window.filters.search, "cup of")
    assert [one.movement.id for one in window.grid.rows.cards] == ["bird_dog"]
    assert chosen(window) == "bird_dog"
    assert window.detail.title.text() == "Bird dog"
    QTest.keyClicks(window.filters.search, " /nap")
    assert window.filters.search.text() == "cup of /nap"
    assert window.grid.rows.cards == ()
    assert window.empty.isVisible()
    assert not window.detail.isVisible()
    click(window.all)
    assert len(window.grid.rows.cards) == len(MOVEMENTS)
    assert chosen(window) == "bird_dog"
    assert window.detail.isVisible()


def test_the_number_found_is_told_where_it_changes(
    window: MovementsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(text_field, "announce", lambda _widget, text: said.append(text))
    window.filters.search.setText("cup of")
    window.filters.search.setText("cup of ")
    window.filters.search.setText("cup of /nap")
    window.filters.clear()
    assert said == ["1 movement", "Nothing found", f"{len(MOVEMENTS)} movements"]


def test_a_letter_among_the_cards_begins_a_search(window: MovementsPage) -> None:
    window.grid.setFocus()
    QTest.keyClicks(window.grid, "c")
    assert window.filters.search.text() == "c"
    QTest.keyClicks(window.filters.search, "at")
    assert window.filters.search.text() == "cat"


def test_the_keyboard_goes_from_search_to_cards_and_back(window: MovementsPage) -> None:
    QTest.keyClick(window.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.filters.search.hasFocus()
    press(window.filters.search, Qt.Key.Key_Down)
    assert window.grid.hasFocus()
    first = window.grid.rows.cards
    for key, row in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Up, 0)):
        press(window.grid, key)
        assert chosen(window) == first[row].movement.id
    words = said(window)
    press(window.grid, Qt.Key.Key_Space)
    press(window.grid, Qt.Key.Key_Right)
    press(window.grid, Qt.Key.Key_Space)
    press(window.grid, Qt.Key.Key_Return)
    second = first[1].movement.id
    assert words == [("repertoire", "out", "fig4_hinge"), ("repertoire", "in", second), ("now", second)]
    press(window.grid, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_escape_leads_out_of_the_search_too(window: MovementsPage) -> None:
    window.filters.search.setFocus()
    press(window.filters.search, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_areas_and_wishes_narrow_it_down_together(window: MovementsPage) -> None:
    click(window.filters.areas[Area.DEEP_CORE])
    assert not window.filters.areas[None].isChecked()
    assert all(Area.DEEP_CORE in one.movement.areas for one in window.grid.rows.cards)
    click(window.filters.own)
    assert {one.movement.id for one in window.grid.rows.cards} == {"sit_to_stand", "bird_dog"}
    click(window.filters.no_floor)
    assert {one.movement.id for one in window.grid.rows.cards} == {"sit_to_stand"}
    click(window.filters.own)
    click(window.filters.seated)
    click(window.filters.quiet)
    assert window.grid.rows.cards
    assert all(one.seated and one.movement.quiet for one in window.grid.rows.cards)


def test_the_disc_takes_in_or_out_and_the_card_only_chooses(window: MovementsPage) -> None:
    words = said(window)
    viewport = window.grid.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of(window, "knee_ext_neutral"))
    assert (chosen(window), words) == ("knee_ext_neutral", [])
    card = card_rect(window.grid.visualRect(window.grid.rows.place("sit_to_stand")))
    disc = disc_rect(card).center().toPoint()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=disc)
    assert words == [("repertoire", "out", "sit_to_stand")]
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=disc)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle_of(window, "fig4_hinge"))
    assert len(words) == 1, "let go elsewhere"


def test_the_pane_says_what_there_is_to_know_and_can_be_done(window: MovementsPage) -> None:
    detail, words = window.detail, said(window)
    assert detail.toggle.text() == "In my repertoire ✓"
    assert "not yet reviewed by a physiotherapist" in detail.source.text()
    assert "Watch for" in detail.watch.text()
    assert "Stop if anything hurts sharply" in detail.rule.line.accessibleName()
    assert not detail.barred.isVisible()
    click(detail.toggle)
    click(detail.attempt)
    assert words == [("repertoire", "out", "fig4_hinge"), ("now", "fig4_hinge")]
    window.set_view(view("bird_dog"))
    assert detail.toggle.text() == "Add to my repertoire"
    window.select("bird_dog")
    window.set_view(view("bird_dog", **LEFT_OUT))
    assert detail.barred.text() == "Left out: kneeling"


def test_the_words_of_the_pane_scroll_by_key(window: MovementsPage, dressed: QApplication) -> None:
    window.window().resize(1314, 664)
    dressed.processEvents()
    press(window.detail.toggle, Qt.Key.Key_PageDown)
    assert scroll_bar(window.detail).value() > 0
    press(window.detail.toggle, Qt.Key.Key_Home)
    assert scroll_bar(window.detail).value() == 0
    press(window.detail.toggle, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_link_leads_to_the_movement_through_every_filter(window: MovementsPage) -> None:
    window.select("bridge_loaded")
    assert 'href="glute_bridge"' in window.detail.ways.text()
    window.filters.search.setText("load")
    assert "glute_bridge" not in {one.movement.id for one in window.grid.rows.cards}
    press(window.grid, Qt.Key.Key_Tab)
    press(window.detail.rule.more, Qt.Key.Key_Tab)
    assert window.detail.ways.selectedText() == "Bridge"
    press(window.detail.ways, Qt.Key.Key_Return)
    assert chosen(window) == "glute_bridge"
    assert window.detail.title.text() == "Bridge"
    assert window.grid.hasFocus()
    window.select("ankle_pump")
    assert window.detail.ways.focusPolicy() == Qt.FocusPolicy.NoFocus, "no link, no stop for Tab"


def test_the_pane_tells_the_ladder_and_where_one_is(window: MovementsPage) -> None:
    window.select("split_hinge")
    assert 'href="dowel_hip_hinge"' in window.detail.ways.text()
    assert 'href="split_hinge"' not in window.detail.ways.text()
    assert "Ladder: Hinge to the wall → " in window.detail.ways.accessibleName()
    assert not window.detail.here.isVisible(), "not done yet"
    window.set_view(view(here={"split_hinge": "⅔ of your range · 4 times"}))
    assert window.detail.here.isVisible()
    assert "⅔ of your range · 4 times" in window.detail.here.text()


def test_a_new_view_leaves_choice_filters_and_place(window: MovementsPage) -> None:
    window.filters.own.setChecked(True)
    window.select("bird_dog")
    window.set_view(view("bird_dog", "fig4_hinge"))
    assert chosen(window) == "bird_dog"
    assert {one.movement.id for one in window.grid.rows.cards} == {"bird_dog", "fig4_hinge"}
    window.set_view(view("fig4_hinge"))
    assert chosen(window) == "fig4_hinge", "it is no longer among them"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_has_its_room_and_every_control_its_name(
    qtbot: QtBot, dressed: QApplication, clock: Clock, dark: bool, scale: float
) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    library = LibraryWindow(clock)
    qtbot.addWidget(library)
    window = library.movements
    window.set_view(view(**LEFT_OUT))
    library.show()
    window.tell("Added to your repertoire: Bird dog. The twelve places were taken; your wish makes one more.")
    for width, height in ((round(1314 * scale), round(982 * scale)), (1160, 914)):
        library.resize(width, height)
        for movement_id in ("bird_dog", "knee_ext_neutral", "raised_lift"):
            window.select(movement_id)
            settle(library)
            assert library.width() == width
            assert clipped(library) == []
            assert outside(library, library) == []
    assert nameless(library) == []


def test_a_screen_reader_reads_the_cards_and_whether_they_are_in(window: MovementsPage) -> None:
    face = QAccessible.queryAccessibleInterface(window.grid)
    assert face is not None
    assert face.text(QAccessible.Text.Name) == "Movements"
    assert face.childCount() == len(MOVEMENTS)
    cells = [face.child(n) for n in range(4)]
    assert cells[0].text(QAccessible.Text.Name) == "Figure four, seated, hips, in your repertoire"
    inside = [card.inside for card in window.grid.rows.cards[:4]]
    assert [bool(cell.state().checked) for cell in cells] == inside
    assert set(inside) == {True, False}
    names = {
        one.accessibleName() for one in (window.detail.toggle, window.detail.attempt, window.filters.search)
    }
    assert names == {"In my repertoire; press to remove it", "Try it now", "Find a movement"}


def test_a_movement_that_is_left_out_is_paler(window: MovementsPage, dressed: QApplication) -> None:
    def darkest(shown: RepertoireView) -> int:
        window.set_view(shown)
        window.select("bird_dog")
        window.grid.show_pose(None, None)
        image: QImage = window.grid.viewport().grab().toImage()
        card = card_rect(window.grid.visualRect(window.grid.rows.place("bird_dog")))
        figure = image.copy(card.adjusted(30, 30, -30, -90))
        return min(
            figure.pixelColor(x, y).lightness()
            for x in range(0, figure.width(), 2) for y in range(0, figure.height(), 2)
        )  # fmt: skip

    assert darkest(view(**LEFT_OUT)) > darkest(view()) + 40


@pytest.mark.parametrize("size", [(1904, 1040), (1350, 728)])
def test_with_large_text_the_filters_fold_into_a_menu_and_one_page_scrolls(
    dressed: QApplication, qtbot: QtBot, size: tuple[int, int]
) -> None:
    style.apply(dressed, dark=False, scale=2.0)
    window = LibraryWindow(Clock())
    qtbot.addWidget(window)
    window.movements.set_view(view())
    window.resize(*size)
    window.show()
    settle(window)
    page, filters = window.movements, window.movements.filters
    assert not any(chip.isVisible() for chip in (*filters.areas.values(), filters.own))
    assert filters.button.text() == "All"
    bars = [one for one in page.findChildren(QScrollBar) if one.isVisible() and one.maximum() > one.minimum()]
    assert len([one for one in bars if not page.detail.isAncestorOf(one)]) == 1
    rows = {one.text(): one for one in filters.menu.actions()}
    for words in ("Deep core", "In my repertoire"):
        rows[words].trigger()
    assert (filters.wanted().area, filters.wanted().own) == (Area.DEEP_CORE, True)
    assert filters.button.text() == "Deep core · In my repertoire"
    assert [words for words, one in rows.items() if one.isChecked()] == ["Deep core", "In my repertoire"]
    page.grid.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        press(page.grid, key)
        card = card_rect(page.grid.visualRect(page.grid.currentIndex()))
        assert page.grid.viewport().visibleRegion().boundingRect().intersects(card)
    window.resize(2600, 1700)
    settle(window)
    assert filters.own.isVisible()
    assert not filters.button.isVisible()


def test_with_large_text_a_card_that_was_found_is_seen_whole(dressed: QApplication, qtbot: QtBot) -> None:
    style.apply(dressed, dark=False, scale=2.0)
    window = LibraryWindow(Clock())
    qtbot.addWidget(window)
    window.movements.set_view(view())
    window.resize(1900, 960)
    window.show()
    settle(window)
    page = window.movements
    page.filters.search.setText("cat")
    settle(window)
    card = card_rect(page.grid.visualRect(page.grid.currentIndex()))
    assert page.grid.viewport().visibleRegion().boundingRect().contains(card)
    assert not page.filters.search.visibleRegion().isEmpty(), "one can go on typing"
