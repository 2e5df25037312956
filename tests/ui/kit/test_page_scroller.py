"""A page longer than its window ends after a whole line, with something to read above *More below*."""

from itertools import chain

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractSlider, QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.page_scroller import PageScroller
from intermezzo.ui.kit.texts import BodyText, Heading, Rich, Text, Title
from intermezzo.ui.kit.widgets import CardSurface, QuietButton

LONG = " ".join(["Let the ribs sink, and keep the neck long while you reach up."] * 5)


def pages(area: PageScroller) -> list[tuple[int, int]]:
    """Scroll by pages to the end; return where the page stood each time, and the line of its cover."""
    (more,) = area.findChildren(QuietButton)
    cover, bar, found = more.parentWidget(), area.verticalScrollBar(), list[tuple[int, int]]()
    assert cover is not None
    while cover.isVisible():
        found.append((bar.value(), cover.y() - area.viewport().y()))
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        QApplication.processEvents()
        assert bar.value() > found[-1][0]
    return found


def lines_of(text: Text, within: QWidget) -> list[QRect]:
    place = text.mapTo(within, QPoint())
    return [line.translated(place) for line in text.lines()]


@pytest.mark.slow
@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("high", range(100, 420, 20))
def test_every_page_ends_after_a_line_and_no_box_is_empty(
    qtbot: QtBot, dressed: QApplication, high: int, *, told: bool
) -> None:
    title, watch, stop, plain = Title(26, LONG[:60]), Rich(), Rich(), BodyText(LONG)
    watch.write_labelled("Watch", "amber", LONG, leading=122)
    stop.write_labelled("Stop if", "green", "it hurts", leading=120)
    box = CardSurface("pill", radius=10)
    column(watch, stop, gap=6, margins=(14, 10, 14, 11), within=box)
    page = QWidget()
    column(title, box, plain, gap=12, within=page)
    area = PageScroller(page)
    qtbot.addWidget(area)
    area.tell_more(told=told)
    area.resize(300, high)
    area.show()
    QApplication.processEvents()
    lines = {one: lines_of(one, page) for one in (title, watch, stop, plain)}
    all_lines, inside = [*chain.from_iterable(lines.values())], [*lines[watch], *lines[stop]]
    seen = pages(area)
    assert seen
    for top, end in seen:
        cut = top + end
        assert not [one for one in all_lines if one.top() < cut <= one.bottom()]
        assert [one for one in all_lines if top <= one.bottom() < cut]
        if box.y() < cut and top <= inside[-1].bottom():
            assert [one for one in inside if top <= one.bottom() < cut], "the box is empty"


@pytest.mark.slow
@pytest.mark.parametrize("high", range(170, 420, 10))
def test_no_heading_is_the_last_above_the_edge(qtbot: QtBot, dressed: QApplication, high: int) -> None:
    page, heads, texts = QWidget(), [Heading("Get help now"), Heading("Ask first")], list[Text]()
    groups = []
    for head in heads:
        words, box = [BodyText(LONG[:120]) for _ in range(3)], CardSurface("pill", radius=10)
        column(head, *words, gap=6, margins=(14, 10, 14, 11), within=box)
        texts += [head, *words]
        groups.append(box)
    first = Title(26, "Does any of this apply to you?")
    texts.append(first)
    column(first, *groups, gap=12, within=page)
    area = PageScroller(page)
    qtbot.addWidget(area)
    area.resize(300, high)
    area.show()
    QApplication.processEvents()
    places = {one: QRect(one.mapTo(page, QPoint()), one.size()) for one in texts}
    for top, end in pages(area):
        seen = [one for one, place in places.items() if place.top() < top + end]
        last = max(seen, key=lambda one: places[one].top())
        assert not last.heads
        assert places[last].bottom() >= top, "something is seen"


@pytest.mark.slow
def test_lines_are_where_they_are_drawn(qtbot: QtBot, dressed: QApplication) -> None:
    rich = Rich(tone="ink")
    rich.write_labelled("Watch", "amber", LONG, leading=122)
    for text in (rich, Title(30, LONG), BodyText(LONG), Text(LONG)):
        qtbot.addWidget(text)
        text.resize(300, text.heightForWidth(300))
        image = text.grab().toImage()
        ground = image.pixelColor(299, image.height() - 1)
        inked = {y for y in range(image.height()) for x in range(290) if image.pixelColor(x, y) != ground}
        places = text.lines()
        assert len(places) > 1
        assert all(any(line.top() <= y <= line.bottom() for line in places) for y in inked)
        assert all(inked.intersection(range(line.top(), line.bottom() + 1)) for line in places)
    assert len(Text("one line").lines()) == 1
