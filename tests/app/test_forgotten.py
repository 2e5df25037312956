"""The user has everything forgotten while the real app runs."""

import signal

import pytest

from tests.app.process import end, user
from tests.engine.canaries import NEW, OLD, lay_out
from tests.searching import holding

pytestmark = pytest.mark.slow


def test_a_running_app_forgets_everything_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with user() as one:
        for name in ("XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
            monkeypatch.setenv(name, one.env[name])
        lay_out(one.paths)
        one.lay_out()
        app = one.start()
        with one.paths.log.open("ab") as log:
            log.write(OLD)
        assert holding(OLD, one.folder)
        done = one.run("forget", "--all", "--yes")
        assert (done.returncode, done.stderr) == (0, "")
        assert int(done.stdout.split()[0]) > 20, "with those of this start"
        assert holding(OLD, one.folder) == holding(NEW, one.folder) == []
        assert one.say("moved").ok
        assert end(app, signal.SIGKILL)[0] == -signal.SIGKILL
        app = one.start()
        assert "unexpectedly" in " ".join(one.say("status").data["notices"]), "a log is kept again"
        assert holding(OLD, one.folder) == holding(NEW, one.folder) == []
        assert end(app) == (0, "")
