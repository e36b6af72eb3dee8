"""pictures and role-word: what badges show of the office, kept, listed and let go of."""

from __future__ import annotations

import json
from pathlib import Path

from desktop.services import groups
from desktop.services.conferences import find_conference
from desktop.store.upgrade import open_database
from tests.commands.conftest import Run
from tests.papers.test_pictures import SVG


def test_pictures_are_set_listed_and_cleared_and_what_is_none_is_refused(run: Run, conference: str, tmp_path: Path):
    (tmp_path / "logo.svg").write_bytes(SVG)
    (tmp_path / "danh sách.png").write_bytes(b"a;b")
    assert run("pictures", "set", "emblem", tmp_path / "logo.svg")[0] == 0
    assert run("pictures", "set", "background", tmp_path / "logo.svg", "--conference", conference)[0] == 0
    _code, out, _err = run("pictures", "list", "--conference", conference, "--json")
    assert sorted((each["kind"], each["office"]) for each in json.loads(out)) == [
        ("background", False),
        ("emblem", True),
    ]
    code, _out, err = run("pictures", "set", "emblem", tmp_path / "danh sách.png")
    assert (code, "danh sách.png" in err) == (1, True)
    assert run("pictures", "clear", "emblem")[0] == 0
    assert run("pictures", "clear", "emblem")[0] == 1


def test_a_role_group_is_given_its_word_by_its_title(run: Run, conference: str, tmp_path: Path):
    assert run("role-word", conference, "Phường", "học viên")[0] == 0
    assert run("role-word", conference, "Không có", "X")[0] == 2
    database = open_database(tmp_path / "record.db", desk="1")
    try:
        found = database.read(lambda tx: groups.list_groups(tx, find_conference(tx, conference).id))
    finally:
        database.close()
    assert {group.title: group.role_word for group in found}["Phường"] == "học viên"
