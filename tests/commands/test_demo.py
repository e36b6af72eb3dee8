"""demo: the sample conference, its sheets and the window on it."""

from __future__ import annotations

import json


def test_demo_makes_172_attendees_sheets_and_export_and_can_run_again(run, tmp_path):
    data, out = tmp_path / "sample.db", tmp_path / "out"
    for _round in range(2):
        code, told, _err = run("demo", "--out", out, "--no-window", data=data)
        assert code == 0
        assert told.splitlines()[0] == str(data)
    assert {path.name for path in out.iterdir()} == {
        "diem-danh.pdf",
        "diem-danh.xlsx",
        "danh-sach-dai-bieu.xlsx",
        "dong-can-xem-lai.xlsx",
    }
    first, today = (json.loads(run("attendees", code, "--json", data=data)[1])["attendees"] for code in ("101", "102"))
    assert len(first) == len(today) == 172
    assert not {person["code"] for person in first} & {person["code"] for person in today}


def test_demo_leaves_a_file_with_other_data_alone(run, conference, tmp_path):
    code, out, _err = run("demo", "--out", tmp_path / "out", "--no-window")
    assert (code, out) == (2, "")
    assert run("attendees", conference)[0] == 0


def test_demo_without_a_display_stops_before_the_window_and_says_so(run, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.startup.has_display", lambda: False)
    code, _out, err = run("demo", "--out", tmp_path / "out", data=tmp_path / "sample.db")
    assert code == 0
    assert "màn hình" in err


def test_demo_opens_the_window_on_its_own_data_file(run, tmp_path, monkeypatch):
    from desktop import app

    opened = []
    monkeypatch.setattr("desktop.startup.has_display", lambda: True)
    monkeypatch.setattr(app, "main", lambda words: opened.append(words) or 0)
    run("demo", "--out", tmp_path / "out", data=tmp_path / "sample.db")
    assert opened == [["--data", str(tmp_path / "sample.db"), "--language", "vi"]]
