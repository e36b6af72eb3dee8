"""A certificate whose holder was corrected after it was issued: the issued one is kept, said to differ, and reissued on a word."""

from __future__ import annotations

import pytest

from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.people import AttendeeInput
from desktop.papers import certificates, checking
from desktop.papers.certificates import gather, standing
from desktop.papers.certificates.options import CertificateOptions
from desktop.services import attendees, conferences, journal, undoing
from desktop.services.certificate_codes import keys, signing
from desktop.wording.paper_check import finding_text
from tests.papers.certificates.test_gather import Office, opened


@pytest.fixture
def office(sqlite) -> Office:
    made = opened(sqlite)
    made.came("Bùi An", "Lê Châu")
    made.make()
    return made


def correct(office, name, **values):
    key = office.people[name]
    person = office.database.read(lambda tx: attendees.get_attendee(tx, key))
    given = AttendeeInput(**{"full_name": name, **values})
    office.database.write(lambda tx: attendees.edit_attendee(tx, key, given, version=person.version))


def reissue(office, *names):
    chosen = Selection(attendee_ids=tuple(office.people[name] for name in names)) if names else EVERYONE
    return office.database.write(lambda tx: gather.reissue(tx, office.conference_id, chosen, CertificateOptions()))


def differing(office):
    known = office.database.read(lambda tx: gather.eligibility(tx, office.conference_id, CertificateOptions()))
    return {who.person.full_name: [(each.issued, each.now) for each in who.differs] for who in known.differing}


def test_only_what_the_paper_states_makes_it_differ(office):
    assert differing(office) == {}
    correct(office, "Bùi An", phone="0912345678", note="đến muộn", email="an@vidu.vn")
    assert differing(office) == {}
    correct(office, "Bùi An", full_name="Bùi Ân", birth="1980-05-12", position="Chủ tịch", unit="Phòng Tư pháp")
    assert differing(office) == {
        "Bùi Ân": [
            ("Bùi An", "Bùi Ân"),
            ("", "Sinh ngày: 12/05/1980"),
            ("", "Chức vụ: Chủ tịch"),
            ("Đơn vị: Phòng Nội vụ", "Đơn vị: Phòng Tư pháp"),
        ]
    }
    correct(office, "Lê Châu", gender="female", honorific="ThS.")
    assert differing(office)["Lê Châu"] == [("Cấp cho Ông/Bà Lê Châu", "Cấp cho Bà ThS. Lê Châu")]


def test_printing_it_again_prints_what_was_issued_and_says_that_it_differs(office):
    correct(office, "Bùi An", full_name="Bùi Ân")
    content = office.make()
    assert [paper.full_name for paper in content.papers] == ["Bùi An", "Lê Châu"]
    (found,) = checking.before_print(certificates.DOCUMENT, content)
    assert found.code == "issued_differs"
    assert "01/GCN-UBND: “Bùi An” → “Bùi Ân”" in finding_text(found.code, found.texts)
    assert not checking.before_print(certificates.DOCUMENT, office.make("Lê Châu"))


def test_a_reissued_one_has_a_new_number_and_the_issued_one_stays_replaced(office):
    before = office.register()
    correct(office, "Bùi An", full_name="Bùi Ân")
    assert reissue(office) == [(1, 3)]
    lines = office.register()
    assert [(line.number, line.paper.full_name, line.replaced_by) for line in lines] == [
        (1, "Bùi An", 3),
        (2, "Lê Châu", None),
        (3, "Bùi Ân", None),
    ]
    assert lines[0].paper == before[0].paper
    assert differing(office) == {}
    assert reissue(office) == []
    (line,) = office.database.read(lambda tx: [each for each in journal.recent(tx) if each.action == gather.REISSUED])
    assert (line.details["first"], line.details["instead_of"]) == (3, [1])


def test_reissuing_is_undone_and_its_number_is_never_given_again(office):
    correct(office, "Bùi An", full_name="Bùi Ân")
    reissue(office, "Bùi An")
    entry = office.database.read(lambda tx: undoing.last_undoable(tx, desk=tx.desk))
    office.database.write(lambda tx: undoing.undo(tx, entry.id))
    assert [(line.number, line.stands) for line in office.register()] == [(1, True), (2, True)]
    assert reissue(office) == [(1, 4)]


def test_a_closed_conference_still_reissues_as_it_still_issues(office):
    correct(office, "Bùi An", full_name="Bùi Ân")
    office.database.write(lambda tx: conferences.close(tx, office.conference_id))
    assert reissue(office) == [(1, 3)]


def test_the_register_tells_of_a_genuine_code_whether_it_still_counts(office):
    def stands(number):
        code = next(line.paper.code for line in office.register() if line.number == number)
        checked = office.database.read(lambda tx: signing.check(code, [keys.public(tx)]))
        return office.database.read(lambda tx: standing.of(tx, checked.code))

    assert (stands(1).state, stands(1).counts) == ("stands", True)
    correct(office, "Bùi An", full_name="Bùi Ân")
    reissue(office)
    assert (stands(1).state, stands(1).details["number"]) == ("replaced", "03")
    office.revoke(2)
    assert (stands(2).state, stands(2).counts) == ("revoked", False)


def test_one_issued_before_there_were_codes_gets_its_code_when_it_is_printed_again(office):
    before = office.register()

    def forget(tx):
        for row in tx.scalars(gather.select(gather.Certificate)):
            row.content = {name: value for name, value in row.content.items() if name != "code"}

    office.database.write(forget)
    assert [paper.code for paper in office.preview().papers] == ["", ""]
    codes = [paper.code for paper in office.make().papers]
    assert [line.paper.code for line in office.register()] == codes
    assert all(code.startswith("THGCN1|") for code in codes)
    assert [line.paper.full_name for line in office.register()] == [line.paper.full_name for line in before]
