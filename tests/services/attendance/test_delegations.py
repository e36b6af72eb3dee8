"""A unit's people come in as one: told one by one, taken back as one."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from desktop.domain.attendance import Delegation, Outcome, Status
from desktop.domain.errors import Ambiguous, InvalidInput
from desktop.services import attendance, journal, undoing
from tests.services.attendance.hall import Hall, moment

HA, AN, VU, NGA, CHAU, THUY_HA = (
    "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ", "Phạm Thu Nga", "Hoàng Minh Châu", "Đỗ Thị Thuý Hà",
)  # fmt: skip


def come(hall: Hall, *names: str, at: str = "07:45", **given: Any) -> Delegation:
    tokens = {hall.people[name]: uuid.uuid4() for name in names}
    return hall.database.write(
        lambda tx: attendance.check_in_delegation(
            tx, "Phường", **{"training_session_id": hall.morning, "tokens": tokens, "at": moment(at), **given}
        )
    )


def outcomes(came: Delegation) -> dict[str, Outcome]:
    return {answer.person.full_name: answer.outcome for answer in came.answers if answer.person}


def test_all_come_in_by_one_entry_of_the_journal_which_is_one_undo(hall: Hall) -> None:
    assert outcomes(come(hall, HA, VU, CHAU)) == dict.fromkeys((HA, VU, CHAU), Outcome.IN)
    (line, *_others) = hall.database.read(journal.recent)
    assert (line.action, line.details["count"]) == ("attendance.delegation", 3)
    hall.database.write(lambda tx: undoing.undo(tx, line.id))
    assert {hall.person(name).status for name in (HA, VU, CHAU)} == {Status.UNRECORDED}
    assert hall.database.read(journal.recent)[1].id == line.id


def test_whoever_is_in_cancelled_or_replaced_is_told_and_nothing_is_written_of_them(hall: Hall) -> None:
    hall.let_in(HA, "07:40")
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[VU]]))
    assert outcomes(come(hall, HA, VU, CHAU)) == {
        HA: Outcome.ALREADY_IN,
        VU: Outcome.CANCELLED,
        CHAU: Outcome.IN,
    }
    assert hall.person(HA).arrived_at == moment("07:40")
    assert hall.person(VU).status == Status.UNRECORDED


def test_outside_its_session_nobody_comes_in_and_no_entry_is_written(hall: Hall) -> None:
    before = hall.database.read(journal.latest)
    came = come(hall, HA, VU, at="12:30")
    assert set(outcomes(came).values()) == {Outcome.OUTSIDE}
    assert (came.let_in, len(came.others)) == ((), 2)
    assert hall.database.read(journal.latest) == before
    assert set(outcomes(come(hall, HA, VU, at="12:30", anyway=True)).values()) == {Outcome.IN}


def test_the_same_try_again_answers_alike_and_writes_nothing(hall: Hall) -> None:
    tokens = {hall.people[name]: uuid.uuid4() for name in (HA, VU)}
    first = come(hall, tokens=tokens)
    before = hall.database.read(journal.latest)
    assert outcomes(come(hall, tokens=tokens)) == outcomes(first)
    assert hall.database.read(journal.latest) == before


def test_a_unit_is_known_by_its_name_its_spelling_or_words_that_fit_only_one(hall: Hall) -> None:
    first = hall.person(HA).unit

    def people(name: str) -> tuple[str, list[Any]]:
        return hall.database.read(lambda tx: attendance.unit_people(tx, hall.morning, name))

    for name in (first, first.upper(), first.removeprefix("UBND "), first.removeprefix("UBND phường ")):
        unit, found = people(name)
        assert (unit, {each.full_name for each in found}) == (first, {HA, VU, CHAU})
    with pytest.raises(Ambiguous) as several:
        people("UBND phường")
    assert len(several.value.details["candidates"]) == 2
    with pytest.raises(InvalidInput):
        people("Không có đơn vị nào")
