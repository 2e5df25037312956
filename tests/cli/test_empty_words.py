"""A word that a script has left empty is a mistake: one line, exit code 2, and nothing else happens."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.every_command import samples

SAMPLES = [words for words in samples(Path("room")) if len(words) > 1]


@pytest.mark.parametrize("empty", ["", "  "])
@pytest.mark.parametrize("words", SAMPLES, ids=" ".join)
def test_each_word_of_every_command_says_something(
    run: Run, tmp_path: Path, words: tuple[str, ...], empty: str
) -> None:
    home = tmp_path / "home"
    for place in range(1, len(words)):
        some = (*words[:place], empty, *words[place + 1 :])
        ended = run(home, *some)
        assert (ended.code, ended.out) == (2, "")
        (line,) = ended.err.splitlines()
        assert line.startswith("intermezzo: One word is empty: ")
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "told"), [(("now", ""), "now ''"), (("why", "--at="), "why --at="), (("", "now"), "'' now")]
)
def test_the_line_shows_the_words_and_what_to_do(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    ended = run(tmp_path / "home", *words)
    shown = f"--home {tmp_path}/home {told}"
    assert ended.err == f"intermezzo: One word is empty: {shown}. Fill it in, or leave it out.\n"


def test_a_word_of_one_s_own_may_end_as_an_option_without_value_does(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path / "home", "standard", "add", "hinge =")
    assert ended.code == 1, "only the app to answer is missing"
