"""seats: the room and who sits where, from the command line."""

from __future__ import annotations

import json
from typing import Any

from desktop import cli
from desktop.store.database import Database
from tests import sample_record


def test_a_room_is_set_up_filled_and_told_with_who_got_no_seat(sqlite: Database, capsys: Any):
    sqlite.write(lambda tx: sample_record.fill(tx, 11))

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(["--data", str(sqlite.path), "seats", "101", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    code, _out, err = run()
    assert (code, "chưa có sơ đồ chỗ ngồi" in err) == (1, True)
    code, out, _err = run("--rows", "2", "--columns", "5", "--fill", "--spaced", "--json")
    told = json.loads(out)
    assert (code, told["seats"], told["placed"], len(told["without"])) == (1, 10, 10, 2)
    assert told["given_up"] == ["spaced"]
    code, out, err = run("--rows", "3", "--fill", "--only-unseated")
    assert (code, out) == (0, "")
    code, out, err = run()
    lines = out.splitlines()
    assert (code, len(lines), lines[0].split()[0], lines[-1].split()[0]) == (0, 12, "A1", "C2")
    code, out, err = run("--columns", "4")
    assert code == 1
    assert "mất ghế" in err
    assert run("--rows", "0")[0] == 2
