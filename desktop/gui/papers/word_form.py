"""The Word form of a document: the program's, or the office's own; its fields, what was found, and a document filled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QLayout, QTreeWidget, QTreeWidgetItem

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.documents.word import FIELDS, FormCheck
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.feedback import open_file
from desktop.gui.theme import GRID
from desktop.gui.widgets import file_choice
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import button, grow, heading, plain
from desktop.gui.widgets.list_dialog import list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.papers import documents, making
from desktop.papers.word import own
from desktop.services.opening import Transaction
from desktop.whole_file import write_whole
from desktop.wording import word_forms as words
from desktop.wording.formats import moment_text

_CHECK, _KEEP, _FORM = "word.check", "word.keep", "word.form"


@dataclass(frozen=True, slots=True)
class _Checked:
    """A form that was looked through."""

    file: str
    """Of the file chosen; "" for the form in use."""
    told: FormCheck | None
    kept_at: dt.datetime | None
    """Since when the office has a form of its own."""


class WordFormDialog(Dialog):
    """Save the form, change it in Word, take it back; every field with its meaning."""

    guide = Topic.WORD_FORMS

    def __init__(self, context: Context, name: str) -> None:
        self._name = documents.title(name)
        super().__init__(context, _("Word form: {document}").format(document=self._name), size=(980, 640))
        self._document = name
        self.checked: _Checked | None = None
        """What was found last; None until then."""
        self.state = heading(wrap=True)
        self.banner.close_button.hide()
        actions, self.list = self._actions(), self._make_list()
        self.detail = plain()
        self.detail.hide()
        rules = plain(words.rules(), "muted", selectable=True)
        self.lay_out(self.state, actions, self.banner, grow(self.list), self.detail, rules, self._foot())
        self.save_form.setFocus()
        self.look()

    def _actions(self) -> FlowLayout:
        self.save_form = button(_("&Save the Word form to change it…"), self._save_form)
        self.choose = button(_("&Take a Word file as the form…"), self._choose)
        self.open_own = button(_("&Open the office's form"), self._open_own)
        self.again = button(_("C&heck it again"), self.look)
        self.remove = button(_("Back to the &program's form"), self._remove)
        actions = FlowLayout(spacing=GRID)
        for each in (self.save_form, self.choose, self.open_own, self.again, self.remove):
            actions.addWidget(each)
        for each in (self.open_own, self.again, self.remove):
            each.hide()
        return actions

    def _make_list(self) -> QTreeWidget:
        headings = [_("In the form"), _("Written in Word as"), _("What it holds")]
        view = list_of(self.context.theme, _("Fields of the form"), headings, widths={})
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        view.header().resizeSection(1, min(self.context.theme.px(330), self.width() * 2 // 5))
        view.itemDoubleClicked.connect(lambda _item: self._copy())
        view.currentItemChanged.connect(lambda *_items: self._show_detail())
        return view

    def _foot(self) -> QLayout:
        self.copy = button(_("&Copy the field"), self._copy)
        foot, self.fill = self.buttons(self.copy, accept=_("&Fill it and open…"), slot=self._fill, leave=_("Close"))
        for later in (self.copy, self.fill):
            later.setEnabled(False)
        return foot

    # -- what is found ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look through the form in use."""
        self._ask(_CHECK, None)

    def take(self, path: Path) -> None:
        """Take a file as the office's form, if it can be filled."""
        self._ask(_KEEP, path)

    def _ask(self, key: str, path: Path | None) -> None:
        document = self._document
        self.context.operations.plain(key, lambda _told, _stop: _checked(document, path), self._show, self._refused)

    def _refused(self, problem: Exception) -> bool:
        """A file that is no form: the one in use stays."""
        told = self.refuse(problem)
        if told and self.checked is None:
            self._show(_Checked("", None, _kept_at(self._document)), quiet=True)
        return told

    def _show(self, checked: _Checked, *, quiet: bool = False) -> None:
        self.checked = checked
        has_own = checked.kept_at is not None
        for each in (self.open_own, self.again, self.remove):
            each.setVisible(has_own)
        if checked.kept_at is not None:
            self.state.setText(_("The office's own form is used, kept {at}.").format(at=moment_text(checked.kept_at)))
        else:
            self.state.setText(_("The program's form is used."))
        told = checked.told
        self.fill.setEnabled(self.context.conference is not None and (bool(checked.file) or told is None or told.fits))
        if not quiet:
            self._tell(checked)
        self._list(told)

    def _tell(self, checked: _Checked) -> None:
        told = checked.told
        if told is None:
            self.banner.tell("")
        elif told.fits:
            self.banner.tell(words.found(told), "good")
        elif checked.file:
            sentence = _("“{file}” is not used yet: {found} Mend it in Word, and take it again.")
            self.banner.tell(sentence.format(file=checked.file, found=words.found(told)), "bad")
        else:
            self.banner.tell(words.found(told), "bad")

    def _list(self, told: FormCheck | None) -> None:
        self.list.clear()
        self.detail.hide()
        if told is not None:
            for problem in told.problems:
                self._add("✕ " + _("mend it"), problem.where, words.problem_text(problem.code))
            for unknown in told.unknown:
                meant = _("unknown; perhaps {meant}").format(meant=unknown.suggestion)
                self._add("✕ " + _("mend it"), unknown.name, meant if unknown.suggestion else _("unknown"))
        found = set(told.found) if told is not None else set()
        for name in FIELDS[self._document]:
            sign = ("✓ " + _("used")) if name in found else ("· " + _("left out")) if told is not None else ""
            self._add(sign, words.typed(self._document, name), words.meaning(self._document, name), name)
        first = self.list.topLevelItem(0)
        if told is not None and not told.fits and first is not None:
            self.list.setCurrentItem(first)
        self.list.scrollToTop()

    def _add(self, sign: str, field: str, meaning: str, name: str = "") -> None:
        item = QTreeWidgetItem(self.list, [sign, field, meaning])
        item.setData(0, Qt.ItemDataRole.UserRole, name)
        tooltip(item, field, 1)
        tooltip(item, meaning, 2)
        if sign.startswith("✕"):
            item.setForeground(0, self.context.theme.colour("bad"))

    def _show_detail(self) -> None:
        """The row's texts, whole: in the list a long one is cut."""
        item = self.list.currentItem()
        self.copy.setEnabled(item is not None and bool(item.data(0, Qt.ItemDataRole.UserRole)))
        self.detail.setVisible(item is not None)
        if item is not None:
            self.detail.setText(f"{item.text(1)}\n{item.text(2)}")

    def _copy(self) -> None:
        item = self.list.currentItem()
        name = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if name:
            QGuiApplication.clipboard().setText(words.copied(self._document, name))
            self.banner.tell(_("Copied: paste it into the Word form."), "info")

    # -- files --------------------------------------------------------------------------------------------------------

    def _target(self, title: str, name: str) -> Path | None:
        path = file_choice.ask_to_save(self.context, title, file_choice.PAPERS, name, _word_files(), self)
        return path if path is None or path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")

    def _save_form(self) -> None:
        """The program's form, to begin from."""
        name = _("Form {document}.docx").format(document=self._name.lower())
        path = self._target(_("Save the Word form"), name)
        if path is None:
            return
        document = self._document

        def work(_progress: object, _cancelled: object) -> Path:
            from desktop.papers.word import forms

            write_whole(path, forms.form(document))
            return path

        def done(saved: Path) -> None:
            told = _("Saved {file}. Change it in Word, then take it as the form.").format(file=saved.name)
            self.banner.tell(told, "info")
            self.context.feedback.say_saved(saved)

        self.context.operations.plain(_FORM, work, done, self._refused)

    def _choose(self) -> None:
        title = _("Take a Word file as the form")
        path = file_choice.ask_for_file(self.context, title, file_choice.PAPERS, _word_files(), self)
        if path is not None:
            self.take(path)

    def _open_own(self) -> None:
        open_file(own.path(self._document))

    def _remove(self) -> None:
        question = _("Go back to the program's form? The office's own form is deleted.")
        if self.context.feedback.ask(self.windowTitle(), question, _("Go back"), parent=self, danger=True):
            try:
                own.remove(self._document)
            except AppError as problem:
                self._refused(problem)
                return
            self.look()

    def _fill(self) -> None:
        """For everyone, with the options last chosen; then open it."""
        path = self._target(_("Save the document"), f"{self._name}.docx")
        if path is None:
            return
        conference, document = self.context.conference_id, documents.find(self._document)

        def work(tx: Transaction) -> Path:
            from desktop.papers import saving

            options = making.kept(tx, conference, document)
            saving.save(document, making.make(tx, document, conference, EVERYONE, options), path, "docx")
            return path

        def done(saved: Path) -> None:
            self.context.feedback.say_saved(saved)
            open_file(saved)
            self.accept()

        self.context.operations.write(work, done=done, failed=self._refused, title=_("Filling the Word form"))

    def done(self, result: int) -> None:
        """No answer is waited for any more."""
        for key in (_CHECK, _KEEP, _FORM):
            self.context.operations.forget(key)
        super().done(result)


def _checked(document: str, path: Path | None) -> _Checked:
    """Look through the form in use, or take a file as the office's."""
    from desktop.papers.word import forms, reading

    told = None
    if path is not None:
        told = own.keep(document, path)
    elif own.path(document).is_file():
        told = reading.check(own.path(document), document)
    else:
        told = forms.checked(document)
    taken = path is not None and not told.fits
    return _Checked(path.name if path is not None and taken else "", told, _kept_at(document))


def _kept_at(document: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(own.path(document).stat().st_mtime, dt.UTC)
    except OSError:
        return None


def _word_files() -> str:
    return _("Word documents ({pattern})").format(pattern="*.docx")


def open_word_form(context: Context, name: str) -> WordFormDialog:
    """The form of a document."""
    dialog = WordFormDialog(context, name)
    dialog.open()
    return dialog
