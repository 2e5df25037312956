"""Every value of a TOML text is found where it stands."""

import tomllib

import pytest

from intermezzo.adapters.library.toml_places import KeyPath, place, places

TEXT = '''# a comment = "not a key"
format = 1
"quoted key" = 'x'
tempo = [2, 1.5, # two
    "a,]b", [3]]
long = """
[not.a.table]
""" # after
day = 1979-05-27 07:32:00
inline = { kind = "in", seconds = { a = 4 } }

[words.deep]
name = "N # no comment"

[[steps]]
movement = "a"

[[steps]]
movement = "b"
[steps.more]
x = true
'''


@pytest.mark.parametrize(
    ("path", "at"),
    [
        (("format",), (2, 10)),
        (("quoted key",), (3, 16)),
        (("tempo",), (4, 9)),
        (("tempo", 1), (4, 13)),
        (("tempo", 2), (5, 5)),
        (("tempo", 3, 0), (5, 14)),
        (("long",), (6, 8)),
        (("day",), (9, 7)),
        (("inline", "kind"), (10, 19)),
        (("inline", "seconds", "a"), (10, 41)),
        (("words", "deep"), (12, 1)),
        (("words", "deep", "name"), (13, 8)),
        (("steps",), (15, 1)),
        (("steps", 0, "movement"), (16, 12)),
        (("steps", 1), (18, 1)),
        (("steps", 1, "movement"), (19, 12)),
        (("steps", 1, "more", "x"), (21, 5)),
    ],
)
def test_each_value_is_found(path: KeyPath, at: tuple[int, int]) -> None:
    tomllib.loads(TEXT)
    assert places(TEXT)[path] == at


def test_a_missing_key_is_shown_at_the_table_around_it() -> None:
    known = places(TEXT)
    assert place(known, ("steps", 1, "reps")) == (18, 1)
    assert place(known, ("words", "deep", "cues", 3)) == (12, 1)
    assert place(known, ("nowhere",)) == (1, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "= 3", "[", "[a", "a = [1, 2", "a = {b", "]]]", 'a = "x', "a"])
def test_a_broken_text_ends_the_walk(text: str) -> None:
    assert isinstance(places(text), dict)
