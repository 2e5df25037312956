"""The ``take-away`` command, through the parser that runs it."""

from pathlib import Path

import pytest

from intermezzo.cli import main

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.slow
def test_both_sizes_are_saved_and_other_files_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--home", str(tmp_path / "home"), "take-away", "--pdf")
    printed, phone, other = (tmp_path / name for name in ("page.pdf", "phone.pdf", "other.pdf"))
    assert main([*words, str(printed)]) == 0
    assert main([*words, str(phone), "--phone"]) == 0
    assert capsys.readouterr().out == f"{printed}\n{phone}\n"
    assert printed.read_bytes().startswith(b"%PDF-")
    assert b"/MediaBox [0 0 595" in printed.read_bytes()
    assert b"/MediaBox [0 0 29" in phone.read_bytes()
    other.write_bytes(b"of somebody else")
    assert main([*words, str(other)]) == 1
    assert other.read_bytes() == b"of somebody else"
