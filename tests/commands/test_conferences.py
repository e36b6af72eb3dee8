"""conference and session: made, listed, copied, with what is odd about them."""

from __future__ import annotations

import json

import pytest


def test_a_new_data_file_starts_with_the_units_of_the_district(run, conference, tmp_path):
    _code, _out, err = run("conference", "new", "Khác")
    assert "45" not in err
    code, out, _err = run("conference", "new", "Không đơn vị", "--units", "none", data=tmp_path / "none.db")
    assert (code, out) == (0, "101  Không đơn vị\n")
    assert json.loads(run("conference", "new", "Nữa", "--json", data=tmp_path / "none.db")[1])["code"] == "102"
    assert run("conference", "new", "Vẫn không", data=tmp_path / "none.db")[2] == ""
    own = tmp_path / "own.csv"
    own.write_text("Tên đơn vị\nPhường Thử\n", encoding="utf-8")
    assert "1" in run("conference", "new", "Riêng", "--units", own, data=tmp_path / "own.db")[2]


def test_conferences_are_listed_and_copied(run, conference):
    code, out, _err = run("conference", "copy", conference, "Tập huấn 2019", "--from", "2019-06-03", "--json")
    copied = json.loads(out)
    assert (code, copied["from"], copied["sessions"]) == (0, "2019-06-03", 2)
    code, out, _err = run("conference", "list")
    assert [line.split()[0] for line in out.splitlines()] == ["102", "101"]
    assert len(json.loads(run("conference", "list", "--json")[1])["conferences"]) == 2


@pytest.mark.parametrize("name", ["101", "cai cach", "TẬP HUẤN"])
def test_a_conference_goes_by_code_or_part_of_its_title(run, conference, name):
    assert run("attendees", name)[0] == 0


def test_sessions_take_hours_on_a_one_day_conference_and_tell_overlaps(run, conference):
    code, out, err = run(
        "session", "add", conference, "Chuyên đề 1", "--start", "09:00", "--end", "2018-05-23T10:00",
        "--room", "Phòng A", "--speaker", "Bà Hà", "--speaker", "Ông Nam", "--audience", "phuong",
    )  # fmt: skip
    assert (code, err) == (0, "")
    code, _out, err = run(
        "session", "add", conference, "Chuyên đề 2", "--start", "09:30", "--end", "11:00", "--room", "phòng A"
    )
    assert code == 0
    assert "Phòng A" in err or "phòng A" in err
    code, out, _err = run("session", "list", conference, "--json")
    listed = json.loads(out)["sessions"]
    assert [each["title"] for each in listed] == ["Sáng", "Chuyên đề 1", "Chuyên đề 2", "Chiều"]
    assert listed[1]["speakers"] == ["Bà Hà", "Ông Nam"]
    assert listed[1]["audience"] == ["Phường"]
    assert listed[1]["warnings"][0]["code"] == "room.overlap"


def test_a_session_is_copied_with_its_room_to_the_next_free_time(run):
    run("conference", "new", "Hai ngày", "--from", "23/05/2018", "--to", "24/05/2018")
    run(
        "session", "add", "hai", "Chuyên đề", "--start", "2018-05-23T08:00", "--end", "2018-05-23T09:00", "--room", "A",
        "--speaker", "Bà Hà", "--audience", "phuong",
    )  # fmt: skip
    assert run("session", "copy", "hai", "Chuyên đề")[0] == 2  # every half-day of the conference is taken
    code, out, _err = run(
        "session", "copy", "hai", "Chuyên đề", "--start", "10:00", "--room", "B", "--speaker", "Ông Nam", "--json"
    )
    told = json.loads(out)
    assert (code, told["title"], told["start"], told["end"]) == (
        0, "Chuyên đề (2)", "2018-05-23T10:00", "2018-05-23T11:00",
    )  # fmt: skip
    assert (told["room"], told["speakers"], told["audience"]) == ("B", ["Ông Nam"], ["Phường"])


def test_role_groups_are_listed_and_merged_after_what_changes_was_told(run, conference):
    code, out, err = run("role-groups", "merge", conference, "hiệp quản", "sự nghiệp")
    assert (code, out) == (1, "")
    assert "--yes" in err
    assert "Đơn vị sự nghiệp" in err
    code, out, _err = run("role-groups", "merge", conference, "hiệp quản", "sự nghiệp", "--yes")
    assert (code, out) == (0, "Đơn vị sự nghiệp\n")
    told = json.loads(run("role-groups", "list", conference, "--json")[1])["groups"]
    assert [each["title"] for each in told] == ["Cơ quan chuyên môn", "Đơn vị sự nghiệp", "Trường công lập", "Phường"]


def test_an_hour_needs_its_day_when_there_are_several(run):
    run("conference", "new", "Hai ngày", "--from", "23/05/2018", "--to", "24/05/2018")
    assert [each["title"] for each in json.loads(run("session", "list", "hai", "--json")[1])["sessions"]] == [
        "Sáng 23/05",
        "Chiều 23/05",
        "Sáng 24/05",
        "Chiều 24/05",
    ]
    code, out, err = run("session", "add", "hai", "Thêm", "--start", "08:00", "--end", "09:00")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_a_conference_is_put_into_the_bin_listed_there_restored_and_erased(run, conference):
    code, out, _err = run("conference", "remove", conference, "--json")
    told = json.loads(out)
    assert (code, told["attendees"], told["removed"]) == (1, 0, False)
    assert len(json.loads(run("conference", "list", "--json")[1])["conferences"]) == 1
    code, out, _err = run("conference", "remove", conference, "--yes", "--json")
    removed = json.loads(out)
    assert (code, removed["marks"], removed["signed_sheets"]) == (0, 0, 0)
    assert json.loads(run("conference", "list", "--json")[1])["conferences"] == []
    (there,) = json.loads(run("conference", "bin", "--json")[1])["conferences"]
    assert (there["code"], there["attendees"]) == (removed["code"], removed["attendees"])
    assert there["kept_until"] > there["removed_at"][:10]
    assert removed["code"] in run("conference", "bin")[1]
    assert run("conference", "restore", "101")[0] == 0
    assert run("conference", "restore", "101")[0] == 2
    assert run("conference", "erase", "101", "--for-good")[0] == 2
    run("conference", "remove", conference, "--yes")
    assert run("conference", "erase", "101")[0] == 2
    assert run("conference", "erase", "101", "--for-good")[0] == 0
    assert json.loads(run("conference", "bin", "--json")[1])["conferences"] == []


def test_another_day_is_saved_and_sessions_left_behind_are_told_unless_they_go_along(run, conference):
    code, out, err = run("conference", "edit", conference, "--title", "Tập huấn mới", "--from", "30/5/18")
    assert (code, out) == (1, "101  Tập huấn mới\n")
    assert "“Sáng”" in err
    assert "“Chiều”" in err
    code, out, _err = run("conference", "edit", conference, "--from", "2018-06-06", "--move-agenda", "--json")
    told = json.loads(out)
    assert (code, told["from"], told["to"]) == (1, "2018-06-06", "2018-06-06")  # a week behind, as before
    sessions = json.loads(run("session", "list", conference, "--json")[1])["sessions"]
    assert [each["start"][:10] for each in sessions] == ["2018-05-30", "2018-05-30"]
    assert run("conference", "edit", conference, "--from", "30/05/2018")[0] == 0
    code, out, err = run(
        "conference", "edit", conference, "--from", "31/05/2018", "--to", "01/06/2018", "--move-agenda"
    )
    assert (code, json.loads(run("session", "list", conference, "--json")[1])["sessions"][0]["start"]) == (
        0,
        "2018-05-31T08:00",
    )


def test_sessions_left_behind_go_along_when_the_same_day_is_said_again_with_the_agenda(run, conference):
    moved = ("conference", "edit", conference, "--from", "30/5/18")
    code, _out, err = run(*moved)
    assert (code, "--move-agenda" in err) == (1, True)
    for _again in range(2):
        assert run(*moved, "--move-agenda")[0] == 0
        sessions = json.loads(run("session", "list", conference, "--json")[1])["sessions"]
        assert [each["start"] for each in sessions] == ["2018-05-30T08:00", "2018-05-30T13:30"]


def test_a_closed_conference_is_not_written_into_but_read_printed_and_reopened(run, conference, people, tmp_path):
    assert json.loads(run("conference", "close", conference, "--json")[1])["closed"]
    for words in (
        ("import", conference, people),
        ("conference", "edit", conference, "--title", "Khác"),
        ("session", "add", conference, "Tối", "--start", "19:00", "--end", "20:00"),
    ):
        code, _out, err = run(*words)
        assert code == 1, words
        assert "đã kết thúc" in err
    assert json.loads(run("attendees", conference, "--json")[1])["count"] == 0
    assert run("export", conference, "-o", tmp_path / "out.xlsx")[0] == 0
    assert run("conference", "reopen", conference)[0] == 0
    run("import", conference, people)
    assert run("conference", "close", conference)[0] == 0
    assert run("sheet", conference, "-o", tmp_path / "out.xlsx")[0] == 0
    assert "đã kết thúc" in run("conference", "list")[1]
    assert run("conference", "reopen", conference)[0] == 0
    assert run("conference", "edit", conference, "--title", "Khác")[0] == 0


def test_status_tells_what_is_still_to_be_done_and_ends_with_1_until_nothing_is(run, conference, people):
    code, out, _err = run("conference", "status", conference)
    assert code == 1
    assert "⚠ Chưa có tên người ký giấy tờ." in out
    assert "✓ đã có chương trình" in out
    code, out, _err = run("conference", "status", conference, "--json")
    told = json.loads(out)
    assert (code, told["ready"]) == (1, False)
    lacking = {each["code"]: each for each in told["checks"] if not each["settled"]}
    assert set(lacking) == {"attendees", "letterhead", "signer"}
    assert lacking["letterhead"]["fields"] == ["issuing_body", "locality", "symbol", "recipients"]
