"""certificate-check and certificate-key: 0 only for what is genuine and still counts, one JSON document whatever is given."""

from __future__ import annotations

import json
import shutil

import pytest

from desktop import cli
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.people import AttendeeInput
from desktop.papers import certificates, making, render
from desktop.papers.certificates import gather
from desktop.services import attendees, conferences
from desktop.store.upgrade import open_database
from tests.papers.certificates.test_gather import opened


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with two certificates issued: its data file, their codes and the first one's picture."""
    folder = tmp_path_factory.mktemp("office")
    database = open_database(folder / "record.db", desk="1")
    try:
        made = opened(database)
        made.came("Bùi An", "Lê Châu")
        made.make()
        codes = [line.paper.code for line in made.register()]
        content = database.read(
            lambda tx: gather.gather(
                tx, made.conference_id, EVERYONE, making.kept(tx, made.conference_id, certificates.DOCUMENT)
            )
        )
        pages = list(render.pictures(certificates.DOCUMENT, content))
    finally:
        database.close()
    picture = folder / "giấy chứng nhận.png"
    picture.write_bytes(pages[0])
    return folder / "record.db", codes, picture


@pytest.fixture
def run(office, capsys):
    def run(*words, data=office[0]):
        code = cli.main(["--data", str(data), "--language", "vi", *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_text_and_a_picture_of_the_paper_itself_are_checked_alike(office, run):
    pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    _data, (text, _other), picture = office
    for what in (text, picture):
        code, out, err = run("certificate-check", what)
        assert code == 0
        assert out.startswith("Giấy thật.")
        assert "Bùi An" in out
        assert "sổ cấp" in err
        told = json.loads(run("certificate-check", what, "--json")[1])
        assert (told["verdict"], told["full_name"], told["number"]) == ("genuine", "Bùi An", "01/GCN-UBND")


def test_a_changed_name_is_changed_and_a_text_of_no_code_unreadable(office, run):
    _data, (text, _other), _picture = office
    for what, verdict in (
        (text.replace("Bùi An", "Bùi Ân"), "changed"),
        ("xin chào", "unreadable"),
        ("", "unreadable"),
    ):
        code, out, _err = run("certificate-check", what, "--json")
        assert (code, json.loads(out)["verdict"]) == (1, verdict)


def test_a_picture_without_a_code_and_a_file_that_is_none_are_unreadable(run, tmp_path):
    pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    from tests.papers.test_pictures import photograph

    for name, data in (
        ("blank.png", photograph(60, 60, "PNG")),
        ("list.csv", b"a;b"),
        ("broken.png", b"\x89PNG\r\n\x1a\n"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        code, out, err = run("certificate-check", path, "--json")
        assert (code, json.loads(out)["verdict"]) == (1, "unreadable")
        assert name == "blank.png" or name in err


def test_a_file_that_holds_the_text_is_as_good_as_the_text(office, run, tmp_path):
    _data, (text, _other), _picture = office
    (tmp_path / "mã.txt").write_text(text + "\n", encoding="utf-8-sig")
    assert run("certificate-check", tmp_path / "mã.txt")[0] == 0
    code, out, err = run("certificate-check", tmp_path / "không có.png", "--json")
    assert (code, json.loads(out)["verdict"]) == (1, "unreadable")
    assert "không có.png" in err


def test_what_was_corrected_since_is_told_and_reissued_on_a_word(office, run, tmp_path):
    data = tmp_path / "record.db"
    shutil.copyfile(office[0], data)
    database = open_database(data, desk="1")
    try:
        (key,) = database.read(
            lambda tx: [
                each.id
                for each in attendees.list_attendees(tx, conferences.find_conference(tx, "101").id)
                if each.full_name == "Bùi An"
            ]
        )
        person = database.read(lambda tx: attendees.get_attendee(tx, key))
        given = AttendeeInput(full_name="Bùi Ân")
        database.write(lambda tx: attendees.edit_attendee(tx, key, given, version=person.version))
    finally:
        database.close()
    code, out, err = run("document", "certificates", "101", "-o", tmp_path / "c.pdf", "--json", data=data)
    assert (code, json.loads(out)["issued_differs"]) == (0, ["01/GCN-UBND: “Bùi An” → “Bùi Ân”"])
    assert "Bùi Ân" in err
    assert run("document", "certificates", "101", "--check", data=data)[0] == 1
    told = json.loads(run("certificates", "101", "--json", data=data)[1])
    assert told["people"][0]["differs"] == [{"issued": "Bùi An", "now": "Bùi Ân"}]
    assert run("certificates", "101", "--reissue", "Bùi Ân", data=data)[:2] == (0, "03 thay cho 01\n")
    assert run("certificates", "101", "--reissue", "Bùi Ân", data=data)[0] == 1
    _data, (text, _other), _picture = office
    code, _out, err = run("certificate-check", text, data=data)
    assert (code, "03" in err) == (1, True)


def test_another_office_checks_with_the_exported_key(office, run, tmp_path):
    _data, (text, _other), _picture = office
    key, elsewhere = tmp_path / "khóa.pem", tmp_path / "other.db"
    code, fingerprint, _err = run("certificate-key", "-o", key)
    assert code == 0
    code, out, _err = run("certificate-check", text, "--json", data=elsewhere)
    assert (code, json.loads(out)["verdict"]) == (1, "unknown_key")
    code, out, _err = run("certificate-check", text, "--key", key, "--json", data=elsewhere)
    told = json.loads(out)
    assert (code, told["verdict"], told["fingerprint"], told["standing"]) == (0, "genuine", fingerprint.strip(), None)
    code, _out, err = run("certificate-check", text, "--key", office[0], data=elsewhere)
    assert code == 1
    assert office[0].name in err


def test_an_office_without_certificates_has_its_key_made_when_it_is_asked_for(run, tmp_path):
    data, page = tmp_path / "new.db", tmp_path / "trang.html"
    first = run("certificate-key", "--page", page, "--json", data=data)
    assert first[0] == 0
    assert json.loads(run("certificate-key", "--json", data=data)[1])["id"] == json.loads(first[1])["id"]
    assert "PRIVATE" not in page.read_text(encoding="utf-8") + first[1]


def test_the_options_of_a_document_stand_in_its_help(run):
    code, out, _err = run("document", "badges", "--help")
    assert code == 0
    for option in ("size", "shift_x", "lightening", "colours"):
        assert f"  {option} " in out
    assert "shift_x" not in run("document", "--help")[1]
