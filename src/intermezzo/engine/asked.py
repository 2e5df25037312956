"""The stored list of the questions that were shown of late, so that a restart does not ask them again."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import msgspec

from intermezzo.core.practice.progression.questions import AskedQuestion

ASKED = "asked"
"""The key of the fact."""


def written(asked: Sequence[AskedQuestion], today: date) -> str:
    """Return the text of the fact: the questions of ``today``."""
    found = [asdict(one) for one in asked if one.day == today]
    return msgspec.json.encode(found).decode()


def read(fact: str | None) -> list[AskedQuestion]:
    """Return the questions in a fact; none if it cannot be read."""
    try:
        return [
            AskedQuestion(one["code"], date.fromisoformat(one["day"]), one["occurrence"])
            for one in msgspec.json.decode(fact or "[]", type=list[dict[str, str]])
        ]
    except (ValueError, KeyError, RecursionError):  # of msgspec too
        return []
