"""What is refused before it is parsed, and what is not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.system.toml_text import DEEPEST, MOST_PARTS, Unread, read
from intermezzo.presenters.messages import tell

MOST = 256 * 1024

REFUSED = {
    "arrays": ("\na = " + "[" * (DEEPEST + 1), 2, 5 + DEEPEST, "more than 16 levels deep"),
    "inline tables": ("a = " + "{a = " * 20, 1, 5 + 5 * DEEPEST, "more than 16 levels deep"),
    "digits": ("a = " + "9" * 5000, 1, 5, "longer than 200 characters"),
    "digits in groups": ("a = 1" + "_000" * 2000, 1, 5, "longer than 200 characters"),
    "hexadecimal": ("a = 0x" + "f" * 5000, 1, 5, "longer than 200 characters"),
    "key": ("k" * 201 + " = 1", 1, 1, "longer than 200 characters"),
    "dotted key": ("a." * MOST_PARTS + "a = 1", 1, 2 * MOST_PARTS, "more than 16 parts"),
    "dotted with blanks": ("a . " * 20 + "a = 1", 1, 4 * MOST_PARTS - 1, "more than 16 parts"),
    "quoted parts": ('"a".' * 20 + "a = 1", 1, 4 * MOST_PARTS, "more than 16 parts"),
    "header": ("[" + "a." * 20 + "a]", 1, 1 + 2 * MOST_PARTS, "more than 16 parts"),
    "too large": ("#" * (MOST + 1), 1, 1, "larger than 256 kB"),
}

READ = {
    "brackets in strings": 'a = "' + "[" * 99 + '"\nb = """' + "[[\n" * 99 + '"""\nc = \'' + "{" * 99 + "'",
    "brackets in a comment": "# " + "[" * 99 + "\na = 1",
    "quotes in strings": 'a = """x""y"""""\nb = \'\'\'x\'\'y\'\'\'\'\'\nc = "\\"["\nd = [[1], [\'"\']]',
    "long strings": f'a = "{"x" * 5000}"\nb = """{"9" * 5000}"""',
    "side by side": "a = [" + "[1], " * 5000 + "]",
    "numbers": "a = [" + "1.5, " * 5000 + "]",
    "many keys": "".join(f"a.b{number} = {number}\n" for number in range(2000)),
    "deep enough": "a = " + "[" * DEEPEST + "]" * DEEPEST,
    "windows": "a = 1\r\nb = [\r\n  2,\r\n]\r\n",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.toml"


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_limit_is_told_with_its_place(path: Path, name: str) -> None:
    text, line, column, what = REFUSED[name]
    path.write_text(text)
    found = read(path, MOST)
    assert isinstance(found, Unread)
    assert (found.line, found.column, found.damaged) == (line, column, True)
    assert what in tell(found.what)


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_like_it_is_read(path: Path, name: str) -> None:
    path.write_bytes(READ[name].encode())
    assert read(path, MOST) == (READ[name].replace("\r\n", "\n"), tomllib.loads(READ[name]))


@given(st.text(st.sampled_from("[]{}=.,\n\"'#\\ a9"), max_size=60))
def test_a_text_within_the_limits_is_read_as_tomllib_reads_it(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode())
    found = read(path, MOST)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert isinstance(found, Unread)
        return
    # Nothing of this length breaks a limit, but brackets and dots where they are no text.
    assert found == (text, data) or (isinstance(found, Unread) and found.what.code != "toml.not_toml")
