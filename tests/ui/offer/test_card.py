"""The offer card: every answer, no focus, never off the screen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard
from intermezzo.ui.kit.widgets import QUIET_EDGE, PillButton, QuietButton
from intermezzo.ui.offer import card as offer_card
from intermezzo.ui.offer.card import OfferCard
from tests.ui.hands import click, press
from tools.gallery import samples

Commands = list[tuple[str, ...]]
BUTTONS: list[tuple[Callable[[OfferCard], PillButton | QuietButton], tuple[str, ...]]] = [
    (lambda card: card.begin, ("answer", "begin")),
    (lambda card: card.snooze, ("answer", "snooze", "10")),
    (lambda card: card.done, ("answer", "done")),
    (lambda card: card.still_in, ("answer", "still-in-it")),
    (lambda card: card.not_today, ("answer", "not-today")),
]


@pytest.fixture
def card(qtbot: QtBot, dressed: QApplication) -> OfferCard:
    made = OfferCard()
    qtbot.addWidget(made)
    made.set_view(replace(samples.card(), short=True, call_over=True, not_today=True))
    return made


@pytest.fixture
def commands(card: OfferCard) -> Commands:
    heard: Commands = []
    card.command.connect(heard.append)
    return heard


def words(card: OfferCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def menu_of(button: PillButton | QuietButton) -> QMenu:
    assert button.choices is not None
    return button.choices


@pytest.mark.parametrize(("button", "command"), BUTTONS, ids=[" ".join(words_) for _b, words_ in BUTTONS])
def test_every_button_by_mouse(
    card: OfferCard,
    commands: Commands,
    button: Callable[[OfferCard], PillButton | QuietButton],
    command: tuple[str, ...],
) -> None:
    card.show()
    click(button(card), QPoint(12, 12))
    assert commands == [command]


@pytest.mark.parametrize(("button", "command"), BUTTONS, ids=[" ".join(words_) for _b, words_ in BUTTONS])
def test_every_button_by_key(
    card: OfferCard,
    commands: Commands,
    button: Callable[[OfferCard], PillButton | QuietButton],
    command: tuple[str, ...],
) -> None:
    card.take_focus()
    button(card).setFocus(Qt.FocusReason.TabFocusReason)
    press(button(card), Qt.Key.Key_Space)
    assert commands == [command]


def test_enter_presses_the_button_that_has_the_focus(card: OfferCard, commands: Commands) -> None:
    card.take_focus()
    press(card.done, Qt.Key.Key_Return)
    assert commands == [("answer", "done")]


def test_enter_begins_where_no_button_has_the_focus(card: OfferCard, commands: Commands) -> None:
    card.show()
    press(card, Qt.Key.Key_Return)
    assert commands == [("answer", "begin")]


def test_escape_leads_out_without_an_answer(card: OfferCard, commands: Commands) -> None:
    card.show()
    press(card, Qt.Key.Key_Escape)
    assert commands == [("hide",)]
    assert not card.isVisible()


def test_the_snooze_menu_has_every_length(card: OfferCard, commands: Commands) -> None:
    menu = menu_of(card.snooze)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["5 minutes", "10 minutes", "20 minutes", "After my next meeting"]
    choose(menu, "20 minutes")
    card.set_view(samples.card())
    choose(menu_of(card.snooze), "After my next meeting")
    assert commands == [("answer", "snooze", "20"), ("answer", "snooze", "meeting")]


def test_a_usual_snooze_of_its_own_is_in_the_menu_and_after_the_meeting_only_if_there_is_one(
    card: OfferCard,
) -> None:
    card.set_view(replace(samples.card(), snooze_minutes=15, meeting_later=False))
    texts = [action.text() for action in menu_of(card.snooze).actions()]
    assert texts == ["5 minutes", "10 minutes", "15 minutes", "20 minutes"]
    assert (card.snooze.text(), card.snooze.accessibleName()) == ("Snooze", "Snooze 15 minutes")


def test_the_menu_of_dots_has_what_is_used_less_often(card: OfferCard, commands: Commands) -> None:
    card.set_view(replace(samples.card(), short=True))
    for action in menu_of(card.more).actions():
        if not action.isSeparator():
            action.trigger()
    assert commands == [
        ("answer", "quieter"), ("answer", "short"), ("answer", "skip"), ("answer", "bad-time"),
        ("answer", "no-more-today"), ("gentle", "on"),
    ]  # fmt: skip
    assert not card.begin.isEnabled(), "nothing is answered twice"
    assert not card.more.isEnabled()


def test_the_menu_of_dots_opens_by_mouse_and_by_keys(card: OfferCard, commands: Commands) -> None:
    card.take_focus()
    menu, opened = menu_of(card.more), list[bool]()
    # A menu of a button runs a loop of its own until it is closed.
    menu.aboutToShow.connect(lambda: opened.append(True))
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))
    click(card.more)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space):
        press(card.more, key)
    assert opened == [True] * 4
    assert commands == []


def test_the_triangle_opens_the_menu_instead_of_answering(card: OfferCard, commands: Commands) -> None:
    card.show()
    click(card.snooze, QPoint(card.snooze.width() - 8, 12))
    assert menu_of(card.snooze).isVisible()
    menu_of(card.snooze).hide()
    press(card.snooze, Qt.Key.Key_Down)
    assert menu_of(card.snooze).isVisible()
    menu_of(card.snooze).hide()
    assert commands == []


def test_nothing_is_answered_twice(card: OfferCard, commands: Commands) -> None:
    card.show()
    for button in (card.begin, card.done, card.begin):
        click(button)
    assert commands == [("answer", "begin")]
    card.set_view(samples.card())
    click(card.done)
    assert commands == [("answer", "begin"), ("answer", "done")]


def test_it_shows_what_the_view_says(card: OfferCard) -> None:
    card.show()
    shown = words(card)
    for text in (
        "Free until 12:30",
        "Unwind the hips",
        "1 min 38 s · four steps",
        "standing, no floor",
        "2 h 13 min",
    ):
        assert text in shown


def test_only_what_can_be_answered_is_offered(card: OfferCard) -> None:
    card.set_view(replace(samples.card(), quieter=False, short=False))
    assert "One nobody will notice" not in offered(card)
    assert "Only 90 seconds" not in offered(card)
    card.set_view(replace(samples.card(), quieter=True, short=True))
    assert "One nobody will notice" in offered(card)
    assert "Only 90 seconds" in offered(card)


def offered(card: OfferCard) -> list[str]:
    return [action.text() for action in menu_of(card.more).actions() if action.isVisible()]


def test_what_it_says_to_a_screen_reader_follows_the_gap(card: OfferCard) -> None:
    assert "Free until 12:30" in card.accessibleDescription()
    card.set_eyebrow("Free until 12:10")
    assert "Free until 12:10" in card.accessibleDescription()
    assert "12:30" not in card.accessibleDescription()
    assert "2 hours 13 minutes since you last moved" in card.accessibleDescription()


def test_names_from_a_calendar_are_never_markup(card: OfferCard) -> None:
    card.set_view(replace(samples.card(), title="<b>Hips</b>", line="<img src=x> has ended."))
    shown = words(card)
    assert "<b>Hips</b>" in shown  # the title is plain text, so it is shown as it is
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_it_takes_no_focus_until_asked_to(card: OfferCard) -> None:
    card.show()
    refuses = Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.windowFlags() & refuses
    assert card.windowHandle().flags() & refuses
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    card.take_focus()
    assert not card.windowHandle().flags() & refuses
    assert card.focusWidget() is card.begin
    card.hide()
    card.show()
    assert card.windowHandle().flags() & refuses


def test_it_says_who_it_is(card: OfferCard) -> None:
    assert card.accessibleName() == "Offer: Unwind the hips"
    said = card.accessibleDescription()
    assert "2 hours 13 minutes since you last moved" in said
    assert "Unwind the hips" not in said, "the title is told once"
    assert said.endswith("Return begins, Tab goes to the other answers, Escape hides the card.")
    names = {button.accessibleName() for button in card.findChildren(PillButton)}
    assert names == {"Begin", "Snooze 10 minutes", "Done already"}
    quiet = {button.accessibleName() for button in card.findChildren(QuietButton)}
    assert quiet == {"More actions", "Not today", "Still in the call", "Undo"}


def seen(card: OfferCard) -> QRect:
    """The card's place on the desktop, without its shadow."""
    return card.card_rect().translated(card.pos())


def test_it_stands_by_the_tray(card: OfferCard) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    card.place(QRect(room.right() - 60, room.bottom() - 24, 24, 24))
    assert room.contains(seen(card))
    assert seen(card).bottom() < room.bottom() - 24
    card.place(QRect(room.center().x(), room.top(), 24, 24))
    assert seen(card).top() > room.top() + 24


@pytest.mark.parametrize("anchor", [None, QRect(), QRect(9999, 9999, 24, 24), QRect(-500, -500, 24, 24)])
def test_it_is_never_off_the_screen(card: OfferCard, anchor: QRect | None) -> None:
    card.place(anchor)
    assert QGuiApplication.primaryScreen().availableGeometry().contains(seen(card))


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut_off(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    card = OfferCard()
    qtbot.addWidget(card)
    title = "A session with a title of quite unusual length"
    card.set_view(replace(samples.card(), title=title, short=True, call_over=True, not_today=True))
    card.show()
    dressed.processEvents()
    for label in card.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in (*card.findChildren(PillButton), *card.findChildren(QuietButton)):
        assert not button.isVisible() or card.card_rect().contains(
            QRect(button.mapTo(card, QPoint(0, 0)), button.size())
        ), button.text()


def test_all_that_stands_at_the_right_ends_at_one_edge(card: OfferCard) -> None:
    card.show()
    figure, more = (one.mapTo(card, one.rect().topRight()).x() for one in (card.figure, card.more))
    assert abs(figure - (more - style.px(QUIET_EDGE))) <= 1
    row = (card.begin, card.snooze, card.done, card.more)
    assert len({one.geometry().center().y() for one in row}) == 1


def test_asked_for_it_shows_where_the_keyboard_is(card: OfferCard, qtbot: QtBot) -> None:
    card.take_focus()
    qtbot.waitUntil(card.begin.hasFocus)
    assert by_keyboard(card.begin)


def test_it_is_heard_with_how_to_answer_and_with_the_focus_without_its_title(
    card: OfferCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(offer_card, "announce", lambda _widget, text: said.append(text))
    card.show()
    assert said[-1].startswith("Offer: Unwind the hips. ")
    assert said[-1].count("Unwind the hips") == 1
    assert said[-1].endswith("To answer, open Today, or run “intermezzo show card”.")
    card.set_view(samples.card())
    assert said[-1].startswith("Offer: Unwind the hips. ")
    assert "To answer" not in said[-1], "it was told before"
    card.hide()
    card.take_focus()
    assert said[-1] == card.accessibleDescription(), "its name is the window’s, which is read by itself"
