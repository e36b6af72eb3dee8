"""The wording of a document as a form: every phrase a field, the paper beside it showing the one that is being written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QWidget

from desktop.domain.areas import Area
from desktop.domain.documents.phrase_sheet import PhraseSheet
from desktop.domain.documents.phrases import Phrase, fields_of
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.domain.names import fold
from desktop.gui.context import Context
from desktop.gui.papers.phrase_field import PhraseField, first_of
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import (
    STRETCH,
    button,
    caption,
    column,
    grow,
    heading,
    muted,
    row,
    scroll,
    search_field,
    splitter,
)
from desktop.i18n import _, ngettext
from desktop.papers import documents, making, phrases, render, templates
from desktop.papers.document import AnyDocument
from desktop.papers.printing import PdfPreview
from desktop.papers.sample import sample_content
from desktop.services.opening import Transaction
from desktop.wording import error as error_words

_WAIT = 350
_TOGETHER = 6
"""Fields made in one turn: the window answers between."""
_LEAST = 4
"""Letters between fields by which a phrase is known on paper."""
_TRY, _KEEP, _FIND = "phrases.try", "phrases.keep", "phrases.find"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the form begins with."""

    content: Any
    phrases: tuple[Phrase, ...]
    said: dict[str, str]
    pdf: bytes
    problem: AppError | None


class PhrasesDialog(Dialog):
    """The phrases of a document at the left, its paper at the right."""

    guide = Topic.PAPERS

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, _("Change the wording"), size=(1320, 720))
        self.document: AnyDocument = documents.find(name)
        self.pdf = b""
        self.sheet: PhraseSheet | None = None
        self.fields: dict[str, PhraseField] = {}
        self._content: Any = None
        self._shown = ""
        """The phrase that the paper shows."""
        self._waiting: list[Phrase] = []
        self._elsewhere: set[str] = set()
        parts = (self._build_top(), self.banner, grow(self._build_panes()), self._build_buttons())
        self.lay_out(*parts, margins=WIDE, spacing=GRID + 4)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._try)
        for key, slot in (
            (QKeySequence.StandardKey.Save, self.keep),
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
            (QKeySequence.StandardKey.Find, self._search),
        ):
            QShortcut(QKeySequence(key), self, slot)
        self._say()
        self._load()

    # -- putting together -----------------------------------------------------------------------------------------

    def _build_top(self) -> QLayout:
        title = heading(_("Wording of “{document}”").format(document=self.document.title), wrap=True)
        self.stands = muted()
        self.search = search_field(
            self.context.theme, _("Find a phrase"), _("Find a phrase"), lambda _text: self._narrow()
        )
        return column(title, row(grow(self.stands), grow(self.search), spacing=GRID * 2), spacing=GRID)

    def _build_panes(self) -> QWidget:
        self._rows = column(spacing=GRID + 4, margins=(2, 2, GRID, 2))
        self._rest = caption(_("Said only when it is needed, or only what is filled in:"))
        self._rest.hide()
        self.area = scroll(column(self._rows, STRETCH), sideways=False)
        self.preview = PdfPreview()
        self.preview.setAccessibleName(_("The document as these phrases make it"))
        return splitter(self.area, self.preview, sizes=(600, 560))

    def _build_buttons(self) -> QLayout:
        self.advanced = button(_("Advanced: the template…"), self._open_template)
        self.reset_button = button(_("Reset all"), self.reset_all)
        self.undo_button = button(_("Undo"), self.undo)
        foot, self.keep_button = self.buttons(
            self.reset_button,
            self.undo_button,
            self.advanced,
            accept=_("Use this wording"),
            slot=self.keep,
            leave=_("Close"),
            default=False,
        )
        return foot

    @property
    def is_filled(self) -> bool:
        """Whether every phrase has its field."""
        return self.sheet is not None and not self._waiting

    # -- reading ----------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        conference, document = self.context.conference, self.document

        def work(tx: Transaction) -> Any:
            assert conference is not None
            return document.gather(tx, conference.id, EVERYONE, making.kept(tx, conference.id, document))

        def failed(problem: Exception) -> bool:
            if isinstance(problem, AppError):  # nobody registered yet: invented people do
                self._find(None)
            return isinstance(problem, AppError)

        if conference is None:
            self._find(None)
        else:
            self.read_once(work, self._find, failed)

    def _find(self, content: Any) -> None:
        """Find the phrases and lay the document out, beside the window."""
        document = self.document

        def work(_progress: object, _cancelled: object) -> _Found:
            sample = sample_content(document)
            shown = sample if content is None else content
            part = document.beginning(shown) if document.beginning is not None else None
            shown = shown if part is None else part
            problem, said, pdf = None, dict[str, str](), b""
            try:
                said = phrases.kept(document.name)
            except AppError as met:
                problem = met
            try:
                pdf = render.pdf(document, shown)
            except AppError as met:
                problem = met
            return _Found(shown, phrases.phrases_of(document, shown, sample), said, pdf, problem)

        self.context.operations.plain(_FIND, work, self._take, self.refuse)

    def _take(self, found: _Found) -> None:
        self._content = found.content
        self.pdf = found.pdf
        self.preview.set_pdf(found.pdf)
        if found.problem is not None:
            self.banner.tell(error_words(found.problem), "warn")
        elif templates.state(self.document.name).own:
            self.banner.tell(_("The office's own template is in force: what it says itself stands over this."), "info")
        self.sheet = PhraseSheet(found.phrases, found.said)
        places = self.preview.places_of([piece_of(each.default, self.sheet.text(each.key)) for each in found.phrases])
        in_order = sorted(zip(places, range(len(places)), found.phrases, strict=True), key=lambda each: each[:2])
        self._elsewhere = {phrase.key for place, _number, phrase in in_order if place == float("inf")}
        self._waiting = [phrase for _place, _number, phrase in in_order]
        QTimer.singleShot(0, self, self._make_fields)

    def _make_fields(self) -> None:
        """A few fields; the next ones once the window has answered."""
        assert self.sheet is not None
        if self.gone:
            return
        for phrase in self._waiting[:_TOGETHER]:
            if phrase.key in self._elsewhere and self._rest.isHidden() and self.fields:
                self._rows.addWidget(self._rest)
                self._rest.show()
            field = PhraseField(phrase, self.sheet.text(phrase.key))
            field.typed.connect(self._typed)
            field.reset.connect(self.reset)
            field.edit.reached.connect(lambda key=phrase.key: self._reach(key))
            field.edit.back.connect(self.undo)
            field.edit.forth.connect(self.redo)
            self.fields[phrase.key] = field
            self._rows.addWidget(field)
            self._tell(phrase.key)
        begun = len(self.fields) <= _TOGETHER
        del self._waiting[:_TOGETHER]
        first = first_of(list(self.fields.values()))
        if begun and first is not None:
            first.setFocus()
        if self._waiting:
            QTimer.singleShot(0, self, self._make_fields)
        else:
            self._narrow()
            self._say()

    # -- writing ----------------------------------------------------------------------------------------------------

    def _typed(self, key: str) -> None:
        assert self.sheet is not None
        self.sheet.write(key, self.fields[key].text)
        self._shown = key
        self._changed(key)
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.fields[key], 0, GRID * 2))

    def _changed(self, *keys: str) -> None:
        """Phrases changed: say so at each, and lay the paper out anew at the next pause."""
        for key in keys:
            self._tell(key)
        self._say()
        self._wait.start()

    def _show(self, keys: Sequence[str]) -> None:
        """Phrases changed by themselves: their fields follow, and the keyboard goes to the first."""
        assert self.sheet is not None
        for key in keys:
            self.fields[key].take(self.sheet.text(key))
        if keys:
            self._shown = keys[0]
            if len(keys) == 1:
                self.fields[keys[0]].edit.setFocus()
            self._changed(*keys)

    def _tell(self, key: str) -> None:
        assert self.sheet is not None
        self.fields[key].tell(self.sheet.trouble(key), changed=self.sheet.is_changed(key))

    def _reach(self, key: str) -> None:
        """The paper shows the phrase that the keyboard has come to."""
        if self.sheet is not None:
            self.sheet.leave()
            self._shown = key
            self.area.ensureWidgetVisible(self.fields[key], 0, GRID * 2)
            self._show_phrase()

    def _show_phrase(self) -> None:
        if self.sheet is not None and self._shown in self.fields:
            key, phrase = self._shown, self.fields[self._shown].phrase
            absent = key in self._elsewhere and not self.sheet.is_changed(key)
            self.preview.show_text("" if absent else piece_of(phrase.default, self.sheet.text(key)))

    def _try(self) -> None:
        """Lay the paper out with the phrases as they are, beside the window."""
        if self.sheet is None:
            return
        said, document, content = self.sheet.said, self.document, self._content

        def work(_progress: object, _cancelled: object) -> bytes:
            with phrases.tried(said):
                return render.pdf(document, content)

        self.context.operations.plain(_TRY, work, self._made, self.refuse)

    def _made(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.preview.set_pdf(pdf)
        self._show_phrase()

    def _say(self) -> None:
        """How many phrases are the office's, and what can be done."""
        sheet = self.sheet
        changed = sum(map(sheet.is_changed, self.fields)) if sheet is not None else 0
        told = ngettext("{count} phrase is the office's own", "{count} phrases are the office's own", changed)
        self.stands.setText(told.format(count=changed) if changed else _("All phrases are the program's"))
        self.reset_button.setEnabled(changed > 0)
        self.undo_button.setEnabled(sheet is not None and sheet.can_undo)
        self.keep_button.setEnabled(sheet is not None and sheet.is_dirty)

    def _narrow(self) -> None:
        """Show the phrases searched for."""
        sought = fold(self.search.text())
        for field in self.fields.values():
            field.setVisible(field.holds(sought))
        self._rest.setVisible(any(not self.fields[key].isHidden() for key in self._elsewhere & self.fields.keys()))

    def _search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # -- steps ------------------------------------------------------------------------------------------------------

    def reset(self, key: str) -> None:
        """One phrase as the program says it."""
        if self.sheet is not None:
            self._show(self.sheet.reset(key))

    def reset_all(self) -> None:
        """Every phrase as the program says it; undo brings them back."""
        if self.sheet is not None:
            self._show(self.sheet.reset())

    def undo(self) -> None:
        """One step back."""
        if self.sheet is not None:
            self._show(self.sheet.undo())

    def redo(self) -> None:
        """One step forth again."""
        if self.sheet is not None:
            self._show(self.sheet.redo())

    def keep(self) -> None:
        """Use these phrases from now on, if all of them can be used."""
        sheet = self.sheet
        if sheet is None or not sheet.is_dirty:
            return
        if sheet.refused:
            self.search.clear()
            self.banner.tell(_("Not in use yet: a phrase can't be used as it is."), "warn")
            self.fields[sheet.refused[0]].edit.setFocus()
            return
        name, said = self.document.name, sheet.said

        def done(_nothing: object) -> None:
            sheet.keep()
            self._say()
            self.banner.tell(
                _("In use: every “{document}” says it so from now on, on paper and in Word.").format(
                    document=self.document.title
                ),
                "good",
            )
            self.context.operations.changed.emit(frozenset({Area.DOCUMENTS}))

        self.context.operations.plain(_KEEP, lambda _progress, _cancelled: phrases.keep(name, said), done, self.refuse)

    def _open_template(self) -> None:
        """The document's template in Typst, for what phrases can't say."""
        from desktop.gui.papers.template_editor import open_template_editor

        if self._may_leave():
            self.accept()
            open_template_editor(self.context, self.document.name)

    # -- leaving ----------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Leave, after a question when something was changed that is not in use."""
        if self._may_leave():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As `reject`, by the window's own cross."""
        if not self.gone and self.isVisible() and not self._may_leave():
            event.ignore()
            return
        super().closeEvent(event)

    def _may_leave(self) -> bool:
        if self.sheet is None or not self.sheet.is_dirty:
            return True
        question = _("The wording was changed and is not in use yet. Discard the changes?")
        return self.context.feedback.ask(self.windowTitle(), question, _("Discard"), parent=self, danger=True)

    def done(self, result: int) -> None:
        """No answer is waited for any more."""
        self._wait.stop()
        for key in (_TRY, _KEEP, _FIND):
            self.context.operations.forget(key)
        super().done(result)


def piece_of(default: str, text: str) -> str:
    """What of a phrase is the same whatever is filled in: the longest piece between its fields; "" for a few letters."""
    fields = fields_of(default)
    if not fields:
        return text
    longest = max((piece.strip() for piece in re.split("|".join(map(re.escape, fields)), text)), key=len)
    return longest if sum(map(str.isalpha, longest)) >= _LEAST else ""


def open_phrases(context: Context, name: str) -> PhrasesDialog:
    """Change the wording of a document."""
    dialog = PhrasesDialog(context, name)
    dialog.open()
    return dialog
