"""Every hostile server is one fault of its own, told in one sentence, and a secret is told in none."""

import secrets

import pytest

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Answer
from intermezzo.presenters.messages import tell
from tests.adapters.calendars.fetch.asking import address
from tests.adapters.calendars.fetch.hostile import PATH, Case, cases, slow_cases
from tests.adapters.calendars.fetch.servers import Servers

CASES = cases()
SLOW_CASES = slow_cases()
SECRET = secrets.token_hex(8)


def asked(all_: list[Case], servers: Servers, seconds: float) -> dict[str, Answer]:
    """Return the answers to requests with a secret in the address, all asked by one child."""
    requests = [address(case.start(servers).url(PATH.format(secret=SECRET), case.host)) for case in all_]
    return dict(zip([case.name for case in all_], ask(requests, seconds), strict=True))


@pytest.fixture(scope="module")
def answers(session_servers: Servers) -> dict[str, Answer]:
    return asked(CASES, session_servers, 60.0)


@pytest.fixture(scope="module")
def slow_answers(session_servers: Servers) -> dict[str, Answer]:
    return asked(SLOW_CASES, session_servers, 5.0)


def check(case: Case, answer: Answer) -> None:
    assert answer.fault is not None
    assert answer.fault.code == case.code
    assert answer.documents == ()
    assert not answer.unchanged
    told = tell(answer.fault)
    assert told != case.code
    assert "\n" not in told
    assert SECRET not in f"{answer.fault} {told} {answer}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.slow
def test_it_is_told_by_a_fault_of_its_own(case: Case, answers: dict[str, Answer]) -> None:
    check(case, answers[case.name])


@pytest.mark.slow
@pytest.mark.parametrize("case", SLOW_CASES, ids=lambda case: case.name)
def test_the_time_of_a_request_is_limited_as_a_whole(case: Case, slow_answers: dict[str, Answer]) -> None:
    check(case, slow_answers[case.name])
