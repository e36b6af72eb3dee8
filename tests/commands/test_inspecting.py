"""inspect: what the reader sees in a file, and why it takes rows and columns for what they are."""

from __future__ import annotations

import json
from dataclasses import replace

from desktop.domain.importing import Clue, RowKind
from tests.commands.test_rows_in_question import signed

__all__ = ["signed"]


def test_inspect_says_one_json_line_a_file(run, people, tmp_path):
    locked = tmp_path / "~$phuong.xlsx"
    locked.write_bytes(b"x")
    code, out, _err = run("inspect", people, locked, "--json", "--cells")
    first, second = map(json.loads, out.splitlines())
    assert code == 1
    assert (first["file"], first["kind"], first["error"]) == (str(people), "xlsx", None)
    assert set(first["sheets"][0]) == {"name", "hidden", "rows", "cells", "values"}
    assert first["sheets"][0]["values"][1][1] == "Nguyễn Văn Thử"
    assert set(second["error"]) == {"code", "message"}
    assert set(second) == {"file", "kind", "reader", "error", "sheets"}
    assert "values" not in json.loads(run("inspect", people, "--json")[1])["sheets"][0]


def test_inspect_why_shows_what_each_row_and_column_was_taken_for(run, signed):
    code, out, _err = run("inspect", "--why", "--json", signed)
    assert code == 0
    (table,) = json.loads(out)["sheets"][0]["tables"]
    assert [(row["row"], row["kind"]) for row in table["rows"]] == [
        (1, "title"), (3, "heading"), (4, "person"), (5, "person"), (6, "total"), (7, "signature"), (8, "signature"),
    ]  # fmt: skip
    columns = {column["column"]: column for column in table["columns"]}
    assert (columns[2]["heading"], columns[2]["field"]) == ("Họ và tên", "full_name")
    assert columns[2]["why"][0]["code"] == "column.words"
    assert {clue["code"] for clue in table["rows"][4]["why"]} >= {"clue.total_words", "clue.count_words"}
    assert table["rows"][4]["second"] != "total"
    assert table["rows"][4]["margin"] > 1
    assert table["header_row"] == 3
    _code, out, _err = run("inspect", "--why", signed)
    assert "B  Họ và tên → Họ và tên [theo tiêu đề cột (+5.0)" in out
    assert "8  dòng ký: NGƯỜI LẬP BIỂU | CHỦ TỊCH" in out
    assert "tables" not in json.loads(run("inspect", "--json", signed)[1])["sheets"][0]


def test_inspect_why_tells_clues_weights_and_what_else_a_row_may_be(run, signed, monkeypatch):
    from desktop.excel.understanding import table

    def judged(*given):
        rows = real(*given)
        why = (Clue("clue.number_follows", 2.0), Clue("clue.sparse", -0.5))
        return [replace(row, why=why, second=RowKind.SIGNER, margin=0.4) if row.number == 5 else row for row in rows]

    real = table.judged_rows
    monkeypatch.setattr(table, "judged_rows", judged)
    _code, out, _err = run("inspect", "--why", signed)
    (line,) = [line for line in out.splitlines() if "Trần Thị Mẫu" in line]
    assert "[STT nối tiếp dòng trên (+2.0); trống hơn các dòng quanh nó (-0.5)]" in line
    assert line.endswith("hoặc người ký, kém 0.4")
    row = next(
        row
        for row in json.loads(run("inspect", "--why", "--json", signed)[1])["sheets"][0]["tables"][0]["rows"]
        if row["row"] == 5
    )
    assert (row["second"], row["margin"], row["why"][1]["weight"]) == ("signer", 0.4, -0.5)
