"""The player on the usual screens, at 100 to 200 % text: safety line, buttons and keys are seen whole."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Phase
from intermezzo.presenters.library.movement import stop_sign
from intermezzo.presenters.safety import stop_rule_short
from intermezzo.ui.kit import style
from intermezzo.ui.kit.texts import Text
from intermezzo.ui.kit.widgets import QuietButton
from intermezzo.ui.player.sheet import KEYS, NOTE
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.hands import click, press
from tests.ui.heard import under_way
from tests.ui.player.conftest import lay_words_out_only
from tests.ui.player.test_player_changes import LIBRARY, SESSION, STARTS

pytestmark = pytest.mark.slow

SCREENS = {
    "1366x768": (1.0, QSize(1040, 688)),
    "1920x1080-150": (1.5, QSize(1560, 1007)),
    "1920x1080-200": (2.0, QSize(1904, 1007)),
}
"""Size of text, and the player as large as it opens there beside a panel; on 1920×1080 it is 4 px higher."""
LOW = (2.0, QSize(1350, 700))
"""The largest text on 1366×768."""


@pytest.fixture(params=list(SCREENS.values()), ids=list(SCREENS))
def fitted(
    request: pytest.FixtureRequest, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PlayerWindow]:
    """A player on one of the screens."""
    scale, size = request.param
    yield from _fitted(scale, size, dressed, monkeypatch)


@pytest.fixture
def low(dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlayerWindow]:
    """A player on a screen that is low for its text."""
    yield from _fitted(*LOW, dressed, monkeypatch)


def _fitted(
    scale: float, size: QSize, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PlayerWindow]:
    """Yield a player that lays out its words and draws nothing."""
    monkeypatch.setattr("intermezzo.ui.kit.window.available_geometry", lambda _window: None)
    style.apply(dressed, dark=False, scale=scale)
    made = PlayerWindow(lambda: 0.0)
    lay_words_out_only(made)
    made.start(SESSION)
    made.resize(size)
    QApplication.processEvents()
    assert made.size() == size
    yield made
    made.hide()
    made.deleteLater()


def _show(player: PlayerWindow, session: Session, elapsed: float) -> None:
    player.start(session, play.advance(Playing(session), elapsed))
    QApplication.processEvents()


def _place(player: PlayerWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(player, QPoint(0, 0)), part.size())


def _rows(player: PlayerWindow) -> set[int]:
    return {_place(player, one).center().y() for one in player.guide.buttons()[1:]}


def test_safety_line_and_buttons_are_seen_whole_in_every_session(fitted: PlayerWindow) -> None:
    guide = fitted.guide
    (only_row,) = _rows(fitted)
    for session in LIBRARY.sessions.values():
        for elapsed in (1.0, *(start + 2.0 for start in session.starts)):
            _show(fitted, session, elapsed)
            seen = _place(fitted, guide.area.viewport())
            assert seen.contains(_place(fitted, guide.rule)), (session.id, elapsed)
            assert _rows(fitted) == {only_row}, (session.id, elapsed)
            told = guide.toast.isVisible() or guide.check.isVisible() or guide.complete.isVisible()
            if guide.area.verticalScrollBar().maximum() and not told:
                between = _place(fitted, guide.pause).top() - seen.bottom()
                assert between <= style.px(24), f"{session.id} at {elapsed}: room is empty below faded words"


def test_on_a_low_screen_the_safety_line_stands_under_the_words_which_scroll(low: PlayerWindow) -> None:
    guide = low.guide
    for session in LIBRARY.sessions.values():
        for elapsed in (1.0, *(start + 2.0 for start in session.starts), session.seconds - 1.0):
            _show(low, session, elapsed)
            rule = _place(low, guide.low_rule)
            assert guide.low_rule.isVisible()
            moment = under_way(low).moment
            moves = moment.phase in {Phase.STEP, Phase.TURN}
            own = "" if moves else stop_sign(session.steps[moment.step].movement)
            assert guide.low_rule.text() == (own or stop_rule_short())
            assert rule.height() >= guide.low_rule.heightForWidth(rule.width()), (session.id, elapsed)
            assert not any(rule.intersects(_place(low, one)) for one in (guide.area, *guide.buttons()[1:]))
            assert guide.rule.isVisible() == (elapsed < session.starts[0]), "the line stands there once"


def test_on_a_low_screen_a_new_user_is_told_that_there_is_more_to_read(low: PlayerWindow) -> None:
    guide = low.guide
    (more,) = (one for one in guide.area.findChildren(QuietButton) if one.text() == "More below")
    low.start(SESSION, Playing(SESSION, unhurried=True))
    QApplication.processEvents()
    bar = guide.area.verticalScrollBar()
    click(more)
    clicked = bar.value()
    assert clicked > 0
    for _press in range(bar.maximum()):
        if not more.isVisible():
            break
        before = bar.value()
        press(low, Qt.Key.Key_PageDown)
        assert bar.value() > before
    assert bar.value() == bar.maximum() > clicked
    assert under_way(low).arrived, "it still waits"
    bar.setValue(0)
    assert more.isVisible()
    _show(low, SESSION, SESSION.starts[0] + 2.0)
    assert bar.maximum()
    assert not more.isVisible(), "while it moves, nobody reads on"


def test_on_a_low_screen_who_has_read_on_sees_the_cue_again_once_it_moves(low: PlayerWindow) -> None:
    guide, bar = low.guide, low.guide.area.verticalScrollBar()
    _show(low, SESSION, SESSION.starts[0] - 1.0)
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    for elapsed in (1.0, 2.0):
        moving = play.advance(Playing(SESSION), SESSION.starts[0] + elapsed)
        guide.show_moment(moving, moving.moment)
        assert bar.value() == (0 if elapsed == 1.0 else bar.maximum())
        bar.setValue(bar.maximum())  # scrolled while it moves, it stays


def test_on_a_low_screen_more_below_ends_every_page_after_a_line(low: PlayerWindow) -> None:
    area = low.guide.area
    (more,) = (one for one in area.findChildren(QuietButton) if one.text() == "More below")
    cover, bar = more.parentWidget(), area.verticalScrollBar()
    assert cover is not None
    for session in LIBRARY.sessions.values():
        low.start(session, Playing(session, unhurried=True))
        bar.setValue(0)
        QApplication.processEvents()
        while more.isVisible():
            end = cover.y() - area.viewport().y()
            texts = [one for one in area.viewport().findChildren(Text) if one.isVisible()]
            tops = [(one, one.mapTo(area.viewport(), QPoint()).y()) for one in texts]
            lines = [(top + line.top(), top + line.bottom()) for one, top in tops for line in one.lines()]
            assert not [one for one in lines if one[0] < end <= one[1]], session.id
            steps = low.guide.steps.mapTo(area.viewport(), QPoint()).y()
            assert [one for one in lines if 0 <= one[1] < end] or steps < end // 2, session.id
            click(more)
            QApplication.processEvents()


def test_what_is_told_moves_nothing_and_leaves_the_safety_line(fitted: PlayerWindow) -> None:
    guide = fitted.guide
    for session in LIBRARY.sessions.values():
        _show(fitted, session, session.starts[0] + 2.0)
        parts = (guide.title, guide.cue, guide.watch, guide.rule, guide.steps, *guide.buttons()[1:])
        before = [_place(fitted, one) for one in parts]
        guide.toast.show_message("A movement of a long name won’t come up again.", undo=True)
        QApplication.processEvents()
        assert [_place(fitted, one) for one in parts] == before, session.id
        rule = _place(fitted, guide.rule)
        assert _place(fitted, guide.area.viewport()).contains(rule), session.id
        assert not _place(fitted, guide.toast).intersects(rule), session.id
        guide.toast.hide()
        QApplication.processEvents()
        assert [_place(fitted, one) for one in parts] == before, session.id


@pytest.mark.parametrize("elapsed", [STARTS[1] + 4.0, SESSION.seconds - 2.0])
def test_the_keys_and_the_safety_note_need_no_scrolling(fitted: PlayerWindow, elapsed: float) -> None:
    _show(fitted, SESSION, elapsed)
    for page in (KEYS, NOTE):
        fitted.show_sheet(page)
        QApplication.processEvents()
        assert fitted.guide.sheet.area.isVisible()
        assert fitted.guide.sheet.area.verticalScrollBar().maximum() == 0


def test_buttons_print_their_keys_where_a_row_has_room_and_else_tell_them(fitted: PlayerWindow) -> None:
    guide = fitted.guide
    usual = style.scale() < 2
    assert guide.finish.toolTip() == ("" if usual else "Finish · esc")
    assert guide.pause.toolTip() == "", "as many keys are printed as there is room for"
    fitted.toggle_pause()
    assert guide.pause.toolTip() == ""
    assert guide.pause.accessibleDescription() == "Key Space"
    fitted.resize(fitted.width() + style.px(300), fitted.height())
    QApplication.processEvents()
    assert guide.pause.toolTip() == guide.finish.toolTip() == ""
    assert len(_rows(fitted)) == 1
