"""The views, as the user's settings make them."""

from dataclasses import replace

from intermezzo.app import views
from tests.engine.days import Story


def test_the_tooltip_follows_the_margin_before_a_meeting() -> None:
    story = Story("07:40-10:30", "11:00-12:00")
    tooltips = []
    for leave in (2, 12):
        story.engine.state.settings = replace(story.engine.state.settings, leave=leave)
        story.turn("10:00")
        tooltips.append(views.tray(story.engine, story.at("10:00")).tooltip)
    assert tooltips[0].endswith("27 min free.")
    assert tooltips[1].endswith("17 min free.")
