"""Which days the user travels on, by the titles in the calendar."""

from collections.abc import Iterable
from datetime import date, tzinfo

from intermezzo.core.scheduling.calendar_rules import Meaning, Occurrence, date_span, meaning, mentions
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Settings

WORDS = (
    "flight", "flights", "fly to", "airport", "train to", "train from", "travel", "travelling", "traveling",
    "road trip", "flug", "flughafen", "zug nach", "bahnfahrt", "reise", "dienstreise", "anreise", "abreise",
    "rückreise", "voyage", "aéroport", "vuelo", "viaje", "aeropuerto", "viaggio", "aeroporto",
)  # fmt: skip
"""Words of a title that tell of travel, in the languages of most calendars here."""


def travels(occurrences: Iterable[Occurrence], settings: Settings, on: date, zone: tzinfo) -> bool:
    """Return whether an event of the local day is travel; those private or called off do not count."""
    span = date_span(on, zone)
    return any(
        not one.private
        and Interval(one.start, one.end).meets(span)
        and mentions(one.title, WORDS, joined=False)
        and (one.all_day or meaning(one, settings) is not Meaning.NOTHING)
        for one in occurrences
    )
