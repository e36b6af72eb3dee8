"""tidy: shown without a change, written with --apply, on both databases."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from desktop import cli
from desktop.domain.people import AttendeeInput
from desktop.services import attendees
from desktop.store.tables import AuditLine
from tests.commands.hall_desk import location
from tests.services.conftest import prepare


@pytest.fixture
def tidy(database, capsys):
    """Runs `tidy` on a conference of three people; (exit code, standard output, standard error)."""
    conference = prepare(database).id

    def register(tx: Any) -> None:
        for name, position, unit in (
            ("Lê Văn Tám", "PTP", "Phòng Nội vụ"), ("Lê Văn Chín", "PTP", "Phòng Nội vụ"),
            ("Lê Văn Mười", "TP", "UBND phường Bạch Mai"), ("LÊ VĂN AN", "", "UBND phường Bạch Mai"),
        ):  # fmt: skip
            given = AttendeeInput(full_name=name, position=position, unit=unit)
            attendees.add_attendee(tx, conference, given)

    database.write(register)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(["--data", location(database), "tidy", "101", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    def positions() -> list[str]:
        return sorted(each.position for each in database.read(lambda tx: attendees.list_attendees(tx, conference)))

    run.positions = positions  # type: ignore[attr-defined]
    return run


def test_whom_it_shows_is_a_line_of_the_audit(tidy, database):
    tidy()
    lines = database.read(lambda tx: tx.scalars(select(AuditLine.details)).all())
    (line,) = [each for each in lines if each.get("what") == "tidy"]
    assert (line["people"], set(line["fields"])) == (4, {"code", "full_name", "unit"})


def test_it_shows_what_it_would_do_and_changes_nothing(tidy):
    code, out, err = tidy()
    assert code == 0
    assert "  ✓ PTP → Phó Trưởng phòng  (2 đại biểu; Chức vụ; " in out
    assert "  ? TP → Trưởng phòng  (1 đại biểu; Chức vụ; chưa chắc" in out
    assert "3 đề nghị" in err
    assert tidy.positions() == ["", "PTP", "PTP", "TP"]


def test_apply_writes_what_is_sure_and_doubtful_all(tidy):
    assert "Đã chuẩn hóa: 3 đại biểu" in tidy("--apply")[2]
    assert tidy.positions() == ["", "Phó Trưởng phòng", "Phó Trưởng phòng", "TP"]
    tidy("--apply", "--doubtful")
    assert tidy.positions() == ["", "Phó Trưởng phòng", "Phó Trưởng phòng", "Trưởng phòng"]
    assert tidy()[1] == ""


def test_only_the_kinds_asked_for_are_written_and_told_as_json(tidy):
    code, out, _err = tidy("--apply", "--kind", "capitals", "--json")
    told = json.loads(out)
    assert (code, told["count"], told["changed"], told["left_out"]) == (0, 1, 1, [])
    assert told["proposals"][0]["after"] == "Lê Văn An"
    assert [each["full_name"] for each in told["proposals"][0]["attendees"]] == ["LÊ VĂN AN"]
    assert tidy.positions() == ["", "PTP", "PTP", "TP"]


def test_a_kind_that_is_none_is_a_wrong_call(tidy):
    assert tidy("--kind", "màu sắc")[0] == 2


def test_where_nothing_is_to_tidy_it_says_only_that(tidy):
    tidy("--apply", "--doubtful")
    code, out, err = tidy()
    assert (code, out) == (0, "")
    assert "--apply" not in err
    assert err.startswith("✓")
