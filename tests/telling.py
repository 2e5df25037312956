"""What is told of faults and messages, for tests that look at sentences."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from intermezzo.core.faults import Fault, Message
from intermezzo.presenters.messages import tell


def told(messages: Iterable[Message]) -> list[str]:
    """Return the sentence of each."""
    return [tell(one) for one in messages]


@contextmanager
def fault_told(pattern: str) -> Iterator[None]:
    """Expect a Fault whose sentence matches, as ``pytest.raises`` does with ``match``."""
    with pytest.raises(Fault) as caught:
        yield
    assert re.search(pattern, tell(caught.value))
