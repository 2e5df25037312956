"""In the usual window, at usual text, all words of every session are seen at once: nothing scrolls."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing
from intermezzo.ui.kit import style
from intermezzo.ui.player.window import HIGHER, MANY, SIZE, PlayerWindow
from tests.ui.player.conftest import lay_words_out_only
from tests.ui.player.test_player_changes import LIBRARY

pytestmark = pytest.mark.slow


@pytest.fixture
def usual(dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlayerWindow]:
    """A player on a screen with room for it, which draws nothing."""
    monkeypatch.setattr("intermezzo.ui.kit.window.available_geometry", lambda _window: None)
    style.apply(dressed, dark=False, scale=1.0)
    made = PlayerWindow(lambda: 0.0)
    lay_words_out_only(made)
    yield made
    made.hide()
    made.deleteLater()


def moments(session: Session, *, unhurried: bool) -> Iterator[Playing]:
    """Yield a session before it begins, and where it goes on by itself before and in each step."""
    yield Playing(session, unhurried=unhurried)
    if not unhurried:
        for start, lead in zip(session.starts, session.leads, strict=True):
            for elapsed in (start - lead / 2, start + 2.0):
                yield play.advance(Playing(session), elapsed)


@pytest.mark.parametrize("unhurried", [False, True])
def test_nothing_scrolls_in_any_session(usual: PlayerWindow, unhurried: bool) -> None:
    for session in LIBRARY.sessions.values():
        usual.hide()
        for playing in moments(session, unhurried=unhurried):
            usual.start(session, playing)
            QApplication.processEvents()
            assert usual.height() in {SIZE[1], SIZE[1] + HIGHER}
            assert usual.guide.area.verticalScrollBar().maximum() == 0, (session.id, playing.elapsed)


def test_steps_that_give_way_stay_as_high_as_it_goes_on(usual: PlayerWindow) -> None:
    steps, closer = usual.guide.steps, []
    for session in LIBRARY.sessions.values():
        usual.hide()
        usual.start(session)
        QApplication.processEvents()
        before = steps.pitch(), steps.height()
        usual.next_step()
        QApplication.processEvents()
        assert (steps.pitch(), steps.height()) == before
        assert steps.pitch() >= 24
        if steps.pitch() < 39 and len(session.steps) < MANY:
            closer.append(session.id)
    assert "over_the_chair" in closer
    assert len(closer) < 10, "where the words have room, the rows are as high as ever"
