"""What a paper lacks is told before it is printed, and only what that paper shows."""

from __future__ import annotations

import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.family_names import typed_without_accents
from desktop.domain.people import AttendeeInput, ConferenceView
from desktop.domain.ranks import ranks
from desktop.papers import agenda, badges, checking, invitation, registered_list
from desktop.papers.agenda.options import AgendaOptions
from desktop.papers.invitation.options import InvitationOptions
from desktop.papers.registered_list.options import RegisteredListOptions
from desktop.services import attendees, conferences
from desktop.store.database import Database

WHOLE = {
    "issuing_body": "UBND QUẬN HAI BÀ TRƯNG",
    "locality": "Hà Nội",
    "symbol": "UBND",
    "signer_title": "CHỦ TỊCH",
    "signer_name": "Lê Thị Mẫu",
    "preparer": "Trần Văn Mẫu",
    "recipients": "- Như trên;\n- Lưu: VT.",
}


def findings(database: Database, conference: ConferenceView, document, options=None):
    def work(tx):
        content = document.gather(tx, conference.id, EVERYONE, options or document.options())
        return {each.code: each.texts for each in checking.before_print(document, content)}

    return database.read(work)


def add(database: Database, conference: ConferenceView, *names: str) -> None:
    for name in names:
        person = AttendeeInput(full_name=name, unit="UBND phường Bạch Mai")
        database.write(lambda tx, person=person: attendees.add_attendee(tx, conference.id, person))


def complete(database: Database, conference: ConferenceView, **without: str) -> None:
    version = database.read(lambda tx: conferences.get_conference(tx, conference.id)).version
    database.write(lambda tx: conferences.edit_conference(tx, conference.id, version=version, **{**WHOLE, **without}))


def test_a_letter_that_has_everything_lacks_nothing(qapp, database, conference):
    add(database, conference, "Nguyễn Thị Hà")
    complete(database, conference)
    assert findings(database, conference, invitation.DOCUMENT, InvitationOptions(number="5")) == {}


@pytest.mark.parametrize(
    ("empty", "code"),
    [
        ("issuing_body", "issuing_body"),
        ("locality", "locality"),
        ("symbol", "symbol"),
        ("signer_name", "signer_name"),
        ("recipients", "recipients"),
    ],
)
def test_each_part_of_a_letter_that_nobody_typed_is_told_alone(qapp, database, conference, empty, code):
    add(database, conference, "Nguyễn Thị Hà")
    complete(database, conference, **{empty: " "})
    assert set(findings(database, conference, invitation.DOCUMENT)) == {code}


def test_only_what_the_paper_shows_is_asked_for(qapp, database, conference):
    add(database, conference, "Nguyễn Thị Hà")
    annex = findings(database, conference, registered_list.DOCUMENT)
    assert annex == {}
    letter = findings(
        database, conference, registered_list.DOCUMENT, RegisteredListOptions(form="letter", signature=True)
    )
    assert set(letter) == {"issuing_body", "locality", "signer_name", "preparer"}
    assert findings(database, conference, agenda.DOCUMENT, AgendaOptions(form="door")) == {}
    assert findings(database, conference, badges.DOCUMENT) == {}


def test_names_without_accents_and_of_one_word_are_named(qapp, database, conference):
    add(database, conference, "Nguyen Thi Ha", "Phan Kim Anh", "Hạnh", "Trần Văn Tư")
    found = findings(database, conference, badges.DOCUMENT)
    assert found == {"unaccented": ("Nguyen Thi Ha",), "one_word": ("Hạnh",)}


def ranked(database: Database, conference: ConferenceView, *people: tuple[str, str, str]) -> None:
    for name, position, unit in people:
        person = AttendeeInput(full_name=name, position=position, unit=unit)
        database.write(lambda tx, person=person: attendees.add_attendee(tx, conference.id, person))


def test_a_list_in_which_somebody_stands_behind_a_lower_rank_is_told(qapp, database, conference):
    ranked(
        database,
        conference,
        ("Lê Văn An", "Chuyên viên", "Phòng Nội vụ"),
        ("Lê Thị Bình", "Người giữ việc lạ", "Phòng Nội vụ"),
        ("Lê Văn Cường", "Trưởng phòng", "Phòng Nội vụ"),
        ("Lê Văn Dũng", "Phó Trưởng phòng", "Phòng Nội vụ"),
        ("Lê Văn Em", "Chủ tịch", "UBND phường Bạch Mai"),
    )

    def out_of_rank(document, options):
        return findings(database, conference, document, options).get("rank", ())

    list_of = registered_list.DOCUMENT
    assert out_of_rank(list_of, RegisteredListOptions()) == ()
    behind = ("Lê Văn Cường (Trưởng phòng)", "Lê Văn Dũng (Phó Trưởng phòng)")
    assert out_of_rank(list_of, RegisteredListOptions(sort="sent")) == behind
    assert out_of_rank(list_of, RegisteredListOptions(sort="name", group_by="none")) == behind
    assert findings(database, conference, badges.DOCUMENT).get("rank") is None, "badges are handed out by name"


def test_the_office_s_own_table_of_ranks_decides(qapp, database, conference):
    ranked(
        database,
        conference,
        ("Lê Văn An", "Trợ lý", "Phòng Nội vụ"),
        ("Lê Văn Cường", "Cố vấn", "Phòng Nội vụ"),
    )
    content = database.read(
        lambda tx: registered_list.DOCUMENT.gather(
            tx, conference.id, EVERYONE, RegisteredListOptions(sort="sent", signature=False)
        )
    )
    table = ranks(("Cố vấn", "Trợ lý"))
    found = checking.before_print(registered_list.DOCUMENT, content, table)
    assert [(each.code, each.texts) for each in found] == [("rank", ("Lê Văn Cường (Cố vấn)",))]
    assert checking.before_print(registered_list.DOCUMENT, content) == []


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("Nguyen Van A", True),
        ("Cao Thi Lan", True),
        ("Duong Minh Anh", True),
        ("Phan Kim Anh", False),
        ("Cao Thanh Lan", False),
        ("Nguyễn Thi Hà", False),
        ("John Smith", False),
        ("Ha", False),
        ("", False),
    ],
)
def test_a_name_that_has_no_accents_to_lose_is_left_alone(name, lacks):
    assert typed_without_accents(name) is lacks
