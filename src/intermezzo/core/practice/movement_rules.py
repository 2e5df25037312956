"""Rules for the words of a movement, as far as a program can check them. They are advice."""

import re
from enum import StrEnum

from intermezzo.core.practice.model import Movement

_JOINED = re.compile(r";|\b(and|or|later)\b")
"""What joins two changes in English; nothing is said about other languages."""
_NOTHING = "Nothing"
"""How a movement begins that has no such form."""


class MovementRule(StrEnum):
    """The rules that a movement can break."""

    EASIER = "easier"
    HARDER = "harder"


def movement_violations(movement: Movement) -> tuple[MovementRule, ...]:
    """Return which of its easier and harder forms change more than one thing."""
    forms = {MovementRule.EASIER: movement.easier, MovementRule.HARDER: movement.harder}
    return tuple(
        rule for rule, text in forms.items() if _JOINED.search(text) and not text.startswith(_NOTHING)
    )
