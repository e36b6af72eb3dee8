"""The wording of a document changed by the office: its template beside the paper it makes.

What is written is kept at every pause as a draft, and comes into force only once it can be laid out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLayout, QSplitter, QWidget

from desktop.domain.areas import Area
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.documents.templates import FRAME, Trouble
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.domain.progress import IsCancelled
from desktop.gui.context import Context
from desktop.gui.papers.code_edit import CodeEdit
from desktop.gui.papers.template_changes import TemplateChanges
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.form import choice, choose
from desktop.gui.widgets.layout import button, column, grow, heading, holder, label, muted, restyle, row, splitter
from desktop.gui.widgets.message_box import MessageBox
from desktop.i18n import _
from desktop.papers import documents, making, templates
from desktop.papers.printing import PdfPreview
from desktop.papers.sample import sample_content
from desktop.services import letterhead
from desktop.services.opening import Transaction
from desktop.wording import error as error_words
from desktop.wording import templates as wording

_WAIT = 350
_WORDS = re.compile(r'^ *// [\w-]+: "', re.MULTILINE)
"""A line of words that waits to be said otherwise."""
_TRY, _PUT = "template.try", "template.put"
Leaving = Literal["keep", "drop", "stay"]


@dataclass(frozen=True, slots=True)
class _Tried:
    """A text that was tried."""

    made: bytes | Trouble
    unheard: Trouble | None
    """A word in it that the document does not have: no error, but it changes nothing."""


class TemplateEditor(Dialog):
    """A template at the left, its document at the right."""

    guide = Topic.PAPERS

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, _("Change the wording"), size=(1320, 720))
        self.name = templates.known(name)
        self.pdf = b""
        self.trouble: Trouble | None = None
        """What is wrong with the text as it was tried last."""
        self._content: Any = None
        self._has_content = False
        self._state = templates.state(self.name)
        top, self.newer = self._build_top(), self._build_newer()
        parts = (top, self.banner, self.newer, grow(self._build_panes()), self._build_buttons())
        self.lay_out(*parts, margins=WIDE, spacing=GRID + 4)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.put)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._try)
        self.editor.textChanged.connect(self._typed)
        self.which.currentIndexChanged.connect(self._turn)
        self._load()

    # -- putting together -----------------------------------------------------------------------------------------

    def _build_top(self) -> QLayout:
        self.which = choice([(templates.title(name), name) for name in templates.names()], self.name)
        self.which.setAccessibleName(_("Template"))
        self.stands = muted()
        return row(heading(_("Change the wording")), self.which, grow(self.stands), spacing=GRID * 2)

    def _build_newer(self) -> QWidget:
        """The notice that the program brings another template than the one that was copied, and what to do about it."""
        words = label(_("The program's own template has changed since the office made its own from it."), wrap=True)
        ways = (
            button(_("See what changed…"), self.show_changes),
            button(_("Take the new one"), self.reset),
            button(_("Keep the office's"), self.keep_own),
        )
        return holder(row(grow(words), *ways))

    def _build_panes(self) -> QSplitter:
        self.editor = CodeEdit(self.context.theme)
        self.editor.setAccessibleName(_("Text of the template"))
        self.told = label(wrap=True, selectable=True)
        self.detail = label(role="caption", wrap=True, selectable=True)
        self.preview = PdfPreview()
        self.preview.setAccessibleName(_("The document as this template makes it"))
        left = holder(column(grow(self.editor), self.told, self.detail, spacing=GRID // 2))
        return splitter(left, self.preview, sizes=(640, 500))

    def _build_buttons(self) -> QLayout:
        self.reset_button = button(_("Back to the program's template"), self.reset)
        self.restore_button = button(_("Take the office's again"), self.restore)
        foot, self.put_button = self.buttons(
            self.reset_button,
            self.restore_button,
            accept=_("Use this template"),
            slot=self.put,
            leave=_("Close"),
        )
        return foot

    # -- which template -------------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Show the template chosen: its draft, else what is in force."""
        try:
            draft = templates.draft(self.name)
            text = templates.in_force(self.name) if draft is None else draft
        except AppError as problem:
            self.banner.tell(error_words(problem), "bad")
            text = templates.shipped(self.name)
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.document().setModified(False)
        self.editor.blockSignals(False)
        self.editor.mark(0)
        words = _WORDS.search(text)  # where most offices have something to change
        self.editor.go_to(text.count("\n", 0, words.start()) + 1 if words else 1)
        self.editor.setFocus()
        self.told.clear()
        self.detail.hide()
        self.preview.set_pdf(b"")
        self.pdf, self.trouble, self._has_content = b"", None, False
        self._say_state()
        name, conference = self.name, self.context.conference
        if conference is None:
            self._ask_sample(name)
            return

        def work(tx: Transaction) -> Any:
            if name == FRAME:
                return letterhead.letterhead(tx, letterhead.conference(tx, conference.id))
            document = documents.find(name)
            return document.gather(tx, conference.id, EVERYONE, making.kept(tx, conference.id, document))

        def failed(problem: Exception) -> bool:
            if isinstance(problem, AppError):  # nobody registered yet: invented people do
                self._ask_sample(name)
            return isinstance(problem, AppError)

        self.read_once(work, self._take_content, failed)

    def _ask_sample(self, name: str) -> None:
        self.context.operations.plain(
            self.read_key,
            lambda _progress, _cancelled: None if name == FRAME else sample_content(documents.find(name)),
            self._take_content,
            self._not_possible,
        )

    def _take_content(self, content: Any) -> None:
        self._content, self._has_content = content, True
        self._try()

    def _turn(self) -> None:
        """Another template, once it is clear what becomes of this one."""
        wanted = str(self.which.currentData())
        if wanted == self.name:
            return
        if self._leave():
            self.name = wanted
            self.banner.tell("")
            self._load()
        else:
            choose(self.which, self.name)

    # -- writing --------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The text as written."""
        return self.editor.toPlainText()

    def _typed(self) -> None:
        self.put_button.setEnabled(True)
        self._wait.start()

    def _try(self) -> None:
        """Keep the text and lay it out, beside the window."""
        self._wait.stop()
        if not self._has_content:
            return
        name, text, content = self.name, self.text, self._content

        def work(_progress: object, cancelled: IsCancelled) -> _Tried:
            if not cancelled():
                templates.keep_draft(name, text)
            return _Tried(templates.tried(name, text, content), templates.unheard(name, text, content))

        self.context.operations.plain(_TRY, work, self._tried, self._not_possible)

    def _tried(self, tried: _Tried) -> None:
        found = tried.made
        self.trouble = found if isinstance(found, Trouble) else None
        if isinstance(found, bytes):
            self.pdf = found
            self.preview.set_pdf(found)
        if isinstance(found, bytes) and tried.unheard is not None:
            self._tell(wording.words(tried.unheard), "warning", tried.unheard)
        elif isinstance(found, bytes):
            self._tell(
                _("It can be laid out. To say a line otherwise, take away // before it and write between its quotes."),
                "muted",
            )
        else:
            words = wording.words(found)
            if found.file not in ("", f"{self.name}.typ"):
                words = _("In {file}. {trouble}").format(file=found.file, trouble=words)
            self._tell(words, "error", found)
        self._say_state()

    def _tell(self, words: str, role: str, trouble: Trouble | None = None) -> None:
        self.told.setText(words)
        self.told.setProperty("role", role)
        restyle(self.told)
        here = trouble is not None and trouble.file in ("", f"{self.name}.typ")
        self.editor.mark(trouble.line if trouble is not None and here else 0)
        detail = trouble.detail if trouble is not None else ""
        self.detail.setText(_("In the words of Typst: {detail}").format(detail=detail))
        self.detail.setVisible(bool(detail))

    def _say_state(self) -> None:
        """Which text is in force, and what can be done."""
        self._state = state = templates.state(self.name)
        if state.own and state.draft:
            words = _("The office's own template is in force; this is a draft of another.")
        elif state.draft:
            words = _("The program's template is in force; this is a draft.")
        elif state.own:
            words = _("The office's own template is in force.")
        else:
            words = _("The program's template is in force: change it, and it is the office's own.")
        self.stands.setText(words)
        self.newer.setVisible(state.newer)
        self.reset_button.setEnabled(self.text != templates.shipped(self.name) or state.own)
        self.restore_button.setVisible(state.before and not state.own and not state.draft)
        self.put_button.setEnabled(self.text != self._in_force())

    def _in_force(self) -> str:
        try:
            return templates.in_force(self.name)
        except AppError:
            return ""

    def _not_possible(self, problem: Exception) -> bool:
        if isinstance(problem, AppError):
            self.banner.tell(error_words(problem), "bad")
        return isinstance(problem, AppError)

    # -- putting into force and back --------------------------------------------------------------------------------

    def put(self) -> None:
        """Bring the text into force, if it can be laid out."""
        if not self._has_content:
            return
        self._wait.stop()
        self.put_button.setEnabled(False)
        name, text, content = self.name, self.text, self._content

        def work(_progress: object, _cancelled: object) -> _Tried:
            templates.keep_draft(name, text)
            found = templates.tried(name, text, content)
            if isinstance(found, bytes):
                templates.put(name, text)
            return _Tried(found, templates.unheard(name, text, content))

        def done(tried: _Tried) -> None:
            self._tried(tried)
            found = tried.made
            if isinstance(found, Trouble):
                if found.line:
                    self.editor.go_to(found.line, found.column)
                self.editor.setFocus()
                self.banner.tell(_("Not in force yet: it is kept as a draft until it can be laid out."), "warn")
                return
            self.banner.tell(_("In force: every “{document}” is made with it from now on.").format(
                document=templates.title(name)), "good")  # fmt: skip
            self._changed()

        self.context.operations.plain(_PUT, work, done, self._not_possible)

    def reset(self) -> None:
        """Back to the program's template; what the office had is kept, and Ctrl+Z brings the text back."""
        if not self._done(lambda: templates.reset(self.name, self.text)):
            return
        self.editor.set_text(templates.shipped(self.name))
        self.banner.tell(_("The program's template is in force again. The office's is kept."), "info")
        self._changed()

    def restore(self) -> None:
        """The office's text as it was before it went back; it is tried first like any other."""
        self.editor.set_text(templates.before(self.name) or self.text)
        self.banner.tell(_("The office's text is here again as a draft: use it to bring it into force."), "info")

    def keep_own(self) -> None:
        """Stay with the office's text, and do not ask again until the program's changes once more."""
        if self._done(lambda: templates.keep_own(self.name)):
            self._say_state()

    def show_changes(self) -> None:
        """What changed in the program's template."""
        TemplateChanges(self.context, self.name, self).open()

    def _done(self, work: Any) -> bool:
        """Whether files could be written."""
        try:
            work()
        except AppError as problem:
            self.banner.tell(error_words(problem), "bad")
            return False
        return True

    def _changed(self) -> None:
        """Pages that show documents lay them out anew."""
        self.editor.document().setModified(False)
        self._say_state()
        self.context.operations.changed.emit(frozenset({Area.DOCUMENTS}))

    # -- leaving --------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Leave, after a question when something was changed that is not in force."""
        if self._leave():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As `reject`, by the window's own cross."""
        if self.result() == QDialog.DialogCode.Rejected and self.isVisible() and not self._leave():
            event.ignore()
            return
        super().closeEvent(event)

    def _leave(self) -> bool:
        self._wait.stop()
        if self.editor.document().isModified() and self.text != self._in_force():
            answer = self.ask_leave()
            if answer == "stay":
                return False
            if answer == "drop":
                self.context.operations.forget(_TRY)
                if not self._done(lambda: templates.drop_draft(self.name)):
                    return False
            elif not self._done(lambda: templates.keep_draft(self.name, self.text)):
                return False
        self.editor.document().setModified(False)
        for key in (self.read_key, _TRY):
            self.context.operations.forget(key)
        return True

    def ask_leave(self) -> Leaving:
        """What becomes of a text that is not in force."""
        question = _("The text is not in force. Keep it as a draft?")
        box = MessageBox(_("Change the wording"), question, parent=self)
        keep = box.addButton(_("Keep the draft"), MessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(_("Discard it"), MessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(_("Go on writing"), MessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(stay)
        box.exec()
        return "keep" if box.clickedButton() is keep else "drop" if box.clickedButton() is drop else "stay"


def open_template_editor(context: Context, name: str) -> TemplateEditor:
    """Change the wording of a document."""
    editor = TemplateEditor(context, name)
    editor.open()
    return editor
