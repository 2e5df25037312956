"""Where a window opens: in the middle, or beside its opener, of which something stays to be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from intermezzo.ui.kit.screen import GAP, placed, room_of, within

ROOM = QRect(0, 32, 1920, 1048)
SMALL = QRect(0, 32, 1366, 736)


def test_without_an_opener_it_stands_in_the_middle_a_narrow_one_of_the_left_third() -> None:
    assert placed(QSize(1000, 600), ROOM, None) == QPoint(460, 256)
    assert placed(QSize(400, 600), ROOM, None) == QPoint(121, 256)


@pytest.mark.parametrize(
    ("opener", "left"),
    [
        (QRect(100, 100, 420, 600), 100 + 420 + GAP),
        (QRect(1400, 100, 420, 600), 1400 - GAP - 800),
        (QRect(750, 100, 420, 600), 1920 - 800),
        (QRect(600, 100, 720, 600), 1920 - 800),
        (QRect(700, 100, 720, 600), 0),
    ],
)
def test_it_stands_beside_its_opener_or_as_far_to_the_wider_side_as_it_can(opener: QRect, left: int) -> None:
    assert placed(QSize(800, 700), ROOM, opener) == QPoint(left, 100)


def test_on_another_screen_than_its_opener_it_stands_in_the_middle() -> None:
    assert placed(QSize(1000, 600), ROOM, QRect(3000, 100, 420, 600)) == QPoint(460, 256)


@given(
    width=st.integers(300, 1200), height=st.integers(300, 700),
    left=st.integers(0, 900), top=st.integers(32, 300), wide=st.integers(300, 460),
)  # fmt: skip
def test_it_is_all_on_the_screen_and_leaves_some_of_a_narrow_opener_to_be_seen(
    width: int, height: int, left: int, top: int, wide: int
) -> None:
    opener = QRect(left, top, wide, 460)
    area = QRect(placed(QSize(width, height), ROOM, opener), QSize(width, height))
    assert ROOM.contains(area)
    assert not area.contains(opener)


def test_any_window_opened_from_today_leaves_it_to_be_seen() -> None:
    today = QRect(placed(QSize(436, 640), ROOM, None), QSize(436, 640))
    for width in range(300, 1380, 40):
        assert not QRect(placed(QSize(width, 900), ROOM, today), QSize(width, 900)).intersects(today)


def test_one_that_is_larger_than_the_screen_begins_at_its_corner() -> None:
    assert placed(QSize(2000, 1200), SMALL, None) == SMALL.topLeft()


def test_a_place_counts_while_its_upper_edge_can_be_held() -> None:
    other = QRect(1920, 0, 1920, 1080)
    assert room_of(QRect(1500, 1000, 800, 600), [ROOM, other]) == ROOM
    assert room_of(QRect(1600, 1000, 800, 600), [ROOM]) is None
    assert room_of(QRect(100, 0, 800, 600), [ROOM]) is None
    assert room_of(QRect(1600, 1000, 800, 600), [ROOM, other]) == other


def test_a_window_is_all_on_the_screen_that_its_place_is_on() -> None:
    assert within(QRect(100, 300, 800, 700), ROOM) == QPoint(100, 300)
    assert within(QRect(1500, 600, 800, 700), ROOM) == QPoint(1120, 380)
