"""Rows set aside in the preview: nothing vanishes, and one key turns a row into a person or back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.domain.importing import Look, Problem, Severity
from desktop.gui.importing.cell_text import ISSUES_COLUMN, LOOK_COLUMN
from desktop.gui.importing.draft import ImportDraft, Preview, PreviewRow
from desktop.gui.importing.preview import ImportPreviewModel
from desktop.gui.importing.questions import QuestionAnswer, ask, like, to_say
from desktop.gui.importing.view import ImportView
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.theme import Theme
from tests.gui.importing.plans import big, signed
from tests.gui.importing.test_wizard import opened
from tests.gui.importing.workbooks import FOOT, workbook


@pytest.fixture
def model(qapp: QApplication) -> ImportPreviewModel:
    i18n.install("vi")
    model = ImportPreviewModel()
    model.set_plan(Preview.of(signed()))
    return model


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ImportView:
    i18n.install("vi")
    theme = Theme(qapp)
    theme.apply("light")
    view = ImportView(theme)
    qtbot.addWidget(view)
    qtbot.addWidget(view.facts)  # the wizard lays it out
    view.resize(1000, 600)
    view.set_plan(Preview.of(signed()), frozenset())
    view.show()
    return view


def shown(model: ImportPreviewModel) -> list[object]:
    """Row numbers, and the words of folds."""
    return [line.row.row if (line := model.line(row)) else model.across(row) for row in range(model.rowCount())]


def line(number: int, persons: dict[tuple[str, str, int], bool] | None = None) -> PreviewRow:
    return next(one for one in Preview.of(signed(persons)).lines if one.row.row == number)


def key(number: int) -> tuple[str, str, int]:
    return "ds.xlsx", "Sheet1", number


def go(view: ImportView, number: int) -> None:
    """Choose a row, its fold opened."""
    place = view.model.row_of(key(number))
    if view.model.fold(place):
        view.model.open_fold(place, True)
    view.table.setCurrentIndex(view.model.index(view.model.row_of(key(number)), 2))


def press(qtbot: QtBot, view: ImportView, pressed: Qt.Key, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(view.table, pressed, held)


# -- what is shown --------------------------------------------------------------------------------------------------


def test_rows_set_aside_stand_where_they_stand_in_the_sheet_neighbours_under_one_fold(
    model: ImportPreviewModel,
) -> None:
    assert shown(model) == [20, 3, 4, 5, "4 dòng bỏ qua ▸"]  # the question first, as ever; a single row is no fold


def test_every_row_set_aside_can_be_seen(model: ImportPreviewModel) -> None:
    model.open_fold(4, True)
    assert shown(model) == [20, 3, 4, 5, "4 dòng bỏ qua ▾", 6, 7, 8, 11]
    texts = [model.index(row, model.column_of("full_name")).data() for row in range(5, 9)]
    assert texts == [aside.text for aside in signed().files[0].sheets[0].set_aside[1:]]
    model.open_fold(4, False)
    assert shown(model)[-1] == "4 dòng bỏ qua ▸"


def test_a_fold_tells_the_kinds_under_it_and_a_row_its_kind_with_the_strongest_reason(
    model: ImportPreviewModel,
) -> None:
    issues = model.column_of(ISSUES_COLUMN)
    assert model.index(4, issues).data() == "1 dòng cộng, 2 dòng ký, 1 người ký"
    model.open_fold(4, True)
    assert model.index(8, issues).data() == "người ký · tên đứng dưới chức danh người ký"
    assert model.index(5, issues).data() == "dòng cộng"


def test_every_reason_is_one_hover_away_of_people_too(model: ImportPreviewModel) -> None:
    model.open_fold(4, True)
    tip = model.index(8, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "• tên đứng dưới chức danh người ký\n• nhưng ô họ tên giống tên người" in tip
    asked = model.index(0, model.column_of(LOOK_COLUMN)).data(Qt.ItemDataRole.ToolTipRole)
    assert "• ô họ tên giống tên người\n• nhưng trống hơn các dòng quanh nó" in asked


def test_model_keeps_qts_rules_with_folds(model: ImportPreviewModel, qtmodeltester: ModelTester) -> None:
    model.open_fold(4, True)
    qtmodeltester.check(model)


def test_rows_set_aside_and_folds_cannot_be_edited_and_speak_to_screen_readers(model: ImportPreviewModel) -> None:
    for row in (2, 4):
        index = model.index(row, model.column_of("full_name"))
        assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
        assert "bỏ qua" in index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert not model.setData(index, "Lê An")


def test_the_chip_shows_them_alone_and_a_search_finds_their_words(model: ImportPreviewModel) -> None:
    assert model.looks()[Look.ASIDE] == 5
    model.set_filter(look=Look.ASIDE)
    assert shown(model) == [4, 6, 7, 8, 11]
    model.set_filter(text="dinh thi mau")
    assert shown(model) == [11]
    model.set_filter(look=Look.ADD)
    assert shown(model) == [3, 5]


def test_the_file_of_a_fold_is_told_only_among_several_files(model: ImportPreviewModel) -> None:
    plan = signed()
    plan.files += big(2).files
    model.set_plan(Preview.of(plan))
    assert "4 dòng bỏ qua · ds.xlsx ▸" in shown(model)
    model.set_filter(source=("ds.xlsx", None))
    assert "4 dòng bỏ qua ▸" in shown(model)


def test_rows_set_aside_are_not_counted_as_rows_of_the_file() -> None:
    assert Preview.of(signed()).counts[None].rows == 3


# -- what is said ---------------------------------------------------------------------------------------------------


def test_a_row_made_a_person_stays_where_it_is_and_so_does_one_that_is_none_any_more(
    model: ImportPreviewModel,
) -> None:
    model.open_fold(4, True)
    model.set_plan(Preview.of(signed({key(8): True, key(5): False})))
    assert shown(model) == [20, 3, 4, 5, "2 dòng bỏ qua ▾", 6, 7, 8, 11]
    issues = model.column_of(ISSUES_COLUMN)
    assert model.index(3, issues).data() == "không nhập · theo bạn"
    assert "theo bạn" in model.index(7, issues).data()
    model.set_plan(Preview.of(signed()))
    assert shown(model) == [20, 3, 4, 5, "4 dòng bỏ qua ▾", 6, 7, 8, 11]


def test_one_key_says_the_opposite_of_the_reader_and_then_takes_it_back() -> None:
    assert (to_say(line(11)), to_say(line(20)), to_say(line(3))) == (True, True, False)
    assert to_say(line(11, {key(11): True})) is None
    assert to_say(line(3, {key(3): False})) is None


def test_all_alike_are_the_rows_of_its_kind_and_never_every_person() -> None:
    everything = Preview.of(signed()).lines
    of = {one.row.row: one for one in everything}
    assert [one.row.row for one in like(of[7], everything)] == [7, 8]
    assert [one.row.row for one in like(of[6], everything)] == [4, 6]
    assert like(of[3], everything) == [of[3]]


def test_what_was_said_of_rows_is_kept_in_the_options_and_can_be_taken_back() -> None:
    draft = ImportDraft()
    draft.say_persons([key(11), key(3)], True)
    draft.say_persons([key(3)], False)
    assert draft.options.persons == {key(11): True, key(3): False}
    draft.say_persons([key(11)], None)
    assert draft.options.persons == {key(3): False}
    draft.undo()
    assert draft.options.persons[key(11)] is True


def test_a_row_in_question_is_asked_with_all_its_words_and_its_reasons() -> None:
    asked = ask(line(20), Preview.of(signed()).lines, left_out=False)
    assert [choice.answer for choice in asked.choices] == [QuestionAnswer.NO_PERSON, QuestionAnswer.PERSON]
    assert "“Bùi Văn Thử | Phạm Thị Mẫu”" in asked.sentences
    assert any("nhưng" in sentence for sentence in asked.sentences)


@pytest.mark.parametrize("code", ["row.declined", "row.struck", "name.several"])
def test_whether_somebody_comes_is_settled_by_the_same_key(code: str) -> None:
    doubtful = line(3)
    doubtful.row.problems = (Problem("", code, Severity.QUESTION, {"value": "Không"}),)
    assert to_say(doubtful) is True
    asked = ask(doubtful, [doubtful], left_out=False)
    assert [choice.answer for choice in asked.choices] == [QuestionAnswer.NO_PERSON, QuestionAnswer.PERSON]


# -- the keys -------------------------------------------------------------------------------------------------------


def test_right_opens_left_closes_also_from_inside_and_enter_does_either(qtbot: QtBot, view: ImportView) -> None:
    view.table.setCurrentIndex(view.model.index(4, 2))
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.model.rowCount() == 9
    press(qtbot, view, Qt.Key.Key_Down)
    press(qtbot, view, Qt.Key.Key_Down)
    press(qtbot, view, Qt.Key.Key_Left)
    assert (view.model.rowCount(), view.table.currentIndex().row()) == (5, 4)
    press(qtbot, view, Qt.Key.Key_Return)
    assert view.model.rowCount() == 9
    assert view.table.currentIndex().row() == 4


def test_a_click_opens_a_fold_and_a_double_click_does_not_close_it_again(qtbot: QtBot, view: ImportView) -> None:
    where = view.table.visualRect(view.model.index(4, 2)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert view.model.rowCount() == 9
    qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert view.model.rowCount() == 9


def test_left_and_right_still_go_from_cell_to_cell_in_a_persons_row(qtbot: QtBot, view: ImportView) -> None:
    go(view, 3)
    press(qtbot, view, Qt.Key.Key_Right)
    assert (view.table.currentIndex().column(), view.model.rowCount()) == (3, 5)


@pytest.mark.parametrize(("number", "said"), [(11, True), (20, True), (3, False)])
def test_space_says_whether_a_row_is_a_person(qtbot: QtBot, view: ImportView, number: int, said: bool) -> None:
    go(view, number)
    with qtbot.waitSignal(view.judged) as told:
        press(qtbot, view, Qt.Key.Key_Space)
    lines, word = told.args
    assert ([one.row.row for one in lines], word) == ([number], said)


def test_shift_and_space_says_it_of_all_like_it(qtbot: QtBot, view: ImportView) -> None:
    go(view, 7)
    with qtbot.waitSignal(view.judged) as told:
        press(qtbot, view, Qt.Key.Key_Space, shift=True)
    assert [one.row.row for one in told.args[0]] == [7, 8]


def test_del_settles_a_row_in_question_as_nobody(qtbot: QtBot, view: ImportView) -> None:
    go(view, 20)
    with qtbot.waitSignal(view.judged) as told:
        press(qtbot, view, Qt.Key.Key_Delete)
    assert told.args[1] is False


def test_the_context_menu_offers_what_the_keys_do_for_one_row_and_for_all_alike(qtbot: QtBot, view: ImportView) -> None:
    go(view, 7)
    view.table.asked_menu.emit(view.mapToGlobal(QPoint(10, 10)))
    menu = view.findChild(QMenu)
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts[0].endswith("\tSpace")
    assert "cả 2 dòng như vậy trong trang tính" in texts[1]
    with qtbot.waitSignal(view.judged) as told:
        menu.actions()[1].trigger()
    assert [one.row.row for one in told.args[0]] == [7, 8]
    menu.close()


def test_the_panel_says_what_a_fold_holds_and_what_goes_on_from_here(view: ImportView) -> None:
    view.table.setCurrentIndex(view.model.index(4, 2))
    assert "2 dòng ký" in view.panel.accessibleName()


# -- with the real reader -------------------------------------------------------------------------------------------


def test_a_line_of_the_foot_comes_in_with_space_and_goes_out_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    people = [(f"Lê Thị Mẫu {name}", "Chuyên viên", "UBND phường Bạch Mai", "") for name in ("An", "Bình", "Chi")]
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", people, foot=[FOOT[0], FOOT[2]]))
    view = wizard.view
    before = view.model.looks()[Look.ASIDE]
    assert view.chips[Look.ASIDE].text().startswith(f"○ {before}")
    place = (str(tmp_path / "ds.xlsx"), "Sheet", 8)
    fold = view.model.row_of(place)
    assert view.model.fold(fold) is not None
    view.model.open_fold(fold, True)
    view.table.setCurrentIndex(view.model.index(view.model.row_of(place), 2))
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.model.looks()[Look.ASIDE] == before - 1)
    assert view.current_key() == place
    assert wizard.draft.options.persons == {place: True}
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.model.looks()[Look.ASIDE] == before)
    assert wizard.draft.options.persons == {}
    view.table.setCurrentIndex(view.model.index(view.model.row_of((*place[:2], 4)), 2))
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.model.looks()[Look.ASIDE] == before + 1)
    while wizard.draft.undo():
        pass
    wizard.reject()
