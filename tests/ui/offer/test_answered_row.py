"""After an answer the card tells what follows, with *Undo*, and leaves by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import style
from intermezzo.ui.offer.card import OfferCard
from tests.ui.fitting import clipped
from tests.ui.hands import click, press
from tools.gallery import samples

LINE = "Snoozed until 12:05, or the next gap after that."


@pytest.fixture
def card(qtbot: QtBot, dressed: QApplication) -> OfferCard:
    made = OfferCard()
    qtbot.addWidget(made)
    made.set_view(samples.card())
    made.place(None)
    made.show()
    return made


def test_it_takes_the_place_of_the_offer_and_leaves(card: OfferCard) -> None:
    high, corner = card.height(), card.geometry().bottomRight()
    card.show_answer(LINE)
    assert card.tells
    assert (card.begin.isVisible(), card.answer.undo.isVisible()) == (False, True)
    assert card.height() < high / 2
    assert card.geometry().bottomRight() == corner, "it stays where it was pressed"
    assert card.accessibleDescription() == LINE
    card.answer.over.emit()
    assert not card.isVisible()
    assert not card.tells


def test_undo_is_said_by_mouse_and_key_and_the_next_offer_stands_there_as_usual(card: OfferCard) -> None:
    heard: list[tuple[str, ...]] = []
    card.command.connect(heard.append)
    card.show_answer(LINE)
    click(card.answer.undo)
    card.show()
    card.show_answer(LINE)
    press(card, Qt.Key.Key_Return)
    assert heard == [("undo",)] * 2
    card.set_view(samples.card())
    card.show()
    assert card.begin.isVisible()


def test_with_somebody_there_it_stays_for_another_while(
    card: OfferCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.show_answer(LINE)
    monkeypatch.setattr(card, "isActiveWindow", lambda: True)
    card.answer.timer.timeout.emit()
    assert card.isVisible()
    card.answer.timer.timeout.emit()
    assert not card.isVisible(), "a pointer that was left there keeps nothing on the screen"
    monkeypatch.undo()
    card.show_answer(LINE)
    monkeypatch.setattr(card, "isActiveWindow", lambda: False)
    monkeypatch.setattr(card, "underMouse", lambda: False)
    card.answer.timer.timeout.emit()
    assert not card.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_is_cut_off(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    made = OfferCard()
    qtbot.addWidget(made)
    made.set_view(samples.card())
    made.show()
    made.show_answer("From now on, nothing between 11:30 and 12:30. You can change it in Settings.")
    dressed.processEvents()
    assert clipped(made) == []
