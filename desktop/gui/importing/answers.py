"""What the organizer's answers in the preview mean for the import, and the dialogs that take longer ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.importing import AskedColumn, Problem
from desktop.gui.importing.draft import PreviewRow, RowKey, SheetKey, Sorting
from desktop.gui.importing.questions import (
    KEEP_ALL,
    Choice,
    QuestionAnswer,
    alike,
    like,
    open_question,
    people_asked,
    same_as,
)
from desktop.gui.importing.sorting import ranks
from desktop.gui.widgets.clipboard import as_table, people_copied, put
from desktop.gui.widgets.rows import TableColumn

if TYPE_CHECKING:
    from desktop.gui.importing.wizard import ImportWizard


SORTING = "import.sort"
"""Names the working out of another order."""


COPYING = "import.copy"


class ImportAnswers(QObject):
    """Turns answers into options and asks for a new plan."""

    def __init__(self, wizard: ImportWizard) -> None:
        super().__init__(wizard)
        self._wizard = wizard

    def edit(self, key: RowKey, field: str, text: str) -> None:
        """A cell was mended."""
        self._wizard.draft.edit(key, field, text)
        self._wizard.plan_again()

    def set_field(self, keys: list[RowKey], field: str, text: str) -> None:
        """One text for a field of several rows."""
        self._wizard.draft.edit_all(keys, field, text)
        self._wizard.plan_again()

    def set_unit(self, keys: list[RowKey]) -> None:
        """Choose a unit for several rows."""
        from desktop.gui.importing.unit_picker import pick_unit

        picked = pick_unit(self._wizard.context, self._wizard.names.units, "", self._wizard)
        if picked is not None:
            self.set_field(keys, "unit", picked.name)

    def move_columns(self, key: SheetKey, columns: dict[str, int]) -> None:
        """A column was said to be another field at its heading."""
        self._wizard.draft.move_columns(key, columns)
        self._wizard.plan_again()

    def ask_column(self, heading: str, asked: AskedColumn) -> None:
        """A column was said to answer a question of the conference."""
        self._wizard.draft.ask_column(heading, asked)
        self._wizard.plan_again()

    def sort(self, sorting: Sorting | None) -> None:
        """Show the rows in another order, which is worked out beside the window."""
        wizard, model = self._wizard, self._wizard.view.model
        preview = model.preview
        if sorting is None or preview is None:
            model.set_sorting(None)
            return

        def take(found: list[int]) -> None:
            if not wizard.view.table.is_editing():  # another order closes the cell that is being typed in
                model.set_sorting(sorting, found)

        wizard.context.operations.read(SORTING, lambda _tx: ranks(preview.lines, sorting), take)

    def copy(self, columns: Sequence[TableColumn[PreviewRow]], lines: Sequence[PreviewRow]) -> None:
        """Put rows on the clipboard; thousands of them are written down beside the window."""
        context = self._wizard.context

        def done(written: tuple[str, str]) -> None:
            put(written)
            people_copied(context, "import", columns, len(lines))

        context.operations.read(COPYING, lambda _tx: as_table(columns, lines), done)

    def leave_out(self, keys: list[RowKey], out: bool) -> None:
        """Rows are left out, or taken in again."""
        draft = self._wizard.draft
        if out:
            draft.skip(keys)
        else:
            draft.restore(keys)
        self._wizard.plan_again()

    def ask_again(self, keys: list[RowKey]) -> None:
        """What was said of who these rows are holds no longer."""
        self._wizard.draft.ask_again(keys)
        self._wizard.plan_again()

    def judge(self, lines: list[PreviewRow], said: bool | None) -> None:
        """Rows are people, or nobody; None: as the program judges."""
        self._wizard.draft.say_persons([line.key for line in lines], said)
        self._wizard.plan_again()

    def answer(self, line: PreviewRow, choice: Choice, for_all: bool) -> None:
        """A button of the question panel was pressed."""
        answer = choice.answer
        if answer in (QuestionAnswer.LEAVE_OUT, QuestionAnswer.TAKE_IN):
            if answer is QuestionAnswer.LEAVE_OUT and open_question(line) is not None:
                self._wizard.view.go_on_after_answer()
            self.leave_out([line.key], answer is QuestionAnswer.LEAVE_OUT)
            return
        question = open_question(line)
        if question is None:
            if answer is QuestionAnswer.PERSON:
                everything = self._wizard.view.model.all_lines()
                self.judge(like(line, everything) if for_all else [line], True)
            return
        if answer in (
            QuestionAnswer.THIS_UNIT,
            QuestionAnswer.NEW_UNIT,
            QuestionAnswer.PICK_UNIT,
            QuestionAnswer.WHOLE_SHEET,
        ):
            if not self._answer_unit(line, question, choice):
                return
        elif not self._answer_person(line, question, choice, for_all):
            return
        self._wizard.view.go_on_after_answer()
        self._wizard.plan_again()

    def _answer_unit(self, line: PreviewRow, question: Problem, choice: Choice) -> bool:
        spelling = str(question.details.get("value") or line.row.values.get("unit", ""))
        unit_id, name = choice.unit_id, choice.name
        if choice.answer is QuestionAnswer.PICK_UNIT:
            from desktop.gui.importing.unit_picker import pick_unit

            picked = pick_unit(self._wizard.context, self._wizard.names.units, spelling, self._wizard)
            if picked is None:
                return False
            unit_id, name = picked.id, picked.name
        if question.code == "unit.doubtful":
            self._wizard.draft.give_sheet_unit(line.key[:2], name)
            return True
        self._wizard.draft.answer_unit([spelling], unit_id)
        return True

    def _answer_person(self, line: PreviewRow, question: Problem, choice: Choice, for_all: bool) -> bool:
        lines, answer = [line], choice.answer
        if for_all:
            lines += alike(question, line, self._wizard.view.model.all_lines())
        keys, draft = [one.key for one in lines], self._wizard.draft
        if answer in (QuestionAnswer.PERSON, QuestionAnswer.NO_PERSON):
            draft.say_persons(keys, answer is QuestionAnswer.PERSON)
        elif answer is QuestionAnswer.OTHER_PERSON:
            draft.other_person(keys)
        elif answer is QuestionAnswer.KEEP_OLD and question.code == "match.cancelled":
            draft.skip(keys)
        else:
            picks = KEEP_ALL if answer is QuestionAnswer.KEEP_OLD else {}
            if answer is QuestionAnswer.PICK_FIELDS:
                picked = self._pick_fields(people_asked(question)[max(choice.person, 0)])
                if picked is None:
                    return False
                picks = picked
            asked = ((one.key, open_question(one)) for one in lines)
            draft.same_person(
                {key: same_as(people_asked(problem)[max(choice.person, 0)], picks) for key, problem in asked if problem}
            )
        return True

    def _pick_fields(self, told: Mapping[str, object]) -> dict[str, bool] | None:
        from desktop.gui.importing.pick_fields import pick_fields

        return pick_fields(self._wizard.context, told, self._wizard)

    # Longer answers

    def map_columns(self) -> None:
        """Correct where a sheet's table begins and what its columns hold."""
        from desktop.gui.importing.columns import ColumnsDialog

        wizard = self._wizard
        if wizard.plan is None:
            return
        ColumnsDialog(wizard, wizard.view.sources.source()).exec()

    def show_options(self) -> None:
        """What holds for the whole import."""
        from desktop.gui.importing.options import OptionsDialog

        wizard = self._wizard
        dialog = OptionsDialog(wizard.context, wizard.draft.options, wizard.names)
        dialog.setParent(wizard, dialog.windowFlags())

        def take() -> None:
            chosen = dialog.chosen()
            if any(getattr(wizard.draft.options, name) != value for name, value in chosen.items()):
                wizard.draft.change(**chosen)
                wizard.plan_again()

        dialog.accepted.connect(take)
        dialog.open()

    def show_new_units(self) -> None:
        """The units that will be created; any of them may be one that exists."""
        from desktop.gui.importing.units import NewUnitsDialog

        wizard = self._wizard
        if wizard.plan is None:
            return
        dialog = NewUnitsDialog(wizard.context, wizard.plan, wizard.names.units, wizard)
        dialog.exec()
        answers, options = dialog.answers(), wizard.draft.options
        if answers or dialog.words:
            wizard.draft.change(units={**options.units, **answers}, new_units={**options.new_units, **dialog.words})
            wizard.plan_again()

    def show_notices(self) -> None:
        """Everything told of files and sheets."""
        from desktop.gui.importing.notices_dialog import NoticesDialog

        wizard = self._wizard
        if wizard.plan is not None:
            NoticesDialog(wizard.context, wizard.plan, wizard.view.sources.source(), wizard).exec()
