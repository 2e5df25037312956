"""The policy of an organisation, as its file is read."""

from pathlib import Path

import pytest

from intermezzo.adapters import settings_file
from intermezzo.adapters.system import policy_file
from intermezzo.core.settings import SPECS, Settings
from intermezzo.core.system_policy import NO_POLICY, PERSONAL, SHARED, SystemPolicy
from intermezzo.presenters.messages import tell
from intermezzo.presenters.policy import locked_line, policy_line

WHOLE = 'organisation = "Example Ltd"\n[set]\nrhythm = "steady"\n[lock]\ntitles = false\nsnooze = 15\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def lines(file: Path, text: str) -> tuple[SystemPolicy, list[str]]:
    """What is read of a text, and what is told of it without the path."""
    file.write_text(text)
    policy, wrong = policy_file.read(file)
    return policy, [tell(one).replace(str(file), "policy.toml") for one in wrong]


def test_without_a_file_nothing_is_set(file: Path) -> None:
    assert policy_file.read(file) == (NO_POLICY, ())
    assert policy_line(NO_POLICY) == ""


def test_it_names_who_has_set_and_fixed_what(file: Path) -> None:
    policy, wrong = lines(file, WHOLE)
    assert policy == SystemPolicy("Example Ltd", {"rhythm": "steady"}, {"titles": False, "snooze": 15})
    assert wrong == []
    assert policy_line(policy) == (
        "Example Ltd; chosen to begin with: How often; fixed: Snooze for and Meeting names on the card"
    )
    assert locked_line(policy) == "Set by Example Ltd"


@pytest.mark.parametrize("key", sorted(PERSONAL))
def test_what_is_the_users_alone_is_not_used(file: Path, key: str) -> None:
    value = "[]" if isinstance(getattr(Settings(), key), tuple) else "true"
    for table in ("set", "lock"):
        policy, wrong = lines(file, f'organisation = "X"\n[{table}]\n{key} = {value}\nsnooze = 5\n')
        assert (policy.defaults, policy.fixed) in (({"snooze": 5}, {}), ({}, {"snooze": 5}))
        assert wrong == [f"policy.toml: {key}: only the user can choose this; it is not used"]


def test_body_place_equipment_and_calendars_are_the_users_alone() -> None:
    of_the_body = {"leave_out", "equipment", "chair", "floor", "quiet_place", "weights", "suggest_steps"}
    of_the_day = {"easy_first_hour", "soft_exhale", "water", "before_the_car", "before_bed", "bedtime"}
    assert of_the_body | of_the_day | {"most_load", "calendars"} <= PERSONAL
    assert SPECS.keys() > PERSONAL
    assert SPECS.keys() > SHARED


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('organisation = "X"\n[lock]\nsnoze = 5\n', "policy.toml: snoze: unknown setting; it is not used"),
        (
            'organisation = "X"\n[lock]\nsnooze = 500\n',
            "policy.toml: snooze: 500 is not valid; use a whole number from 1 to 60",
        ),
        ("[lock]\n", 'policy.toml: organisation is missing; add organisation = "Name"'),
        (
            'organisation = "X"\nlock = 5\n',
            "policy.toml: under [set] and [lock], write a setting on each line: titles = false",
        ),
        ('organisation = "X"\nsnooze = 5\n', "policy.toml: snooze: unknown setting; it is not used"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_that_says_where_and_how_to_mend_it(
    file: Path, text: str, line: str
) -> None:
    assert lines(file, text)[1] == [line]


def test_a_file_that_is_no_toml_sets_nothing_and_says_where(file: Path) -> None:
    policy, wrong = lines(file, 'organisation = "X"\n[lock\n')
    assert policy == NO_POLICY
    assert len(wrong) == 1
    assert wrong[0].startswith("policy.toml, line 2: ")
    assert file.exists()  # it is not ours to set aside


def test_a_name_is_plain_text(file: Path) -> None:
    assert lines(file, 'organisation = "A\\u202Eb\\nc"\n')[0].organisation == "Ab c"


def test_a_default_is_used_until_the_user_chooses(tmp_path: Path) -> None:
    policy, path = SystemPolicy("X", {"snooze": 20}), tmp_path / "settings.toml"
    assert settings_file.read(path, policy)[0].snooze == 20
    path.write_text("settle = 3\n")
    assert settings_file.read(path, policy) == (Settings(snooze=20, settle=3), {})
    settings_file.write(path, Settings(snooze=20, settle=4), policy)
    assert "snooze" not in path.read_text()
    settings_file.write(path, Settings(snooze=10, settle=4), policy)
    assert settings_file.read(path, policy)[0].snooze == 10


def test_a_fixed_value_is_used_and_what_the_user_wrote_is_kept(tmp_path: Path) -> None:
    policy, path = SystemPolicy("X", {}, {"snooze": 20}), tmp_path / "settings.toml"
    path.write_text("snooze = 5 # mine\n")
    assert settings_file.read(path, policy)[0] == Settings(snooze=20)
    settings_file.write(path, Settings(snooze=20, settle=4), policy)
    assert "snooze = 5 # mine\n" in path.read_text()
    assert settings_file.read(path)[0] == Settings(snooze=5, settle=4)


def test_a_new_file_shows_what_is_fixed_as_a_comment(tmp_path: Path) -> None:
    policy, path = SystemPolicy("X", {}, {"snooze": 20}), tmp_path / "settings.toml"
    settings_file.write(path, Settings(snooze=20), policy)
    assert "# fixed by policy: snooze = 20\n" in path.read_text()
    assert settings_file.read(path)[0] == Settings()


def test_the_numbers_of_a_fixed_rhythm_are_locked_with_it() -> None:
    assert SystemPolicy("X", {}, {"rhythm": "quiet"}).locked == {"rhythm", "interludes", "micros", "spacing"}
    assert SystemPolicy("X", {"rhythm": "quiet"}, {"snooze": 5}).locked == {"snooze"}
