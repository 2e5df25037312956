"""What processes leave half written: that of the ended goes, that of the running stays."""

import os
import subprocess
import sys
from pathlib import Path

from intermezzo.adapters.system import partial_files


def test_what_ended_processes_left_goes_and_copies_of_running_ones_stay(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    running = partial_files.prefix() + "a", partial_files.copy_prefix() + "b"
    for name in (*running, f".part-{ended.pid}-c", f"intermezzo-copy-{ended.pid}-d", ".part-old", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rows").touch()
    assert str(os.getpid()) in running[0]
    partial_files.sweep(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {*running, "theirs"}
    # Another home's copy may be in the same folder.
    partial_files.sweep(tmp_path, everything=True)
    assert {one.name for one in tmp_path.iterdir()} == {running[1], "theirs"}
