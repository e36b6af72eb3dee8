"""Desks' files: read without changing them, and refused in words when they are not what they should be."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import uuid
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import cli, i18n, wording
from desktop.domain.errors import Cancelled, UnreadableFile
from desktop.services import attendance
from desktop.services.desks import files
from desktop.services.desks.bundles import EXCHANGED, Bundle, columns
from desktop.services.desks.exchange import VERSION, from_bytes, from_tables, plain_tables, to_bytes
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import Hall, fill, open_hall
from tests.services.desks.laptops import Desk


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def hall(sqlite: Database) -> Hall:
    return open_hall(sqlite)


def fingerprint(path: Path) -> dict[str, str]:
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in path.parent.glob(f"{path.name}*")}


def test_a_plain_copy_of_the_data_file_is_merged_and_left_as_it_was(hall: Hall, tmp_path: Path) -> None:
    hall.database.close()
    folder = tmp_path / "usb"
    folder.mkdir()
    copy = folder / "bàn 2.db"
    shutil.copy(hall.database.path, copy)
    other = Hall(open_database(copy, desk="Bàn 2"), hall.conference_id, hall.morning, hall.afternoon, hall.people)
    other.let_in("Nguyễn Thị Hà")
    other.database.close()
    before = fingerprint(copy)
    report = Desk(hall).take(files.read(copy))
    assert report.new_marks == 1
    assert fingerprint(copy) == before
    assert hall.person("Nguyễn Thị Hà").desk == "Bàn 2"


def test_a_copy_that_is_open_elsewhere_is_read_whole(hall: Hall, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    hall.database.close()
    copy = folder / "ban2.db"
    shutil.copy(hall.database.path, copy)
    other = Hall(open_database(copy, desk="Bàn 2"), hall.conference_id, hall.morning, hall.afternoon, hall.people)
    other.let_in("Nguyễn Thị Hà")
    assert Desk(hall).take(files.read(copy)).new_marks == 1
    other.database.close()


def test_an_exchange_file_holds_no_phones_unless_asked_for(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "ban-1.json"
    hall.database.write(lambda tx: files.export_file(tx, path))
    assert "0912345600" not in path.read_text(encoding="utf-8")
    hall.database.write(lambda tx: files.export_file(tx, path, sensitive=True))
    assert "0912345600" in path.read_text(encoding="utf-8")
    assert not Desk(hall).take(files.read(path)).changed


def test_what_is_no_desk_file_is_refused_in_words(tmp_path: Path) -> None:
    damaged = tmp_path / "hong.db"
    damaged.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    foreign = tmp_path / "la.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE other (x)")
    text = tmp_path / "thu.txt"
    text.write_text("xin chào", encoding="utf-8")
    nested = tmp_path / "sau.json"
    nested.write_text("[" * 100_000, encoding="utf-8")
    for path in (damaged, foreign, text, nested, tmp_path, tmp_path / "khong-co.json"):
        with pytest.raises(UnreadableFile) as refused:
            files.read(path)
        for language in i18n.LANGUAGES:
            i18n.install(language)
            assert path.name in wording.error(refused.value)


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (f"DROP TABLE seat_plan; CREATE VIEW seat_plan AS {ENDLESS}", "seat_plan"),
        ("CREATE TRIGGER quiet AFTER INSERT ON unit BEGIN DELETE FROM person; END", "quiet"),
        ("CREATE VIRTUAL TABLE words USING fts5(x)", "words"),
        ("ALTER TABLE unit ADD COLUMN large AS (hex(zeroblob(100000000)))", "unit"),
        ("CREATE INDEX odd ON unit(hex(name))", "odd"),
    ],
)
def test_a_data_file_with_instructions_is_refused_in_words(
    hall: Hall, tmp_path: Path, statement: str, what: str
) -> None:
    hall.database.close()
    path = tmp_path / "la.db"
    shutil.copy(hall.database.path, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)
    before = fingerprint(path)

    def copied() -> None:
        with files.opened_copy(path):
            pytest.fail("opened")

    for read in (lambda: files.read(path), copied):
        with pytest.raises(UnreadableFile) as refused:
            read()
        assert refused.value.code == "desk.instructions"
        assert "la.db" in wording.error(refused.value)
        assert what in wording.error(refused.value)
    assert fingerprint(path) == before


def test_a_file_that_is_read_for_ever_is_given_up(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SECONDS", 0.0)
    path = tmp_path / "ban-1.json"
    hall.database.write(lambda tx: files.export_file(tx, path))
    with pytest.raises(UnreadableFile) as refused:
        files.read(path)
    assert refused.value.code == "desk.too_slow"
    assert "ban-1.json" in wording.error(refused.value)


def test_reading_a_file_can_be_cancelled(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "ban-1.json"
    hall.database.write(lambda tx: files.export_file(tx, path))
    with pytest.raises(Cancelled):
        files.read(path, lambda: True)


def test_what_a_child_says_that_was_taken_over_is_not_believed() -> None:
    tables = plain_tables(Bundle({"unit": [dict.fromkeys(columns("unit"), "x")]}))
    with pytest.raises(UnreadableFile):
        from_tables(tables, file="ban-1.db")


@given(st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 255)), min_size=1, max_size=40))
@settings(max_examples=12)
def test_no_spoilt_data_file_ends_in_an_exception(spoilt: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hong.db"
        open_database(path).close()
        content = bytearray(path.read_bytes())
        for place, value in spoilt:
            content[place % len(content)] = value
        path.write_bytes(content)
        with suppress(UnreadableFile):
            files.read(path)


def test_a_file_of_a_newer_version_is_said_to_be_newer(hall: Hall) -> None:
    document = json.loads(to_bytes(Desk(hall).bundle(), desk=""))
    document["version"] = VERSION + 1
    with pytest.raises(UnreadableFile) as refused:
        from_bytes(json.dumps(document).encode(), file="mới.json")
    assert refused.value.code == "desk.newer"


HOSTILE = st.sampled_from(
    [
        None,
        "",
        "x",
        "\0",
        "\ud800",
        -1,
        2**80,
        1.5,
        True,
        [],
        {},
        [[]],
        {"a": 1},
        "9" * 400,
        "2018-05-23",
        uuid.uuid4().hex,
    ]
)


@given(data=st.data())
def test_no_spoilt_file_is_taken_for_a_good_one_or_ends_in_an_exception(data: st.DataObject) -> None:
    key = uuid.uuid4().hex
    plain: dict[str, Any] = {
        "format": "tap-huan desk",
        "version": 1,
        "made_at": "",
        "desk": "",
        "tables": {name: {"columns": list(columns(name)), "rows": []} for name in EXCHANGED},
    }
    name = data.draw(st.sampled_from(EXCHANGED))
    table = plain["tables"][name]
    table["rows"] = [[key if column.endswith("id") else data.draw(HOSTILE) for column in table["columns"]]]
    spoil = data.draw(st.sampled_from(["value", "columns", "rows", "tables", "none"]))
    if spoil == "columns":
        table["columns"] = data.draw(
            st.sampled_from([None, [], ["id"], [1], table["columns"] * 2, ["; DROP TABLE unit"]])
        )
    elif spoil == "rows":
        table["rows"] = data.draw(HOSTILE)
    elif spoil == "tables":
        plain["tables"] = data.draw(st.one_of(HOSTILE, st.just({"sqlite_master": table})))
    with suppress(UnreadableFile):
        assert isinstance(from_bytes(json.dumps(plain).encode(), file="la.json"), Bundle)


def test_desks_merge_their_files_on_the_command_line(
    hall: Hall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.database.close()
    copy = tmp_path / "ban2.db"
    shutil.copy(hall.database.path, copy)
    second = open_database(copy, desk="Bàn 2")
    second.write(
        lambda tx: attendance.walk_in(
            tx, hall.conference_id, full_name="Bùi Thị Mới", token=uuid.uuid4(), session_ids=[hall.morning]
        )
    )
    second.close()
    exchanged = tmp_path / "ban2.json"
    assert cli.main(["desk", "export", str(exchanged), "--data", str(copy), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["marks"] == 1
    merge = ["desk", "merge", str(exchanged), str(copy), "--data", str(hall.database.path)]
    assert cli.main([*merge, "--json"]) == 0
    first, again = json.loads(capsys.readouterr().out)["files"]
    assert (first["new_marks"], first["new_people"], again["new_marks"]) == (1, 1, 0)
    assert cli.main(merge) == 0
    assert "không có gì mới" in capsys.readouterr().out
    assert cli.main(["desk", "merge", str(tmp_path / "khong.json"), "--data", str(hall.database.path)]) == 1
