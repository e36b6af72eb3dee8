"""Which sheet of the record a code names: this conference's, another's, or another office's."""

from __future__ import annotations

import pytest

from desktop.domain.errors import InvalidInput
from desktop.domain.sheet_code import PageCode, read_code
from desktop.services import signed_sheets
from desktop.store.tables import Conference
from tests.services.signed_sheets.conftest import Desk


def named(desk: Desk, code: PageCode) -> int:
    """The number of the desk's sheet."""
    return desk.database.read(lambda tx: signed_sheets.number_of(tx, desk.conference_id, code))


def refused(desk: Desk, code: PageCode) -> InvalidInput:
    """What is said of a paper that is not taken."""
    with pytest.raises(InvalidInput) as told:
        named(desk, code)
    return told.value


def test_a_code_whose_token_is_the_sheets_names_it(desk: Desk):
    token = desk.sheet().token
    assert len(token) == 5
    assert named(desk, read_code(f"TH:101:1:0:2:{token}")) == 1


def test_a_code_with_another_token_is_another_offices_paper_and_never_taken(desk: Desk):
    other = f"{(int(desk.sheet().token) + 1) % 100_000:05d}"
    told = refused(desk, read_code(f"TH:101:1:0:1:{other}"))
    assert (told.code, told.details["number"]) == ("paper.other_record", 1)


def test_a_token_names_only_the_sheet_it_was_made_for(desk: Desk):
    desk.print(sort="name", group_by="none", blank_lines=1)
    assert refused(desk, read_code(f"TH:101:2:0:1:{desk.sheet().token}")).code == "paper.other_record"


def test_a_sheet_is_known_by_its_token_though_its_conference_has_another_number_in_a_copy(desk: Desk):
    def renumber(tx):
        tx.get(Conference, desk.conference_id).number = 205

    desk.database.write(renumber)
    assert named(desk, read_code(f"TH:101:1:0:1:{desk.sheet().token}")) == 1
    assert refused(desk, read_code("TH:101:1")).code == "paper.other_conference"


def test_a_paper_of_another_conference_here_is_told_with_that_conferences_number(desk: Desk):
    def another(tx):
        other = Conference(number=102, title="Hội nghị khác")
        tx.add(other)
        tx.flush()
        return other.id

    other, token = desk.database.write(another), desk.sheet().token
    with pytest.raises(InvalidInput) as told:
        desk.database.read(lambda tx: signed_sheets.number_of(tx, other, read_code(f"TH:101:1:0:1:{token}")))
    assert (told.value.code, told.value.details["value"]) == ("paper.other_conference", "101")


@pytest.mark.parametrize("text", ["1", "TH:101:1", "TH:101:1:2"])
def test_papers_of_earlier_versions_name_what_they_named(desk: Desk, text: str):
    assert named(desk, read_code(text)) == 1


def test_an_earlier_papers_other_conference_is_refused(desk: Desk):
    assert refused(desk, read_code("TH:102:1")).code == "paper.other_conference"
