"""Whether a conference is ready: what holds it up, what is only told, and what nobody could fail is not asked."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

from desktop.domain.documents.frame import Letterhead
from desktop.domain.people import AgendaWarning, AttendeeView, SessionView, UnitView
from desktop.domain.readiness import LACKING, Check, checks, lacks

KEY = uuid.UUID(int=1)
WHOLE = Letterhead(
    issuing_body="UBND PHƯỜNG MẪU", locality="Mẫu", symbol="UBND", recipients="- Lưu: VT", signer_name="Lê Thị Mẫu"
)
SOMEBODY = AttendeeView(
    id=KEY, version=1, person_id=KEY, code="1", full_name="Nguyễn Thị Hà", honorific="", gender="", birth="",
    position="", unit_id=KEY, unit="UBND phường Mẫu", unit_kind="ward", role_group_id=KEY, role_group="Phường",
    phone="", email="", note="", attention="", review="", state="registered", sort_key="", search="",
)  # fmt: skip
BEGINS = dt.datetime(2018, 5, 23, 8)
MORNING = SessionView(
    KEY, 1, "Sáng", BEGINS, BEGINS + dt.timedelta(hours=3), "Phòng họp", ("Trần Văn Nói",), (), (), 15, ""
)
UNIT = UnitView(KEY, 1, "ward", "", "UBND phường Im", "", True)


def found(people=(SOMEBODY,), sessions=(MORNING,), units=(), letterhead=WHOLE) -> dict[str, Check]:
    return {each.code: each for each in checks(list(people), list(sessions), units, letterhead)}


def test_what_is_whole_holds_nothing_up():
    assert [each.code for each in found().values() if not each.settled] == []


def test_an_empty_conference_lacks_people_and_agenda_and_is_asked_nothing_about_them():
    asked = found(people=(), sessions=())
    assert {code for code, each in asked.items() if each.holds_up} == {"attendees", "sessions"}
    assert not {"outside", "overlap", "silent", *LACKING} & set(asked)


def test_people_are_told_by_what_each_lacks():
    lacking = {
        "group": replace(SOMEBODY, role_group_id=None),
        "unit": replace(SOMEBODY, unit_id=None, unit=""),
        "unaccented": replace(SOMEBODY, full_name="Nguyen Thi Ha"),
        "one_word": replace(SOMEBODY, full_name="Hà"),
    }
    assert set(lacking) == set(LACKING)
    for code, person in lacking.items():
        told = found(people=[SOMEBODY, person])
        assert [name for name, each in told.items() if each.holds_up] == [code]
        assert told[code].names == (person.full_name,)


def test_of_who_will_not_come_nothing_is_asked():
    gone = replace(SOMEBODY, role_group_id=None, full_name="Ha", state="cancelled")
    assert not any(lacks(code, gone) for code in LACKING)
    assert all(each.settled for each in found(people=[gone]).values())


def test_sessions_are_told_by_their_warnings_a_session_with_two_once():
    two = (AgendaWarning("room.overlap"), AgendaWarning("speaker.overlap"))
    told = found(
        sessions=[replace(MORNING, warnings=two), replace(MORNING, warnings=(AgendaWarning("outside.dates"),))]
    )
    assert (told["overlap"].count, told["outside"].count) == (1, 1)


def test_empty_parts_of_the_letterhead_and_an_unnamed_signer_are_told_apart():
    told = found(letterhead=replace(WHOLE, symbol=" ", signer_name=""))
    assert told["letterhead"].fields == ("symbol",)
    assert told["signer"].holds_up


def test_a_unit_with_nobody_is_told_and_holds_nothing_up():
    told = found(units=[UNIT])["silent"]
    assert (told.settled, told.holds_up, told.names) == (False, False, ("UBND phường Im",))


def test_only_the_first_names_are_told_and_all_are_counted():
    told = found(people=[replace(SOMEBODY, full_name=f"Ha {each}", role_group_id=None) for each in "ABCDE"])["group"]
    assert (told.count, told.names) == (5, ("Ha A", "Ha B", "Ha C"))
