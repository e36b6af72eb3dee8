"""server serve | desks | lock and desk join, as two programs on two computers."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from desktop.services.serving import where
from tests import kept_record
from tests.services.attendance.hall import fill
from tests.services.serving.conftest import at_home, programs

ROOT = Path(__file__).resolve().parents[2]


def command(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """One command of the user of this data folder, to its end."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--language", "en", *map(str, words)],
        capture_output=True,
        text=True,
        env={**os.environ, "TAP_HUAN_HOME": str(home)},
        check=False,
        timeout=120,
    )


class Served:
    """`server serve` as a program of its own."""

    def __init__(self, home: Path) -> None:
        words = [sys.executable, "-u", str(ROOT / "main.py"), "--language", "en", "server", "serve", "một cửa"]
        self.process = subprocess.Popen(
            [*words, "--address", "127.0.0.1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "TAP_HUAN_HOME": str(home)},
        )
        self.said: list[str] = []

    def until(self, pattern: str) -> str:
        """What it says up to a line of this kind; the line's first group."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError("".join(self.said))


@pytest.fixture
def served(tmp_path: Path, home: Path) -> Iterator[Served]:
    programs()
    database, _made = kept_record.filled(home / "taphuan.db", fill)
    database.close()
    made = Served(home)
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.process.wait(20)
    from desktop.store.own_server import OwnServer

    OwnServer().remove()


@pytest.mark.slow
def test_a_conference_is_shared_joined_recorded_and_back_by_commands_alone(served: Served, home: Path, tmp_path: Path):
    code = served.until(r"Code: (\S+) \(")
    desk, other = tmp_path / "desk", tmp_path / "other"
    joined = command(desk, "desk", "join", code, "--name", "Bàn 2", "--json")
    assert (joined.returncode, json.loads(joined.stdout)["desk"]) == (0, "Bàn 2")
    assert served.until(r"Joined: (.*)") == "Bàn 2"
    again = served.until(r"Code: (\S+) \(")
    assert again != code
    refused = command(other, "desk", "join", code)
    assert (refused.returncode, "used already" in refused.stderr) == (1, True)
    served.until(r"(tried a code)")
    entered = command(desk, "check-in", "một cửa", "Sáng", "Nguyễn Thị Hà", "--at", "2018-05-23T07:45", "--json")
    assert entered.returncode == 0, entered.stderr
    listed: dict[str, Any] = json.loads(command(home, "server", "desks", "--json").stdout)
    assert [(each["desk"], each["marks"], each["locked"]) for each in listed["desks"]] == [("Bàn 2", 1, False)]
    refused = command(home, "check-in", "một cửa", "Sáng", "Trần Đức An", "--at", "2018-05-23T07:45")
    assert (refused.returncode, "shared with other desks" in refused.stderr) == (1, True)
    assert command(home, "server", "lock", "bàn 2").returncode == 0
    assert command(desk, "conference", "list").returncode == 1 or "locked" in command(desk, "conference", "list").stderr
    served.process.send_signal(signal.SIGTERM)
    served.until(r"(Back in the data file)")
    assert served.process.wait(60) == 0
    with at_home(home):
        assert where.load() is None
    after = command(home, "check-in", "một cửa", "Sáng", "Nguyễn Thị Hà", "--at", "2018-05-23T07:45", "--json")
    assert json.loads(after.stdout)["result"] == "already_in"


@pytest.mark.parametrize("minutes", ["-5", "0", "0x"])
def test_a_conference_is_shared_for_no_less_than_a_minute(minutes: str, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["server", "serve", "101", f"--for={minutes}"]) == 2
    assert f"“{minutes}”" in capsys.readouterr().err
