"""The import against generated forms, and the generator against itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.importing import Action, Problem, RowKind, Severity
from desktop.domain.names import fold, normalise
from tests.excel.forms import Score, make_form, score
from tests.excel.forms.running import plan, scores
from tests.services.importing.desk import all_rows, fresh_desk

SEED = 2018
FORMS = 80


@pytest.fixture(scope="module")
def desk():
    with fresh_desk() as found:
        yield found


@pytest.fixture(scope="module")
def run() -> list[Score]:
    return list(scores([(str(SEED), number, (), False) for number in range(FORMS)]))


def faults(run: list[Score], *kinds: str) -> list[str]:
    return [
        f"{each.form} row {fault.row}: {fault.text}" for each in run for fault in each.faults if fault.kind in kinds
    ]


def test_nobody_is_lost_without_a_word(run):
    assert faults(run, "lost") == []


def test_nobody_is_invented_without_a_question(run):
    assert faults(run, "invented") == []


def test_hardly_anybody_stays_out_even_if_that_is_told(run):
    assert len(faults(run, "lost but told")) <= 0.0005 * sum(each.people for each in run), faults(run, "lost but told")


def test_hardly_a_field_is_wrong(run):
    assert len(faults(run, "wrong")) <= 0.003 * sum(each.fields for each in run), faults(run, "wrong")


def test_nearly_every_form_is_wholly_right(run):
    assert sum(each.right for each in run) >= 0.98 * len(run)


def test_questions_stay_few(run):
    assert sum(each.questions.total() for each in run) <= 0.03 * sum(each.people for each in run)


# -- the generator --------------------------------------------------------------------------------------------------


def test_a_seed_and_a_number_always_make_the_same_form():
    assert make_form(5, 7) == make_form(5, 7)
    assert make_form(5, 7) != make_form(5, 8)


def test_everybodys_given_name_stands_in_their_row():
    for number in range(60):
        form = make_form("names", number)
        if "TCVN3" in form.tags:
            continue
        for canvas in form.sheets:
            for person in canvas.people:
                given = fold(person.values["full_name"][0].split()[-1])
                texts = [fold(str(value)) for (row, _column), value in canvas.cells.items() if row == person.row]
                assert any(given in text.split() for text in texts), (form.name, person)


def test_every_row_with_words_has_its_kind():
    for number in range(60):
        for canvas in make_form("kinds", number).sheets:
            assert {row for row, _column in canvas.cells} <= canvas.kinds.keys()
            assert {person.row for person in canvas.people} == {
                row for row, kind in canvas.kinds.items() if kind is RowKind.PERSON
            }


def test_a_form_can_be_told_which_oddities_to_have():
    form = make_form(1, 1, ("figures below", "numbering row: [1]", "form: one unit"))
    assert {"figures below", "numbering row: [1]", "form: one unit"} <= set(form.tags)


def test_a_form_written_as_a_real_workbook_is_read_like_the_form_in_memory(desk):
    for number in range(6):
        form = make_form("written", number)
        in_memory, from_file = (all_rows(plan(desk, form, as_file=as_file)) for as_file in (False, True))
        assert [(row.row, row.action, row.values) for row in from_file] == [
            (row.row, row.action, row.values) for row in in_memory
        ]


# -- the score ------------------------------------------------------------------------------------------------------


@pytest.fixture
def plain(desk):
    """A form that is read wholly right, with its plan."""
    for number in range(40):
        form = make_form("plain", number)
        planned = plan(desk, form)
        if len(form.sheets) == 1 and len(form.people) > 2 and score(form, planned).right:
            return form, planned
    raise AssertionError("no form of forty is read right")


def test_a_person_missing_from_the_plan_is_lost(plain):
    form, planned = plain
    planned.files[0].sheets[0].rows.pop(1)
    result = score(form, planned)
    assert (result.lost, result.invented, result.right) == (1, 0, False)


def test_a_person_refused_with_a_reason_is_lost_but_told(plain):
    form, planned = plain
    planned.files[0].sheets[0].rows[1].action = Action.SKIP
    planned.files[0].sheets[0].rows[1].problems = _question()
    result = score(form, planned)
    assert (result.lost, result.lost_but_told, result.right) == (0, 1, False)


def test_a_row_of_nobody_that_would_come_in_is_invented(plain):
    form, planned = plain
    row = planned.files[0].sheets[0].rows[0]
    row.row = 999
    result = score(form, planned)
    assert (result.lost, result.invented) == (1, 1)


def test_a_row_of_nobody_that_asks_is_no_fault(plain):
    form, planned = plain
    sheet = planned.files[0].sheets[0]
    sheet.rows.append(replace(sheet.rows[0], row=999, action=Action.SKIP, problems=_question()))
    result = score(form, planned)
    assert (result.invented, result.invented_but_asked, result.right) == (0, 1, True)


def test_another_value_is_wrong_unless_something_is_said_of_the_field(plain):
    form, planned = plain
    row = planned.files[0].sheets[0].rows[0]
    row.values["full_name"] = normalise(row.values["full_name"]) + " Khác"
    assert score(form, planned).wrong == {"full_name": 1}
    row.problems = _question("full_name")
    result = score(form, planned)
    assert (result.wrong.total(), result.wrong_but_told) == (0, {"full_name": 1})


def _question(field: str = ""):
    return (Problem(field, "row.perhaps_person", Severity.QUESTION),)
