"""The registration page: one file that reaches nothing, whose script says what is missing, and which a real browser saves."""

from __future__ import annotations

import json
import re
import time

import pytest

from desktop import i18n, paths
from desktop.domain.importing import Action
from desktop.domain.people import AttendeeInput
from desktop.services import attendees, importing, lookup, registration_form
from desktop.services.auditing import checking
from tests import chromium
from tests.services.importing.desk import all_rows

WARD = "UBND phường Bạch Đằng"
NASTY = "</script><img src=x onerror=alert(1)>"


@pytest.fixture
def page(database, conference, tmp_path):
    """A ward's page, with somebody registered whose position is no markup."""
    before = i18n.language()
    i18n.install("vi")

    def work(tx):
        unit = lookup.unit(tx, WARD)
        given = AttendeeInput(full_name="Lê Thị Cũ", unit_id=unit, position=NASTY)
        attendees.add_attendee(tx, conference.id, given)
        return registration_form.registration_form(tx, conference.id, unit=WARD)

    yield registration_form.save(database.write(work), tmp_path / "phiếu.html")
    i18n.install(before)


def test_it_is_one_file_that_reaches_nothing_and_holds_texts_as_texts(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!x )|https?://|@import|url\(""", text.replace(NASTY, ""))
    assert NASTY not in text
    assert "default-src 'none'" in text
    assert text.count("<script") == 2
    assert not re.search(r"\{(?:data|script|title|language|no-script)\}", text)


def test_its_script_is_of_the_kind_that_browsers_of_ten_years_run():
    script = (paths.resources() / "registration-form" / "page.js").read_text(encoding="utf-8")
    code = re.sub(r'"(?:\\.|[^"\\])*"|/\*.*?\*/', "", script, flags=re.DOTALL)
    assert not re.search(r"=>|`|\b(?:let|const|class|async|await|fetch|Promise|of)\b|\.\.\.|\?\.", code)


@pytest.fixture
def form(request):
    """The script's functions, run by Qt's engine, which lives in the application."""
    qml = pytest.importorskip("PySide6.QtQml", reason="a packed program brings no script engine")
    request.getfixturevalue("qapp")
    engine = qml.QJSEngine()
    script = (paths.resources() / "registration-form" / "page.js").read_text(encoding="utf-8")
    told = engine.evaluate(script)
    assert not told.isError(), told.toString()

    def call(name, *given):
        at = "" if name == "problems" else ", new Date(2026, 10, 24, 8, 5, 9)"
        result = engine.evaluate(f"JSON.stringify(TapHuanForm.{name}({', '.join(map(json.dumps, given))}{at}))")
        assert not result.isError(), result.toString()
        return json.loads(result.toString())

    return call


COLUMNS = [
    {"field": "full_name", "heading": "Họ và tên", "hidden": False},
    {"field": "phone", "heading": "Số điện thoại", "hidden": False},
    {"field": "code", "heading": "Mã", "hidden": True},
]
FORM = {"mark": "tap-huan-reply", "conference": "101", "sheet": "Đăng ký", "columns": COLUMNS}


def state(*rows, **said):
    return {"unit": WARD, "contact": "", "phone": "", "declined": False, "reason": "", "rows": rows, **said}


def test_it_says_what_is_missing_and_saves_only_rows_with_something_in_them(form):
    blank, kept = {"full_name": " ", "phone": ""}, {"code": "1011"}
    assert form("problems", FORM, state(blank, kept)) == [{"what": "nobody"}]
    assert form("problems", FORM, state({"phone": "0912"}, blank)) == [{"what": "name", "row": 0}]
    assert form("problems", FORM, state(unit=" ", declined=True)) == [{"what": "unit"}, {"what": "reason"}]
    filled = state(blank, {"full_name": " Lê  An ", "phone": "0912", "code": "1011"}, contact="Đỗ Mối")
    assert form("problems", FORM, filled) == []
    saved = json.loads(form("reply", FORM, filled))
    assert saved["rows"] == [["Lê An", "0912", "1011"]]
    assert saved["saved"].startswith("2026-11-24T08:05:09")
    assert (saved["unit"], saved["contact"], saved["declined"]) == (WARD, "Đỗ Mối", False)
    declined = json.loads(form("reply", FORM, {**filled, "declined": True, "reason": "bận"}))
    assert (declined["rows"], declined["declined"], declined["reason"]) == ([], True, "bận")


@pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium here")
def test_a_real_browser_fills_it_in_and_what_it_saves_is_imported(page, database, conference, tmp_path):
    downloads = tmp_path / "tải xuống"
    downloads.mkdir()
    with chromium.Browser(page, downloads) as browser:
        assert browser.run("document.images.length") == 0
        assert browser.run("document.querySelector('[data-field=position]').value") == NASTY
        browser.run("document.getElementById('declined').click()")
        browser.run("document.getElementById('save').click()")
        assert browser.run("document.getElementById('told').className") == "bad"
        browser.run("document.getElementById('declined').click()")
        browser.run(
            "(function () {"
            "  function set(row, field, text) {"
            "    document.querySelectorAll('#people tr')[row].querySelector('[data-field=' + field + ']').value = text;"
            "  }"
            "  set(0, 'position', 'Văn thư');"
            "  set(1, 'full_name', 'Nguyễn Văn Mới'); set(1, 'gender', 'Nam'); set(1, 'birth', '03/05/1980');"
            "  document.getElementById('contact').value = 'Đỗ Thị Mối';"
            "  document.getElementById('save').click();"
            "}())"
        )
        assert browser.run("document.getElementById('told').className") == "good"
        for _each in range(200):
            if any(downloads.glob("*.json")):
                break
            time.sleep(0.05)
    plan = database.read(lambda tx: importing.plan(tx, conference.id, importing.load([downloads])))
    assert {row.values["full_name"]: row.action for row in all_rows(plan)} == {
        "Lê Thị Cũ": Action.UPDATE,
        "Nguyễn Văn Mới": Action.ADD,
    }
    assert {row.values["unit"] for row in all_rows(plan)} == {WARD}
    assert [reply.contact for reply in plan.replies] == ["Đỗ Thị Mối"]


def test_a_form_with_people_in_it_is_a_line_of_the_audit(page, database, conference):
    assert page.exists()
    for unit in (WARD, "UBND phường Đồng Tâm"):  # nobody is in the second
        content = database.read(lambda tx, unit=unit: registration_form.registration_form(tx, conference.id, unit=unit))
        registration_form.handed_out(database, conference.id, [content])
    told = [each for each in database.read(checking.lines) if each.what == "registration_form"]
    assert [(each.way, each.people, each.fields) for each in told] == [
        ("file", 1, ("full_name", "position", "unit", "role_group"))
    ]
