"""What somebody typed is found by beginnings of words, by names first, and with one slip of the finger."""

import pytest

from intermezzo.core.practice.search import SearchText, folded, found, search_text

THINGS = {
    "bird dog": search_text(
        names=["Bird dog"], areas=["hips", "Mid-back"], text=["As if it carried a cup of tea."]
    ),
    "waves": search_text(
        names=["Slow waves", "Cat-camel"], areas=["Mid-back"], text=["Curl, from the tail on."]
    ),
    "reach": search_text(names=["Reach"], areas=["shoulder girdle"], text=["The dog looks up."]),
    "elan": search_text(names=["Élan vers l’avant", "Füße"]),
}  # fmt: skip


def names(query: str) -> list[str]:
    return list(found(query, THINGS, THINGS.__getitem__))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", list(THINGS)),
        (" / ", list(THINGS)),
        ("DOG  bird", ["bird dog"]),
        ("bird cat", []),
        ("elan", ["elan"]),
        ("avant élan", ["elan"]),
        ("fusse", ["elan"]),
        ("fuß", ["elan"]),
        ("og", []),  # within a word
        ("cat", ["waves"]),
        ("cat-camel", ["waves"]),
        ("catcamel", ["waves"]),
        ("mid back", ["bird dog", "waves"]),
        ("midback", ["bird dog", "waves"]),
        ("cup of /", ["bird dog"]),
    ],
)
def test_every_word_is_found_by_its_beginning_without_case_and_accents(query: str, wanted: list[str]) -> None:
    assert names(query) == wanted


def test_names_come_before_areas_and_areas_before_other_text() -> None:
    assert names("dog") == ["bird dog", "reach"]
    some = {
        "text": SearchText((), (), ("neck",)), "area": SearchText((), ("neck",), ()),
        "name": SearchText(("neck",), (), ()), "other name": SearchText(("necklace",), (), ("neck",)),
    }  # fmt: skip
    assert found("neck", some, some.__getitem__) == ("name", "other name", "area", "text")


@pytest.mark.parametrize(
    "typed", ["shouldr", "shouldder", "shoulfer", "shuolder", "shoulders", "houlder", "xhoulder", "shoudle"]
)
def test_one_slip_is_forgiven(typed: str) -> None:
    assert names(typed) == ["reach"]


def test_a_slip_is_forgiven_only_where_nothing_else_is_found_and_the_word_is_long() -> None:
    some = {"wall": search_text(names=["Wall slide"]), "walk": search_text(names=["Walk"])}
    assert found("wall", some, some.__getitem__) == ("wall",)
    assert found("walx", some, some.__getitem__) == ("wall", "walk")
    assert found("wxl", some, some.__getitem__) == ()
    assert names("shuoldre") == [], "two slips"
    assert names("shuolder gidle") == [], "one in each of two words"
    assert names("shuolder girdle") == ["reach"]


def test_case_and_accents_are_folded() -> None:
    assert folded("Élan") == folded("élan") == "elan"
