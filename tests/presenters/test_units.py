"""Loads are told in the unit of the user's country."""

from collections.abc import Iterator

import pytest

from intermezzo.adapters.system.language import uses_pounds
from intermezzo.core.faults import message
from intermezzo.presenters.messages import tell
from intermezzo.presenters.units import install_units, load_words


@pytest.fixture(autouse=True)
def kilograms_again() -> Iterator[None]:
    yield
    install_units(pounds=False)


@pytest.mark.parametrize(
    ("load", "kg", "lb"), [(2.0, "2 kg", "4.4 lb"), (2.5, "2.5 kg", "5.5 lb"), (8.0, "8 kg", "17.6 lb")]
)
def test_a_load_in_both_units(load: float, kg: str, lb: str) -> None:
    assert load_words(load) == kg
    install_units(pounds=True)
    assert load_words(load) == lb
    assert tell(message("go_on.weigh", name="Rise", kg=load)).endswith(f"Weigh your bag: {lb}.")


@pytest.mark.parametrize(
    ("environment", "pounds"),
    [
        ({"LANG": "en_US.UTF-8"}, True), ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C"}, False), ({}, False),
        ({"LANG": "en_US.UTF-8", "LC_MEASUREMENT": "de_DE.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US"}, True), ({"LC_ALL": "", "LANG": "my_MM@x"}, True),
    ],
)  # fmt: skip
def test_the_country_of_measures_decides(environment: dict[str, str], pounds: bool) -> None:
    assert uses_pounds(environment) is pounds
