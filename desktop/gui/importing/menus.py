"""The menus of the preview: what can be said of rows, and of a column at its heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.domain.fields import ANSWER, FIELDS
from desktop.domain.importing import AskedColumn, PlannedSheet
from desktop.domain.questions import QuestionKind
from desktop.gui.importing.cell_text import LOOK_COLUMN
from desktop.gui.importing.draft import PreviewRow, Sorting
from desktop.gui.importing.questions import QuestionAnswer, asks_whether_to_take, like, to_say
from desktop.gui.widgets.text import literal
from desktop.i18n import _
from desktop.wording.import_preview import (
    PARTS,
    all_like_text,
    column_letters,
    field_label,
    ruling_text,
    short_name,
    these_text,
)
from desktop.wording.questions import kind_text

if TYPE_CHECKING:
    from desktop.gui.importing.view import ImportView


def row_menu(view: ImportView) -> QMenu | None:
    """What can be said of the rows selected, or of those under the chosen fold."""
    row = view.table.currentIndex().row()
    if not 0 <= row < view.model.rowCount():
        return None
    fold, selected = view.model.fold(row), view.selected()
    lines = list(fold.lines) if fold is not None else selected
    menu = _menu(view)
    _offer_answers(view, menu, lines)
    _offer_person(view, menu, lines, folded=fold is not None)
    people = [line for line in lines if line.aside is None]
    if people:
        if not asks_whether_to_take(lines[0]):
            out = view.is_left_out(lines[0])
            _add(menu, _("&Take this row in") if out else _("&Leave this row out"), view.toggle_left_out, "Del")
        if any(view.is_answered(line) for line in people):
            _add(menu, _("&Ask again who this is"), partial(view.asked_again.emit, [line.key for line in people]))
        menu.addSeparator()
        _offer_field(view, menu, people)
        menu.addSeparator()
    _add(menu, _("&Copy"), view.copy, "Ctrl+C")
    return menu


def _offer_answers(view: ImportView, menu: QMenu, lines: Sequence[PreviewRow]) -> None:
    """The answers to the question of a single row, as they stand in the panel."""
    choices = view.panel.choices() if len(lines) == 1 and lines[0].aside is None else ()
    whether = (QuestionAnswer.PERSON, QuestionAnswer.NO_PERSON, QuestionAnswer.LEAVE_OUT, QuestionAnswer.TAKE_IN)
    for choice in choices:
        if choice.answer not in whether:
            _add(menu, choice.label, partial(view.say, choice, False))
    if not menu.isEmpty():
        menu.addSeparator()


def _offer_person(view: ImportView, menu: QMenu, lines: list[PreviewRow], *, folded: bool) -> None:
    """Whether these, or all like the first, are people or nobody."""
    first, everything = lines[0], view.model.all_lines()
    said = to_say(first)

    def offer(text: str, some: list[PreviewRow], key: str = "") -> None:
        _add(menu, text, partial(view.say_person, some, said), "" if folded else key)

    offer(ruling_text(said) if len(lines) == 1 else these_text(said, len(lines)), lines, "Space")
    in_sheet = like(first, everything)
    if len(in_sheet) > len(lines):
        offer(all_like_text(said, len(in_sheet), whole_file=False), in_sheet, "Shift+Space")
    in_file = like(first, everything, whole_file=True)
    if len(in_file) > len(in_sheet):
        offer(all_like_text(said, len(in_file), whole_file=True), in_file)


def _offer_field(view: ImportView, menu: QMenu, lines: Sequence[PreviewRow]) -> None:
    """One unit or role group for all of them."""
    keys = [line.key for line in lines]
    _add(menu, _("Set the &unit…"), partial(view.asked_unit.emit, keys))
    groups = menu.addMenu(_("Set the &role group"))
    for title in view.table.delegate.choices.get("role_group", ()):
        _add(groups, literal(title), partial(view.set_field.emit, keys, "role_group", title))
    groups.setEnabled(not groups.isEmpty())


def heading_menu(view: ImportView, column: int) -> QMenu:
    """Sort by a column, hide it, or say what its cells are."""
    name, table, sorting = view.model.column_name(column), view.table, view.model.sorting
    menu = _menu(view)
    ways: list[tuple[str, Sorting | None]] = [
        (_("Sort &ascending"), Sorting(name)),
        (_("Sort &descending"), Sorting(name, descending=True)),
        (_("What is to review &first"), None),
    ]
    for text, way in ways:
        action = _add(menu, text, partial(view.asked_sorting.emit, way))
        action.setCheckable(True)
        action.setChecked(way == sorting)
    line = view.current_line()
    if line is not None and name in FIELDS:
        menu.addSeparator()
        _offer_columns(view, menu, name, (line.file.file, line.sheet.name), line.sheet)
    if line is not None:
        _offer_questions(view, menu, name, line.sheet)
    menu.addSeparator()
    if name not in ("full_name", LOOK_COLUMN):
        _add(menu, _("&Hide this column"), partial(table.hide_column, name))
    if table.hidden:
        _add(menu, _("Show &hidden columns"), table.show_hidden)
    return menu


def _offer_columns(view: ImportView, menu: QMenu, name: str, key: tuple[str, str], sheet: PlannedSheet) -> None:
    """Which column of the sheet the chosen row stands in holds this field, and what else the column may be."""
    place = literal(_("{file} · {sheet}").format(file=short_name(key[0]), sheet=key[1]))
    menu.addSection(place)
    number = sheet.column_numbers.get(name, 0)
    known = {column: field for field, column in sheet.column_numbers.items()}
    taken = menu.addMenu(_("&Take “{field}” from column").format(field=field_label(name)))
    for column, heading in enumerate(sheet.headings, start=1):
        if not heading and column not in known:
            continue
        words = literal(f"{column_letters(column)}: {' '.join(heading.split()) or field_label(known[column])}")
        moved = {known[column]: 0} if column in known else {}
        action = _add(taken, words, partial(view.asked_columns.emit, key, {**moved, name: column}))
        action.setCheckable(True)
        action.setChecked(column == number)
    if not number:
        return
    other = menu.addMenu(_("This column &is"))
    for field in (*FIELDS, *PARTS):
        if field != name:
            _add(other, field_label(field), partial(view.asked_columns.emit, key, {name: 0, field: number}))
    heading = sheet.headings[number - 1] if number <= len(sheet.headings) else ""
    if heading and name != "full_name":
        _add(other, _("Custom question"), partial(view.asked_question.emit, heading, AskedColumn(heading)))
    _add(menu, _("This column is &not needed"), partial(view.asked_columns.emit, key, {name: 0}))


def _offer_questions(view: ImportView, menu: QMenu, name: str, sheet: PlannedSheet) -> None:
    """Columns that are passed over may answer a question of the conference; of one that does, what kind it is."""
    if sheet.ignored_columns:
        menu.addSeparator()
        taken = menu.addMenu(_("Take as a &custom question"))
        for heading in dict.fromkeys(sheet.ignored_columns):
            words = literal(" ".join(heading.split()))
            _add(taken, words, partial(view.asked_question.emit, heading, AskedColumn(heading)))
    title = name.removeprefix(ANSWER)
    headings = [heading for heading, asked in sheet.questions.items() if name.startswith(ANSWER) and asked == title]
    for heading in headings[:1]:
        menu.addSeparator()
        preview = view.model.preview
        for new in preview.plan.new_questions if preview else ():
            if new.title != title:
                continue
            kinds = menu.addMenu(_("Kind of ans&wer"))
            for kind in QuestionKind:
                asked = AskedColumn(title, kind)
                action = _add(kinds, kind_text(kind), partial(view.asked_question.emit, heading, asked))
                action.setCheckable(True)
                action.setChecked(kind is new.kind)
        _add(menu, _("This column is &not needed"), partial(view.asked_question.emit, heading, AskedColumn("")))


def _menu(view: ImportView) -> QMenu:
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    return menu


def _add(menu: QMenu, text: str, slot: Callable[[], object], key: str = "") -> QAction:
    action = menu.addAction(f"{text}\t{key}" if key else text)
    action.triggered.connect(lambda _checked=False: slot())
    return action
