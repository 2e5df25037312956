"""What runs the tray, or draws its windows: where the pictures cannot go."""

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
