"""The messages between parent and the child that fetches. Documents travel after the answer, as bytes."""

from dataclasses import dataclass, field

from intermezzo.core.faults import Message
from intermezzo.core.settings import Calendar

SECONDS = 20.0
"""The total time of one request, redirects and everything included."""
PROMPT_SECONDS = 120.0
"""The time for the user to type the password of the keyring, before the requests begin."""
DOCUMENT_BYTES = 64 * 1024 * 1024
"""Of one answer, decompressed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked about one calendar.

    ``action`` is ``fetch``, ``find`` (the calendars of an account or a program), ``keep`` (store ``secret``
    in the keyring), ``drop`` (delete it there) or ``release`` (the version that a page of releases names,
    as the one document). To find those of a CalDAV account, ``calendar.path`` is the name of its server, a
    URL or an e-mail address; for a release it is the address of the page. ``secret`` is an address or a
    password that the user has just given or that is kept for this run only; empty: it is in the keyring.
    ``unlock``: a locked keyring may ask for its password, because the user waits for the answer.
    ``validators`` are those of the last answer from the same secret; without them everything is fetched.
    ``start`` and ``end`` are ISO 8601 in UTC, for sources that can select; exceptions and series that reach
    into the window are always included. Nothing counts as unchanged if the last answer was about less time,
    so these should be whole days.
    """

    action: str
    calendar: Calendar
    secret: str = field(default="", repr=False)
    unlock: bool = False
    validators: dict[str, str] = field(default_factory=dict)
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one request.

    Without ``fault``, a ``fetch`` has ``documents`` of iCalendar text, or is ``unchanged``; a ``find`` has
    ``found``. ``validators`` go into the next request. ``retry_after`` is in seconds, 0 if the server says
    nothing. ``for_this_run``: there is no keyring, so the secret could not be kept. ``warnings`` are what the
    user should know although it worked.
    """

    documents: tuple[bytes, ...] = field(default=(), repr=False)
    unchanged: bool = False
    found: tuple[Calendar, ...] = ()
    validators: dict[str, str] = field(default_factory=dict)
    fault: Message | None = None
    warnings: tuple[Message, ...] = ()
    retry_after: float = 0.0
    for_this_run: bool = False


@dataclass(slots=True)
class FetchStage:
    """How far a request has come; ``code`` is that of the fault, without facts, if the time were over now."""

    code: str = "fetch.slow"
    retry_after: float = 0.0
    """After how many seconds the server wants to be asked again; 0 if it says nothing."""
