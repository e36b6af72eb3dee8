"""The small file of a registration page comes from outside: whatever stands in it, it is people's rows or a refusal."""

from __future__ import annotations

import contextlib
import json

import pytest

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.reader import Reader, expand
from desktop.excel.writing.form_writer import form_says, form_unit

HEADINGS = ["Họ và tên", "Chức vụ"]


@pytest.fixture(scope="module")
def reader():
    with Reader() as made:
        yield made


def written(path, **said):
    told = {"form": "tap-huan-reply", "unit": "UBND phường An", "headings": HEADINGS, "rows": [["Lê An", "Chủ tịch"]]}
    path.write_text(json.dumps({**told, **said}), encoding="utf-8-sig")
    return path


def test_it_is_told_by_its_content_whatever_it_is_called(reader, tmp_path):
    book = reader.read(
        written(tmp_path / "phiếu.txt", declined=True, reason="bận", contact="Đỗ Mối", saved="2026-11-24")
    )
    assert book.kind == "reply"
    assert book.sheets[0].rows == [tuple(HEADINGS), ("Lê An", "Chủ tịch")]
    assert form_unit(book) == "UBND phường An"
    assert form_says(book) == {"saved": "2026-11-24", "declined": "bận", "contact": "Đỗ Mối"}
    assert expand([tmp_path]) == [tmp_path]
    named = written(tmp_path / "phiếu.json")
    assert expand([tmp_path]) == [named]
    assert reader.read(named).notices == []


def test_what_does_not_belong_in_it_is_passed_over(reader, tmp_path):
    odd = {
        "unit": ["x"], "reason": 5, "declined": "yes", "contact": {"a": 1}, "phone": True, "sheet": "x" * 99,
        "headings": [{}, "Họ và tên", None], "rows": [["a", "=cmd|x", "b", "too", "many"], "no", [["deep"]], {"x": 1}, 7],
    }  # fmt: skip
    book = reader.read(written(tmp_path / "odd.json", **odd))
    assert book.sheets[0].rows == [(None, "Họ và tên"), ("a", "=cmd|x", "b")]
    assert form_unit(book) == ""
    assert form_says(book) == {}


@pytest.mark.parametrize(
    "text",
    [
        '{"form":"tap-huan-reply"',
        '{"form":"tap-huan-reply","headings":[],"rows":' + "[" * 100_000,
        '{"form":"tap-huan-reply","headings":"Họ","rows":[]}',
        json.dumps({"x": '"form":"tap-huan-reply"', "form": "tap-huan-reply2"}),
        json.dumps({"form": "tap-huan-reply", "headings": ["x"] * 100_000, "rows": []}),
        '{"form":"tap-huan-reply","headings":["' + "x" * 20_000_000 + '"],"rows":[["' + "y" * 20_000_000 + '"]]}',
    ],
    ids=["cut off", "deep", "no list", "another", "wide", "long"],
)
def test_one_that_is_none_is_refused_or_cut_and_the_next_file_is_read(reader, tmp_path, text):
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with contextlib.suppress(UnreadableFile):
        book = reader.read(path)
        assert all(len(str(cell)) <= 32_767 for sheet in book.sheets for row in sheet.rows for cell in row)
    assert reader.read(written(tmp_path / "good.json")).sheets[0].rows[1] == ("Lê An", "Chủ tịch")
