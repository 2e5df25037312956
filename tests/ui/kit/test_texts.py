"""Running text: air between its lines, none around a single one; figures that stand in columns."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Switch
from intermezzo.ui.kit.texts import BodyText, Elided, Rich, Text, Title
from tests.ui.pixels import pixels

LONG = "Two minutes of movement, in the gap that your day has anyway, and no catching up for it. " * 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_lines_stand_apart_and_a_single_one_is_not_taller(
    qtbot: QtBot, dressed: QApplication, scale: float
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    body = BodyText("One line", size=13)
    qtbot.addWidget(body)
    single = QFontMetricsF(body.font()).height()
    assert body.heightForWidth(4000) == pytest.approx(single, abs=1)
    body.setText("One\nand another\nand a third")
    assert body.heightForWidth(4000) == pytest.approx(single + 2 * 19 * scale, abs=1.5)


def test_all_of_a_long_text_is_drawn_in_its_colour(qtbot: QtBot, dressed: QApplication) -> None:
    body = BodyText(LONG, size=13, tone="amber")
    qtbot.addWidget(body)
    body.resize(300, body.heightForWidth(300))
    image = body.grab().toImage()
    amber = style.color("amber_text").rgba()
    drawn = {place // image.width() for place, colour in enumerate(pixels(image)) if colour == amber}
    assert min(drawn) < 13
    assert max(drawn) > image.height() - 13


def test_rich_text_keeps_its_own_lines(qtbot: QtBot, dressed: QApplication) -> None:
    body = BodyText("<b>One</b> line")
    body.setTextFormat(Qt.TextFormat.RichText)
    qtbot.addWidget(body)
    assert body.sizeHint().height() < 30


def test_figures_of_a_column_are_of_one_width(dressed: QApplication) -> None:
    metrics = QFontMetricsF(style.digits(13))
    assert metrics.horizontalAdvance("11:31") == metrics.horizontalAdvance("09:00")


def test_a_switch_is_of_one_size_on_and_off(qtbot: QtBot, dressed: QApplication) -> None:
    switch = Switch("Something")
    qtbot.addWidget(switch)
    spans = []
    for on in (False, True):
        switch.set_value(on)
        switch.resize(switch.sizeHint())
        image = switch.grab().toImage()
        ground, middle = image.pixelColor(1, 1), image.height() // 2
        painted = [x for x in range(image.width()) if image.pixelColor(x, middle) != ground]
        spans.append((min(painted), max(painted)))
    assert spans[0] == spans[1]


def test_a_title_breaks_between_words_and_never_at_a_hyphen(qtbot: QtBot, dressed: QApplication) -> None:
    title = Title(26, "all the mid-back")
    qtbot.addWidget(title)
    assert title.text() == title.accessibleName() == "all the mid-back"
    # Room for "all the mid-" in the first line, but not for "all the mid-back".
    advance = QFontMetricsF(title.font()).horizontalAdvance
    width = round(advance("all the mid-b"))
    title.resize(width, title.heightForWidth(width))
    image, ink = title.grab().toImage(), style.color("ink").rgba()
    drawn = [place % image.width() for place, colour in enumerate(pixels(image)) if colour == ink]
    assert max(drawn) <= max(advance("all the"), advance("mid-back"))


def test_a_title_that_is_too_wide_breaks_at_its_dot_and_leaves_it_out(
    qtbot: QtBot, dressed: QApplication
) -> None:
    words = "Reach & turn · shoulders and ribs"
    title, split = Title(26, words), Title(26, "Reach & turn\nshoulders and ribs")
    for one in (title, split):
        qtbot.addWidget(one)
    whole = QFontMetricsF(title.font()).horizontalAdvance(words)
    heights = []
    for width in (round(whole) + 2, round(whole * 0.9), round(whole) + 2):
        heights.append(title.heightForWidth(width))
        title.resize(width, heights[-1])
        split.resize(width, heights[-1])
        assert title.text() == title.accessibleName() == words
        assert (title.grab().toImage() == split.grab().toImage()) is (width < whole)
    assert heights[0] == heights[2] < heights[1] == split.heightForWidth(round(whole * 0.9))


def test_a_text_with_a_duration_is_heard_in_whole_words(qtbot: QtBot, dressed: QApplication) -> None:
    label, title, line, rich = Text(), Title(26, "2 h 5 min"), Elided("10 min left"), Rich()
    rich.write_sentence("Longest: ", "1 h 30 min", ".")
    rich.follow_look()
    for one in (label, title, line, rich):
        qtbot.addWidget(one)
    assert (title.accessibleName(), line.accessibleName()) == ("2 hours 5 minutes", "10 minutes left")
    assert rich.accessibleName() == "Longest: 1 hour 30 minutes."
    for text, said in (("next · 98 s", "next · 98 seconds"), ("next", ""), ("1 min", "1 minute")):
        label.setText(text)
        assert label.accessibleName() == said
    label.setText("")
    label.setAccessibleName("a name of its own")
    label.setText("next")
    assert label.accessibleName() == "a name of its own"
