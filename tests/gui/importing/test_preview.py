"""The preview's model and panel on plans made by hand."""

from __future__ import annotations

import copy
import dataclasses
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop import i18n, wording
from desktop.domain.importing import Action, ImportPlan, Look, Problem, Severity
from desktop.gui.importing.draft import ImportDraft, Preview, PreviewRow, SamePerson
from desktop.gui.importing.preview import ISSUES_COLUMN, LOOK_COLUMN, ImportPreviewModel
from desktop.gui.importing.question_panel import QuestionPanel
from desktop.gui.importing.questions import QuestionAnswer, ask
from desktop.gui.importing.view import ImportView
from desktop.gui.theme import Theme
from desktop.services import importing
from desktop.wording import importing as sentences
from desktop.wording.import_notices import collect
from desktop.wording.import_preview import _PROBLEMS, problem_label, save_refused_text
from tests.gui.importing.plans import BACH_MAI, REGISTERED, big, sample


@pytest.fixture
def model(qapp: QApplication) -> ImportPreviewModel:
    model = ImportPreviewModel()
    model.set_plan(Preview.of(sample()))
    return model


def shown(model: ImportPreviewModel) -> list[int]:
    return [model.line(row).row.row for row in range(model.rowCount())]


def line_of(plan: ImportPlan, name: str) -> PreviewRow:
    return next(line for line in Preview.of(plan).lines if line.row.values.get("full_name") == name)


def test_model_keeps_qts_rules(model: ImportPreviewModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_problems_stand_first_then_the_order_of_the_files(model: ImportPreviewModel) -> None:
    looks = [model.line(row).look for row in range(4)]
    assert looks == [Look.ERROR, Look.QUESTION, Look.QUESTION, Look.SAME]
    assert shown(model)[4:6] == [4, 5]


def test_chips_count_every_row_once(model: ImportPreviewModel) -> None:
    assert sum(model.looks().values()) == model.rowCount() == len(model.all_lines())


def test_search_ignores_accents_and_finds_a_phones_tail(model: ImportPreviewModel) -> None:
    model.set_filter(text="ngo thi yen")
    assert model.rowCount() == 1
    model.set_filter(text="120880")
    assert model.rowCount() == 1
    model.set_filter(text="bach dang pham")
    assert model.rowCount() == 20


def test_one_kind_of_problem_can_be_looked_at_alone(model: ImportPreviewModel) -> None:
    codes = dict(model.problem_codes())
    assert codes["unit.suggestion"] == 1
    assert model.problem_codes()[0][0] == "name.missing"
    model.set_filter(code="unit.suggestion")
    assert shown(model) == [7]


def test_a_file_and_a_sheet_narrow_rows_and_chips(model: ImportPreviewModel) -> None:
    model.set_filter(source=("/ds/DS_truong.xlsx", "THCS"))
    assert shown(model) == [4]
    assert sum(model.looks().values()) == 1


def test_a_new_plan_of_the_same_rows_touches_only_what_differs(qtbot: QtBot, model: ImportPreviewModel) -> None:
    plan = sample()
    mended = line_of(plan, "Vũ Minh Hòa").row
    mended.problems = ()
    touched: list[int] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, _last: touched.append(first.row()))
    model.modelReset.connect(lambda: resets.append(True))
    model.set_plan(Preview.of(plan))
    assert touched == [1]
    assert resets == []
    assert model.line(1).look is Look.ADD  # it keeps its place until the filter changes


def called(work: Callable[[], object]) -> int:
    """How many functions the work calls on this thread."""
    calls = []
    sys.setprofile(lambda _frame, event, _argument: calls.append(event) if event == "call" else None)
    try:
        work()
    finally:
        sys.setprofile(None)
    return len(calls)


def test_a_plan_compared_beforehand_gives_the_window_no_work_for_each_row(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp)
    theme.apply("light")
    work = []
    for rows in (100, 5_000):
        view = ImportView(theme)
        qtbot.addWidget(view)
        before = Preview.of(big(rows))
        view.set_plan(before, frozenset())
        plan = big(rows)
        plan.files[0].sheets[0].rows[7].values["position"] = "Trưởng phòng"
        after = Preview.of(plan)
        assert after.unlike(before) == [7]
        work.append(called(lambda view=view, after=after: view.set_plan(after, frozenset())))
    assert work[0] == work[1]


def test_other_rows_are_compared_with_nothing() -> None:
    few, many = Preview.of(big(3)), Preview.of(big(4))
    assert many.unlike(None) is None
    assert many.unlike(few) is None
    assert many.unlike(Preview.of(big(4))) == []


def test_a_settled_row_leaves_the_filter_that_it_no_longer_fits(model: ImportPreviewModel) -> None:
    model.set_filter(look=Look.QUESTION)
    assert model.rowCount() == 2
    plan = sample()
    line_of(plan, "Vũ Minh Hòa").row.problems = ()
    model.set_plan(Preview.of(plan))
    assert shown(model) == [12]


def test_a_mended_cell_is_told_and_an_unchanged_one_is_not(qtbot: QtBot, model: ImportPreviewModel) -> None:
    phone = model.index(1, model.column_of("phone"))
    assert phone.data(Qt.ItemDataRole.EditRole) == "0988 210 477"
    assert not model.setData(phone, "0988 210 477")
    with qtbot.waitSignal(model.edited) as told:
        model.setData(phone, " 0988 000 111 ")
    assert told.args == [("/ds/P.BachMai.xlsx", "Sheet1", 7), "phone", "0988 000 111"]


def test_only_fields_can_be_edited(model: ImportPreviewModel) -> None:
    for name in (LOOK_COLUMN, ISSUES_COLUMN):
        assert not model.flags(model.index(0, model.column_of(name))) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, model.column_of("unit"))) & Qt.ItemFlag.ItemIsEditable


def test_narrowing_a_search_over_ten_thousand_rows_shows_what_a_fresh_search_does(qtbot: QtBot) -> None:
    def shown(*typed: str) -> list[list[object]]:
        model = ImportPreviewModel()
        model.set_plan(Preview.of(big(10_000)))
        for text in typed:
            model.set_filter(text=text)
        columns = range(model.columnCount(QModelIndex()))
        return [[model.data(model.index(row, column)) for column in columns] for row in range(model.rowCount())]

    narrowed = shown("ha", "ha 99")
    assert 0 < len(narrowed) < 10_000
    assert narrowed == shown("ha 99")


def test_every_correction_can_be_taken_back() -> None:
    draft = ImportDraft()
    key = ("a.xlsx", "Sheet1", 4)
    before = copy.deepcopy(draft.options)
    draft.edit(key, "phone", "0912345678")
    draft.edit(key, "full_name", "Lê An")
    draft.answer_unit(["P. Bạh Mai"], BACH_MAI)
    draft.skip([key])
    draft.same_person({key: SamePerson(REGISTERED)})
    assert draft.options.edits == {key: {"phone": "0912345678", "full_name": "Lê An"}}
    assert draft.options.skipped == frozenset()
    after = draft.options
    while draft.undo():
        pass
    assert draft.options == before
    while draft.redo():
        pass
    assert draft.options == after
    draft.undo()
    draft.skip([key])
    assert not draft.can_redo


def test_a_like_unit_is_offered_with_yes_first_to_hand() -> None:
    plan = sample()
    asked = ask(line_of(plan, "Vũ Minh Hòa"), Preview.of(plan).lines, left_out=False)
    assert [choice.answer for choice in asked.choices] == [
        QuestionAnswer.PICK_UNIT,
        QuestionAnswer.NEW_UNIT,
        QuestionAnswer.THIS_UNIT,
    ]
    assert asked.choices[-1].unit_id == BACH_MAI


def test_both_units_a_sheet_may_be_of_are_offered_for_all_its_rows() -> None:
    line = line_of(sample(), "Vũ Minh Hòa")
    details: dict[str, object] = {"sheet": "DS", "unit": "Phòng GD&ĐT", "other": "Trường THCS Vân Hồ"}
    line.row.problems = (Problem("unit", "unit.doubtful", Severity.QUESTION, details),)
    choices = ask(line, [], left_out=False).choices
    assert [choice.answer for choice in choices] == [
        QuestionAnswer.PICK_UNIT,
        QuestionAnswer.WHOLE_SHEET,
        QuestionAnswer.WHOLE_SHEET,
    ]
    assert [choice.name for choice in choices[1:]] == ["Phòng GD&ĐT", "Trường THCS Vân Hồ"]
    draft = ImportDraft()
    draft.give_sheet_unit(line.key[:2], choices[2].name)
    assert draft.options.sheet_units == {line.key[:2]: "Trường THCS Vân Hồ"}


def test_a_suspected_duplicate_shows_only_what_the_file_would_change() -> None:
    plan = sample()
    asked = ask(line_of(plan, "Nguyễn Thị Hoà"), Preview.of(plan).lines, left_out=False)
    assert asked.severity is Severity.QUESTION
    assert ("0912 004 511", "0912 004 115") in [(side.registered, side.file) for side in asked.sides]
    assert [choice.answer for choice in asked.choices] == [
        QuestionAnswer.KEEP_OLD, QuestionAnswer.TAKE_NEW, QuestionAnswer.PICK_FIELDS, QuestionAnswer.OTHER_PERSON, QuestionAnswer.LEAVE_OUT,
    ]  # fmt: skip
    assert [choice.answer for choice in asked.choices if choice.primary] == [QuestionAnswer.TAKE_NEW]


def test_a_row_left_out_offers_the_way_back() -> None:
    plan = sample()
    line = line_of(plan, "Đỗ Thị Thúy Hà")
    line.row.action = Action.SKIP
    assert [choice.answer for choice in ask(line, [], left_out=True).choices] == [QuestionAnswer.TAKE_IN]


def test_unreadable_files_are_told_before_anything_else() -> None:
    assert collect(sample())[0].severity is Severity.ERROR


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_problem_of_a_row_has_a_short_form(language: str) -> None:
    i18n.install(language)
    for code in _PROBLEMS:
        assert code == "unit.new" or code in sentences.SENTENCES, code
        assert 0 < len(problem_label(code)) < 32
    assert wording.sentence("unit.missing") != problem_label("unit.missing")


def test_enter_leads_from_a_row_to_its_answer(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp)
    theme.apply("light")
    view = ImportView(theme)
    qtbot.addWidget(view)
    view.set_plan(Preview.of(sample()), frozenset())
    view.show()
    view.table.setCurrentIndex(view.model.index(1, 2))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    button = view.panel.button(QuestionAnswer.THIS_UNIT)
    assert button is not None
    with qtbot.waitSignal(view.answered) as told:
        button.click()
    assert told.args is not None
    assert told.args[1].answer is QuestionAnswer.THIS_UNIT


def test_a_question_counted_anew_keeps_its_answers_and_another_leaves_nothing_of_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme = Theme(qapp)
    theme.apply("light")
    panel = QuestionPanel(theme)
    qtbot.addWidget(panel)
    plan = sample()
    person, unit = (
        ask(line_of(plan, name), Preview.of(plan).lines, left_out=False) for name in ("Nguyễn Thị Hoà", "Vũ Minh Hòa")
    )

    def beside() -> list[str]:
        return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]

    panel.show_ask(person)
    button = panel.button(QuestionAnswer.TAKE_NEW)
    sides = {text for side in person.sides for text in (side.label, side.registered, side.file)}
    assert sides
    assert sides <= set(beside())
    panel.show_ask(dataclasses.replace(person, alike=person.alike + 1))
    assert panel.button(QuestionAnswer.TAKE_NEW) is button
    panel.show_ask(unit)
    assert panel.button(QuestionAnswer.TAKE_NEW) is None
    assert sides.isdisjoint(beside())


def test_a_count_of_many_rows_is_whole_in_its_chip(qtbot):
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QApplication

    from desktop.gui.importing.sources import _CountDelegate

    metrics = QFontMetrics(QApplication.font())
    assert _CountDelegate._chip_width(metrics, "15042") > metrics.horizontalAdvance("15042")


def test_what_was_typed_and_could_not_be_read_is_shown_and_can_be_mended(
    qtbot: QtBot, model: ImportPreviewModel
) -> None:
    plan = sample()
    row = line_of(plan, "Vũ Minh Hòa").row
    row.problems = (Problem("birth", "birth.unreadable", Severity.WARNING, {"value": "31/2/1980"}),)
    model.set_plan(Preview.of(plan))
    place = next(place for place in range(model.rowCount()) if model.line(place).row is row)
    cell = model.index(place, model.column_of("birth"))
    assert (cell.data(), cell.data(Qt.ItemDataRole.EditRole)) == ("31/2/1980", "31/2/1980")
    assert not model.is_taken(place, "birth")
    assert not model.setData(cell, "31/2/1980")
    with qtbot.waitSignal(model.edited):
        model.setData(cell, "3/2/1980")


def test_unanswered_rows_are_not_called_refused() -> None:
    plan = sample()
    preview = Preview.of(plan)
    assert preview.refused == preview.counts[None].errors
    assert preview.refused + preview.unanswered == importing.count_refused(plan)
    texts = [save_refused_text(1, 0), save_refused_text(0, 1), save_refused_text(1, 2)]
    assert ["từ chối" in text for text in texts] == [True, False, True]
    assert ["chưa trả lời" in text for text in texts] == [False, True, True]


def test_opening_a_preview_looks_at_no_line_by_itself(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown of ten thousand rows was put in order beside the window."""
    preview = Preview.of(big(300))
    looked_at = []
    monkeypatch.setattr(ImportPreviewModel, "_fits", lambda _model, line: looked_at.append(line) or True)
    view = ImportView(Theme(qapp))
    try:
        view.set_plan(preview, frozenset())
        assert view.model.rowCount() == 300
        assert looked_at == []
        view.search.setText("Hà 2")
        view._filter()
        assert len(looked_at) == 300
    finally:
        view.close()
        view.deleteLater()


def test_enter_twice_on_a_row_that_asks_nothing_says_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    view = ImportView(Theme(qapp))
    qtbot.addWidget(view)
    view.set_plan(Preview.of(big(3)), frozenset())
    view.show()
    said = []
    view.answered.connect(lambda *given: said.append(given))
    view.table.setFocus()
    for _time in range(2):
        qtbot.keyClick(QApplication.focusWidget() or view.table, Qt.Key.Key_Return)
    assert said == []
    assert not view.panel.has_keyboard()


def test_a_plan_that_only_teaches_a_spelling_can_be_applied() -> None:
    plan = dataclasses.replace(big(1), aliases={"P. Mây": BACH_MAI})
    assert (plan.answers, plan.taught) == (0, 1)
