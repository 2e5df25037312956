"""The player's controls: each has one place and one meaning, and what is told moves none of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Kind, Session
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import lead_in
from intermezzo.ui.kit import style
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.clock import Clock
from tests.ui.hands import click, press
from tests.ui.heard import Heard, under_way
from tests.ui.player.test_player_changes import (
    LIBRARY,
    SESSION,
    SIZES,
    STARTS,
    TURN,
    instead,
    said,
    show,
)

pytestmark = pytest.mark.slow

__all__ = ["said"]


def test_finish_later_keeps_the_rest(player: PlayerWindow, qtbot: QtBot) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, STARTS[2] + 1)
    press(player, Qt.Key.Key_L)
    (ending,) = heard.endings
    assert (ending.outcome, ending.reason, ending.left) == (
        EventKind.INTERRUPTED, Reason.FINISH_LATER, len(SESSION.steps) - 2,
    )  # fmt: skip
    assert not player.isVisible()


def test_in_the_last_fifth_there_is_no_later(player: PlayerWindow) -> None:
    heard = Heard(player)
    show(player, SESSION.seconds - 2)
    assert not player.guide.later.isVisible()
    player.finish_later()
    assert [ending.outcome for ending in heard.endings] == [EventKind.COMPLETED]


def test_a_meeting_pauses_and_offers_to_finish_later(player: PlayerWindow, said: list[str]) -> None:
    show(player, STARTS[1] + 4)
    player.give_way("Your meeting begins at 11:30.")
    assert (under_way(player).paused, player.put_off) == (True, True)
    assert said[-1] == "Your meeting begins at 11:30."
    assert player.guide.toast.later.isVisible()
    assert player.guide.pause.text() == "Resume"
    player.resume()
    assert under_way(player).paused, "the lock that was opened is not what paused it"
    click(player.guide.pause)
    assert (under_way(player).paused, player.put_off) == (False, False)
    assert not player.guide.toast.isVisible()


def test_a_ritual_has_no_later(player: PlayerWindow) -> None:
    heard = Heard(player)
    ritual = replace(SESSION, kind=Kind.RITUAL)
    player.start(ritual, play.advance(Playing(ritual), STARTS[1] + 4))
    assert not player.guide.later.isVisible()
    player.give_way("Your meeting begins at 11:30.")
    assert not player.guide.toast.later.isVisible()
    player.finish_later()
    assert [ending.outcome for ending in heard.endings] == [EventKind.PARTIAL]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_button_moves_or_changes_its_meaning(
    dressed: QApplication, clock: Clock, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    """From getting ready to the last second, through a pause, an easier form, a message and a meeting."""
    style.apply(dressed, dark=False, scale=scale)
    player = PlayerWindow(clock)
    qtbot.addWidget(player)
    seen: set[tuple[int, ...]] = set()
    names: set[str] = set()
    buttons = player.guide.buttons()[1:]

    def look() -> None:
        QApplication.processEvents()
        for one in buttons:
            place = one.geometry()
            seen.add((id(one), place.x(), place.y(), place.width(), place.height()))
            names.add(one.accessibleName())

    player.start(SESSION)
    player.resize(*size)
    for elapsed in (2.0, lead_in(SESSION, 1) + 1, STARTS[1] + 4, TURN + 1, SESSION.seconds - 2):
        show(player, elapsed)
        look()
        player.toggle_easier()
        look()
    show(player, STARTS[1] + 4)
    player.exchange(1, instead(1), "A movement of a long name goes; another one takes its place.", undo=True)
    look()
    player.give_way("Your meeting starts at 11:30. You can finish in your next gap.")
    look()
    assert names == {"Previous step", "Pause", "Resume", "Next step", "Easier", "Finish", "More actions"}
    assert len(seen) == 6, "each has one place"


def test_complete_comes_where_nothing_was(player: PlayerWindow) -> None:
    show(player, SESSION.seconds - 2)
    QApplication.processEvents()
    complete = player.guide.complete.mapTo(player.guide, player.guide.complete.rect().topLeft())
    place = QRect(complete, player.guide.complete.size())
    show(player, STARTS[1] + 4)
    QApplication.processEvents()
    others = player.guide.buttons()[1:]
    assert not any(one.geometry().intersects(place) for one in others)
    assert player.guide.complete.isHidden()


@pytest.mark.parametrize("session", LIBRARY.sessions.values(), ids=lambda session: str(session.id))
def test_what_is_told_brings_no_scroll_bar(
    dressed: QApplication, undrawn: PlayerWindow, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr("intermezzo.ui.kit.window.available_geometry", lambda _window: None)
    undrawn.start(session, play.advance(Playing(session), session.starts[0] + 1.0))
    for undo in (True, False):
        name = session.steps[0].movement.name
        line = f"{name} won’t come up again. {name} takes its place."
        undrawn.guide.toast.show_message(line, undo=undo, later=not undo)
        QApplication.processEvents()
        assert undrawn.guide.area.verticalScrollBar().maximum() == 0
    undrawn.hide()


def test_the_safety_note_and_the_keys_are_shown_on_demand_and_the_session_waits(
    player: PlayerWindow, said: list[str], qtbot: QtBot
) -> None:
    heard = Heard(player)
    with qtbot.waitActive(player):
        show(player, STARTS[1] + 4)
    for key, action, title in (
        (Qt.Key.Key_S, player.guide.note, "Safety note"), (Qt.Key.Key_Question, player.guide.keys, "Keys"),
    ):  # fmt: skip
        press(player, key)
        assert player.guide.sheet.isVisible()
        assert player.guide.sheet.title.text() == title
        assert said[-1].startswith(title)
        assert under_way(player).paused
        press(player, Qt.Key.Key_Escape)
        assert not player.guide.sheet.isVisible()
        assert not under_way(player).paused
        action.trigger()
        assert player.guide.sheet.isVisible()
        press(player, key)
        assert not player.guide.sheet.isVisible()
        action.trigger()
        click(player.guide.sheet.close_button)
        assert not player.guide.sheet.isVisible()
        assert not under_way(player).paused
    player.toggle_pause()
    press(player, Qt.Key.Key_S)
    press(player, Qt.Key.Key_S)
    assert under_way(player).paused, "who paused before stays paused"
    press(player, Qt.Key.Key_S)
    click(player.guide.pause)
    assert not player.guide.sheet.isVisible(), "to go on closes it"
    assert not under_way(player).paused
    assert heard.endings == []
