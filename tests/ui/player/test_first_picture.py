"""The player is never seen empty."""

from PySide6.QtCore import QEvent, QObject

from intermezzo.core.override import override
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.player.test_player_changes import SESSION


def test_it_is_drawn_before_it_is_seen(player: PlayerWindow) -> None:
    happened: list[str] = []

    class Watch(QObject):
        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and watched is player.stage.dial:
                happened.append("drawn")
            if event.type() == QEvent.Type.Show and watched is player:
                happened.append("seen")
            return False

    watch = Watch()
    for one in (player, player.stage.dial):
        one.installEventFilter(watch)
    player.start(SESSION)
    assert happened[:2] == ["drawn", "seen"]
