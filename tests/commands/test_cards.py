"""A citizen's card on the command line comes on standard input, and is never told again."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from desktop.domain.people import AttendeeInput
from desktop.services import attendees
from tests.commands.hall_desk import HA, VU, HallDesk
from tests.domain.test_identity_card import code

BORN = dt.date(1975, 5, 23)


def test_a_card_on_standard_input_lets_in_its_holder_or_registers_one(near: HallDesk, monkeypatch: pytest.MonkeyPatch):
    def edit(tx):
        known = attendees.get_attendee(tx, near.hall.people[HA])
        attendees.edit_attendee(tx, known.id, AttendeeInput(birth="23/05/1975"), version=known.version)

    near.hall.database.write(edit)

    def given(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="ascii"))

    given(code(HA, BORN, female=True) + "\r\n")
    status, told = near.json("check-in", "101", "Sáng", "--card", "--at", "07:45")
    assert (status, told["result"], told["attendee"]["full_name"]) == (0, "in", HA)
    given(code(VU, BORN))
    status, told = near.json("check-in", "101", "Sáng", "--card", "--at", "07:45")
    assert (status, told["result"], [each["full_name"] for each in told["candidates"]]) == (1, "ambiguous", [VU])
    sen = code("Bùi Thị Sen", BORN, female=True)
    given(sen)
    status, out, err = near.run("check-in", "101", "Sáng", "--card", "--at", "07:45")
    assert (status, sen[:12] in out + err) == (1, False)
    given(sen)
    assert near.json("walk-in", "101", "--card", "--unit", near.hall.person(HA).unit)[1]["result"] == "registered"
    given(sen)
    assert near.json("check-in", "101", "Sáng", "--card", "--at", "07:45")[1]["result"] == "in"
    given(sen[:50])
    status, out, err = near.run("check-in", "101", "Sáng", "--card")
    assert (status == 0, sen[:12] in out + err, bool(err)) == (False, False, True)


def test_a_card_as_an_argument_is_refused_without_being_told(near: HallDesk):
    sen = code("Bùi Thị Sen", BORN, female=True)
    for words in (("check-in", "101", "Sáng", sen), ("walk-in", "101", "--name", sen)):
        status, out, err = near.run(*words)
        assert status != 0
        assert sen[:12] not in out + err
        assert "--card" in err
