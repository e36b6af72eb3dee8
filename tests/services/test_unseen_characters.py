"""Characters that nobody sees stay out of what is typed and of what is imported, and the import says so."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.importing import Severity
from desktop.domain.names import hides_something, visible
from desktop.domain.people import AttendeeInput
from desktop.excel.understanding.table_row import TableRow
from desktop.papers import render
from desktop.services import agenda, attendees, conferences, groups, letterhead, units
from desktop.services.importing.cleaning import clean
from desktop.store.database import Database
from desktop.store.transaction import Transaction

UNSEEN = "\u202e\u2066\u200b\ufeff\x07\x00"
ODD = f"Mẫu{UNSEEN} thử"


def texts(value: object) -> list[str]:
    """Every text in a view."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for each in value for text in texts(each)]
    if dataclasses.is_dataclass(value):
        return [text for field in dataclasses.fields(value) for text in texts(getattr(value, field.name))]
    return []


def typed(tx: Transaction) -> list[object]:
    """Everything that is typed into forms, and stands in the record then."""
    day = dt.date(2026, 5, 4)
    words = dict.fromkeys(("venue", "superior_body", "issuing_body", "locality", "note", "recipients"), ODD)
    conference = conferences.create_conference(tx, title=ODD, starts_on=day, **words)
    group = groups.add_group(tx, conference.id, ODD)
    unit = units.add_unit(tx, ODD, short_name=ODD, code=ODD, aliases=[f"{ODD} khác"])
    begins = dt.datetime.combine(day, dt.time(8))
    session = agenda.add_session(
        tx, conference.id, title=ODD, starts_at=begins, ends_at=begins + dt.timedelta(hours=1), room=ODD,
        speakers=[ODD], note=ODD,
    )  # fmt: skip
    person = AttendeeInput(full_name=ODD, position=ODD, unit_id=unit.id, note=ODD, attention=ODD, seat="A1\u200b")
    return [conference, group, unit, session, attendees.add_attendee(tx, conference.id, person)]


def test_nothing_unseen_is_stored_of_what_is_typed(database: Database) -> None:
    for view in database.write(typed):
        assert [text for text in texts(view) if hides_something(text)] == []
        assert any("Mẫu thử" in text for text in texts(view))


def test_a_letterhead_is_stored_without_them_and_keeps_its_lines(database: Database) -> None:
    given = {"issuing_body": ODD, "recipients": f"- Như trên;{UNSEEN}\n- Lưu: VT."}
    database.write(lambda tx: letterhead.edit_office(tx, version=0, **given))
    _version, kept = database.read(letterhead.office)
    assert (kept["issuing_body"], kept["recipients"]) == ("Mẫu thử", "- Như trên;\n- Lưu: VT.")


@pytest.mark.parametrize("hidden", list(UNSEEN))
def test_an_import_tells_what_it_left_out(hidden: str) -> None:
    row = TableRow(1, (), {"full_name": f"Lê Văn{hidden} An", "position": "Chuyên viên"})
    values, told, _extra = clean(row)
    assert values["full_name"] == "Lê Văn An"
    assert [(each.field, each.code, each.severity) for each in told] == [("full_name", "text.unseen", Severity.INFO)]
    assert told[0].details == {"after": "Lê Văn An"}


def test_spaces_of_any_kind_and_line_breaks_are_no_news() -> None:
    row = TableRow(1, (), {"full_name": "Lê\u00a0Văn An", "position": "Chuyên viên\nPhòng Nội vụ"})
    assert "text.unseen" not in [each.code for each in clean(row)[1]]


@given(st.text())
def test_what_is_seen_of_a_text_stays(text: str) -> None:
    kept = visible(text)
    assert not hides_something(kept)
    assert visible(kept) == kept
    assert [letter for letter in text if letter.isprintable() and letter != " "] == [
        letter for letter in kept if letter.isprintable() and letter != " "
    ]


def test_paper_does_not_turn_the_order_of_letters_round() -> None:
    name = uuid.uuid4().hex
    assert render._json({"a": f"{name}\u202e", "b": "\u200b"}) == f'{{"a": "{name}", "b": "\u200b"}}'
