"""The chime sounds where a step ends and at the end, and not where the user has skipped."""

from itertools import pairwise

from intermezzo.core.practice.cues import Chime, chime_between
from tools.gallery import samples

SESSION = samples.session()


def test_one_chime_for_each_step() -> None:
    times = [tenth / 10 for tenth in range(round(SESSION.seconds * 10) + 2)]
    found = [chime_between(SESSION, one, other) for one, other in pairwise(times)]
    heard = [one for one in found if one is not None]
    assert heard == [*[Chime.STEP] * (len(SESSION.steps) - 1), Chime.END]


def test_none_at_a_jump_nor_where_time_stands_still() -> None:
    end = SESSION.starts[0] + SESSION.steps[0].span
    assert chime_between(SESSION, end - 0.5, end + 0.5) is Chime.STEP
    assert chime_between(SESSION, end - 5, end) is None
    assert chime_between(SESSION, end - 5, end, speed=10.0) is Chime.STEP
    assert chime_between(SESSION, end, end) is None
    assert chime_between(SESSION, end + 1, end - 1) is None
