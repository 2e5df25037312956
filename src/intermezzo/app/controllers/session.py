"""Every window: made when first needed, told what to show, and its signals connected."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intermezzo.app import views
from intermezzo.app.controllers.base import delete_on_close, raise_window
from intermezzo.app.controllers.interruptions import GONE_LIMIT, Interruptions
from intermezzo.app.day import DayController
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Ending
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.commands.result import StepReplaced
from intermezzo.presenters.messages import tell
from intermezzo.presenters.views import TodayView, WeekView
from intermezzo.ui.kit import style
from intermezzo.ui.offer.card import OfferCard
from intermezzo.ui.tray.tray import Tray

if TYPE_CHECKING:
    from intermezzo.ui.player.window import PlayerWindow
    from intermezzo.ui.today.window import TodayWindow
    from intermezzo.ui.week.window import WeekWindow

WATCH_MS = 2000
"""How often presence and clocks are looked at while a session runs."""


class Windows(QObject):
    """Shows what the desk knows. ``say`` takes every command that a window sends."""

    guiding = Signal(object, object)
    """The player, of which there is one, is about to begin with this Session."""

    def __init__(
        self,
        desk: DayController,
        tray: Tray,
        say: Callable[[tuple[str, ...]], None],
        parent: QObject,
        speed: float,
        *,
        floats: bool = True,
    ) -> None:
        """``speed`` is how much faster the player's time runs: more than 1 in demonstrations and tests only.

        ``floats``: a card can stand above without the focus; where not, it opens when the user asks for it.
        """
        super().__init__(parent)
        self.speed = speed
        self.floats = floats
        self.desk = desk
        self.tray = tray
        self.say = say
        self.card = self._new_card()
        self.player: PlayerWindow | None = None
        self.today: TodayWindow | None = None
        self.week: WeekWindow | None = None
        self._export: Callable[[str], None] | None = None
        self._offered: str | None = None
        self._locked_since: float | None = None
        self._giving_way = Interruptions(desk)
        self._looking = False
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look)
        desk.changed.connect(self.refresh)
        desk.begun.connect(self.guide)
        desk.exchanged.connect(self._exchanged)
        desk.slept.connect(self.slept)

    def refresh(self) -> None:
        """Tell tray, card and Today what is true now."""
        self.tray.set_view(views.tray(self.desk.engine, self.desk.now()))
        self._refresh_card()
        if self.today is not None and self.today.isVisible():
            self.today.set_view(self._today_view())
        if self.player is not None and self.desk.engine.running is None:
            self.player.closing.set_coming(views.coming(self.desk.engine, self.desk.now()))

    def refuse(self) -> None:
        """A command could not be done: the card takes answers again."""
        view = views.card(self.desk.engine, self.desk.now())
        if view is not None and self.card.isVisible():
            self.card.set_view(view)
        if self.player is not None:
            self.player.stay()
        self.refresh()

    def show_today(self) -> None:
        """Open Today, or raise it."""
        if self.today is None:
            from intermezzo.ui.today.window import TodayWindow

            self.today = TodayWindow()
            self.today.command.connect(self.say)
            self.today.calendars_dropped.connect(self._dropped)
            delete_on_close(self.today, self._today_closed)
        self.today.set_view(self._today_view())
        raise_window(self.today)

    def show_card(self) -> None:
        """Bring the card back, with the keyboard, because the user asked for it."""
        if self.desk.engine.offer is not None:
            self._refresh_card()
            self.card.take_focus()
        else:
            self.show_today()

    def hide_card(self) -> None:
        """Esc: the card leaves, the offer stands until it is unanswered."""
        self.card.hide()

    def show_week(self, view: WeekView, export: Callable[[str], None]) -> None:
        """Open the week, or turn it to another; ``export`` saves the one that is shown."""
        self._export = export
        if self.week is None:
            from intermezzo.ui.week.window import WeekWindow

            self.week = WeekWindow()
            self.week.command.connect(self.say)
            self.week.export_requested.connect(self._export_week)
            delete_on_close(self.week, self._week_closed)
        self.week.set_view(view)
        raise_window(self.week)

    def _today_closed(self) -> None:
        self.today = None

    def _week_closed(self) -> None:
        self.week = None

    def guide(self, session: Session) -> None:
        """The player takes the session."""
        self.card.hide()
        if self.player is not None and self.player.made_for != style.scale():
            self.player.deleteLater()
            self.player = None
        if self.player is None:
            from intermezzo.ui.player.window import PlayerWindow

            self.player = PlayerWindow(self.desk.clocks.monotonic, speed=self.speed)
            self.player.step_done.connect(self._step_done)
            self.player.finished.connect(self._finished)
            self.player.command.connect(self.say)
        self.guiding.emit(self.player, session)
        self.player.start(session)
        self._locked_since = None
        self._giving_way = Interruptions(self.desk)
        self._watch.start()
        self._look()  # a call that is under way now was no news to the user

    def slept(self, seconds: float) -> None:
        """The machine slept through part of a session: it is interrupted, never completed."""
        if seconds > GONE_LIMIT:
            self._interrupt(Reason.SUSPENDED)

    def end(self) -> None:
        """The app is about to quit: a session under way ends here."""
        if self.player is not None:
            self.player.finish()

    # -- inside --------------------------------------------------------------------------------------

    def _today_view(self) -> TodayView:
        return views.today(self.desk.engine, self.desk.now(), self.desk.status.values())

    def _new_card(self) -> OfferCard:
        card = OfferCard()
        card.command.connect(self.say)
        return card

    def _refresh_card(self) -> None:
        if self.card.made_for != style.scale():
            # What is laid out for one size of text is not laid out for another.
            self.card.hide()
            self.card.deleteLater()
            self.card, self._offered = self._new_card(), None
        offer = self.desk.engine.offer
        view = views.card(self.desk.engine, self.desk.now())
        if offer is None or view is None:
            self._offered = None
            self.card.hide()
            return
        shown = f"{offer.occurrence} {offer.since} {offer.session.id}"
        if shown == self._offered:
            return
        self._offered = shown
        self.card.set_view(view)
        self.card.place(self.tray.geometry())
        if self.floats:
            self.card.show()

    def _export_week(self, form: str) -> None:
        if self._export is not None:
            self._export(form)

    def _step_done(self, index: int, seconds: float, eased: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.desk.step_done(index, seconds, eased=eased)

    def _finished(self, how: Ending) -> None:
        self._watch.stop()
        self.desk.finished(how)

    def _exchanged(self, how: StepReplaced) -> None:
        if self.player is not None:
            self.player.exchange(how.index, how.step, tell(how.message), undo=not how.undone)

    def _interrupt(self, reason: Reason) -> None:
        if self.player is not None and self.desk.engine.running is not None:
            self.player.interrupt(reason)

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self.desk.watch(self._on_presence)

    def _on_presence(self, sample: Presence) -> None:
        self._looking = False
        player = self.player
        if player is None or self.desk.engine.running is None:
            return
        now = self.desk.clocks.monotonic()
        if sample.locked is True and self._locked_since is None:
            self._locked_since = now
            player.pause()
        elif sample.locked is True and self._locked_since is not None:
            if now - self._locked_since > GONE_LIMIT:
                self._interrupt(Reason.LOCKED)
        elif sample.locked is False and self._locked_since is not None:
            self._locked_since = None
            player.resume()
        self._giving_way.look(player, sample)

    def _dropped(self, files: list[str]) -> None:
        self.say(("calendar", "add", *[str(Path(file)) for file in files]))
