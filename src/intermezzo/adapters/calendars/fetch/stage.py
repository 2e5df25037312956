"""How far a request has come, so that the reason can be told if its time is over."""

from dataclasses import dataclass


@dataclass(slots=True)
class FetchStage:
    """``code`` is that of the fault if the time were over now; such a fault has no facts."""

    code: str = "fetch.slow"
    retry_after: float = 0.0
    """After how many seconds the server wants to be asked again; 0 if it says nothing."""
