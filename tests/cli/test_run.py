"""What runs the tray, or draws its windows: where the pictures cannot go."""

import subprocess
import sys
from pathlib import Path

import pytest

from intermezzo.cli import main


@pytest.mark.parametrize("words", [("tour", "--out"), ("--demo", "--pictures")])
def test_pictures_that_cannot_go_there_cost_one_line(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert main([*words, str(file)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"intermezzo: {file}: the folder can’t be created (File exists); choose another"


def test_a_command_to_the_running_app_starts_without_database_library_and_figures(tmp_path: Path) -> None:
    heavy = {"sqlalchemy", "msgspec", "PySide6", "importlib.metadata", "intermezzo.core.practice.model"}
    code = (
        "import sys; from intermezzo.cli import main; ended = main(sys.argv[1:]); "
        f"print({heavy} & sys.modules.keys()); sys.exit(ended)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--home", str(tmp_path), "answer", "begin"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "set()\n"), done.stderr


def test_a_family_that_is_not_imported_is_still_named_where_a_command_is_misspelt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(tmp_path), "wek"])
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "'status'" in line
    assert "'week'" in line
