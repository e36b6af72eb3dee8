"""One document: its options and for whom at the left, its pages as they would be printed now at the right."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.attendance_sheet import PrintedSheetView
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError, NotFound
from desktop.gui import icons
from desktop.gui.command import DocumentLink
from desktop.gui.context import Context
from desktop.gui.papers.options import DocumentOptions
from desktop.gui.papers.output import Wanted
from desktop.gui.papers.pdf_pane import PdfPane
from desktop.gui.papers.selection import SelectionPanel
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import (
    STRETCH,
    aligned,
    button,
    column,
    grow,
    holder,
    link,
    muted,
    pane,
    scroll,
    splitter,
)
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.papers import making, naming, render, templates
from desktop.papers.checking import DocumentFinding, before_print
from desktop.papers.document import AnyDocument, Content
from desktop.services import choices, ranking, sheets
from desktop.services.choices import Choices
from desktop.services.opening import Transaction
from desktop.wording import error as error_words
from desktop.wording.paper_check import finding_text, summary
from desktop.wording.points import hall

_LOAD, _PREVIEW = "printing.load", "printing.preview"
_TYPED, _CHOSEN = 40, 10
"""Milliseconds without a change before the pages are made anew: a word typed is one change."""
_BEGINNING = 2
"""Looking at a page beyond, one waits for the whole document."""
_KEEP = 1500
_SIDE = 312
_MOST_SIDE = 380
"""What the options may insist on, so that a screen of 1024 pixels holds the pages too, in large text."""


@dataclass(frozen=True, slots=True)
class _Made:
    """Pages made for the preview: all, or the first ones."""

    content: Content
    pdf: bytes
    whole: bool
    findings: list[DocumentFinding]
    """Its texts that no font can write."""


class DocumentView(QWidget):
    """`open` shows a document. What is chosen and typed is kept for the conference by itself."""

    left = Signal()
    """Back to all documents."""
    changed = Signal()
    """Other pages are shown, or none: `pdf`, `total`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.document: AnyDocument | None = None
        self.pdf = b""
        self.total = 0
        self.keeping = 0
        """How many options of this view are on their way into the record."""
        self.people: tuple[uuid.UUID, ...] = ()
        """Who was chosen in the attendee list and not dropped since."""
        self.options: DocumentOptions
        self.whom: SelectionPanel
        self._conference: uuid.UUID | None = None
        self._selections: dict[AnyDocument, Selection] = {}
        self._choices = Choices()
        self._loaded = self._dirty = False
        self._unkept: dict[tuple[uuid.UUID, AnyDocument], Any] = {}
        """What the record would not take (a server is away): tried again later."""
        self._preview_timer = QTimer(self, singleShot=True)
        self._preview_timer.timeout.connect(self._preview)
        self._keep_timer = QTimer(self, singleShot=True, interval=_KEEP)
        self._keep_timer.timeout.connect(self.put_away)
        self._arrange()

    def _arrange(self) -> None:
        theme = self.context.theme
        self.back = link(_("All documents"), self.left.emit)
        self.back.setIcon(icons.icon(theme, "arrow-left", "accent"))
        self.area = scroll(column(), sideways=False)
        side = holder(column(aligned(self.back, Qt.AlignmentFlag.AlignLeft), grow(self.area)))
        wide = round(_SIDE * (1 + (theme.scale - 1) * 0.6))  # grows slower than the text: the pages need the room more
        side.setMinimumWidth(min(wide - 8 * GRID, _MOST_SIDE))
        self.pane = PdfPane(theme)
        panes = splitter(side, self.pane, sizes=(wide, theme.px(840)))
        panes.setStretchFactor(1, 1)
        column(panes, on=self, spacing=None)

    @property
    def conference(self) -> uuid.UUID | None:
        """The conference that the document shown is of."""
        return self._conference

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        shown = (self.whom.sessions, self.whom.groups, self.whom.units)
        for widget in (*shown, *(control.widget for control in self.options.controls.values())):
            if not widget.isHidden():
                return widget
        return self.back

    # -- opening ------------------------------------------------------------------------------------------------------

    def open(self, document: AnyDocument, people: tuple[uuid.UUID, ...] = ()) -> None:
        """Show a document, for these people alone when there are any."""
        self.put_away()
        if self._conference != self.context.conference_id:
            self._conference = self.context.conference_id
            self._selections.clear()
        self.document, self._loaded, self.pdf, self.total = document, False, b"", 0
        self.options = DocumentOptions(self.context, document)
        self.whom = SelectionPanel(self.context.theme, document)
        selection = self._selections.get(document, EVERYONE)
        self.people = people
        self._selections[document] = dataclasses.replace(
            selection, attendee_ids=people if "people" in document.selects else ()
        )
        offered = self.context.commands.beside(document.name)
        parts: list[QWidget] = [muted(document.words.purpose())]
        parts += [button(each.text, partial(self._follow, each)) for each in offered if each.needed]
        parts += [each for each in (self.whom, self.options) if not each.empty]
        parts += self._links([each for each in offered if not each.needed])
        self.area.setWidget(pane(column(*parts, STRETCH, margins=(2, 0, GRID, 2))))
        self.options.changed.connect(self._options_changed)
        self.whom.changed.connect(self._whom_changed)
        self.pane.preview.setAccessibleName(_("Preview of “{document}”").format(document=document.title))
        self.pane.refuse("")
        self.changed.emit()
        self.load()

    def close_document(self) -> tuple[uuid.UUID, ...]:
        """Nothing is shown any more; return the people it was to be made for."""
        self.put_away()
        self._preview_timer.stop()
        for key in (_LOAD, _PREVIEW):
            self.context.operations.forget(key)
        self.document = None
        return self.people

    def _links(self, offered: Sequence[DocumentLink]) -> list[QPushButton]:
        self.made_link = link("", self._show_made)
        self.made_link.hide()
        return [self.made_link, *(link(each.text, partial(self._follow, each)) for each in offered)]

    def _follow(self, offered: DocumentLink) -> None:
        self.put_away()  # a dialog reads what is kept
        self.context.run(offered.command, **offered.given)

    def load(self) -> None:
        """Read what is kept and what there is to choose from, then the pages."""
        document, conference = self.document, self._conference
        if document is None or conference is None:
            return

        def work(tx: Transaction) -> tuple[Any, Choices, int]:
            made = len(sheets.list_printed(tx, conference)) if document.signed else 0
            return making.kept(tx, conference, document), choices.choices(tx, conference), made

        self.context.operations.read(_LOAD, work, self._take)

    def _take(self, found: tuple[Any, Choices, int]) -> None:
        assert self.document is not None
        options, offered, made = found
        assert self._conference is not None
        options = self._unkept.get((self._conference, self.document), options)
        self._choices = offered
        self.whom.offer(offered)
        if not self._loaded:
            self.whom.take(self._selections[self.document])
        if not self._loaded or (not self._dirty and not self.keeping and options != self.options.options()):
            self.options.take(options)
        self._loaded = True
        self.made_link.setText(ngettext("{count} sheet made…", "{count} sheets made…", made).format(count=made))
        self.made_link.setVisible(made > 0)
        self._preview()

    # -- the pages ----------------------------------------------------------------------------------------------------

    @property
    def has_points(self) -> bool:
        """Whether the conference has points beside its main hall."""
        return bool(self._choices.points)

    def wanted(self) -> Wanted | None:
        """The document as it stands here; None while it is being opened."""
        conference, document = self.context.conference, self.document
        if document is None or conference is None or conference.id != self._conference or not self._loaded:
            return None
        selection, sessions = self.whom.selection(), self._choices.sessions
        units = [each.name for each in self._choices.units if (each.id,) == selection.unit_ids]
        points = [name for key, name in ((None, hall()), *self._choices.points) if (key,) == selection.point_ids]
        stem = naming.stem(document, conference, selection, sessions, whose=" ".join([*units, *points]))
        return Wanted(document, conference.id, selection, self.options.options(), stem, sessions)

    def _options_changed(self, typed: bool = False) -> None:
        self._dirty = True
        self._keep_timer.start()
        self._preview_timer.start(_TYPED if typed else _CHOSEN)

    def _whom_changed(self) -> None:
        assert self.document is not None
        self._selections[self.document] = self.whom.selection()
        if "people" in self.document.selects:
            self.people = self.whom.selection().attendee_ids
        self._preview_timer.start(_CHOSEN)

    def _preview(self) -> None:
        self._preview_timer.stop()
        wanted = self.wanted()
        if wanted is None:
            return

        document, near = wanted.document, self.pane.preview.page() < _BEGINNING

        def work(tx: Transaction) -> _Made:
            content = wanted.gather(tx)
            first = render.beginning(document, content) if near else None
            return _Made(
                content,
                first or render.pdf(document, content),
                first is None,
                before_print(document, content, ranking.in_force(tx)),
            )

        def show(made: _Made) -> None:
            self._show(made)
            if not made.whole:
                self.context.operations.plain(
                    _PREVIEW,
                    lambda progress, cancelled: dataclasses.replace(
                        made,
                        pdf=render.pdf(document, made.content, progress=progress, cancelled=cancelled),
                        whole=True,
                    ),
                    self._show,
                    self._refuse,
                )

        self.context.operations.read(_PREVIEW, work, show, self._refuse)

    def _show(self, made: _Made) -> None:
        self.pane.show_pdf(made.pdf, whole=made.whole)
        self._tell(made.findings)
        if made.whole:
            self.total, self.pdf = made.content.total, made.pdf
            self.changed.emit()

    def _tell(self, findings: Sequence[DocumentFinding]) -> None:
        """What the paper lacks, in one line with the sentences behind it."""
        if not findings:
            return
        banner = self.pane.banner
        banner.tell(summary([(each.code, each.texts) for each in findings]), "warn")
        tooltip(banner, "\n".join(finding_text(each.code, each.texts) for each in findings))

    def _refuse(self, problem: Exception) -> bool:
        if not isinstance(problem, AppError):
            return False
        self.total, self.pdf = 0, b""
        self.pane.refuse(error_words(problem), "warn" if "template" in problem.code else "info")
        if problem.code == "template.fails":
            name = str(problem.details["file"]).removesuffix(".typ")
            self.pane.banner.offer(_("Use the program's template"), lambda: self._set_aside(name))
        self.changed.emit()
        return True

    def _set_aside(self, name: str) -> None:
        """Nobody waits at the door for a template to be mended: the office's is kept as a draft."""
        try:
            templates.set_aside(name)
        except AppError as problem:
            self.context.feedback.show_error(problem)
            return
        self.context.feedback.say(
            _("The office's template was put away; it waits as a draft under “Change the wording”.")
        )
        self._preview()

    # -- keeping what was typed -----------------------------------------------------------------------------------------

    def put_away(self) -> None:
        """Keep the options now: another document, page or conference comes, or the end."""
        self._keep_timer.stop()
        if self._dirty and self.document is not None and self._conference is not None:
            self._unkept[self._conference, self.document] = self.options.options()
        self._dirty = False
        for key, options in list(self._unkept.items()):
            self._keep(*key, options)

    def _keep(self, conference: uuid.UUID, document: AnyDocument, options: Any) -> None:
        self.keeping += 1

        def done(_nothing: object) -> None:
            self.keeping -= 1
            if self._unkept.get((conference, document)) is options:
                del self._unkept[conference, document]

        def failed(problem: Exception) -> bool:
            self.keeping -= 1
            if isinstance(problem, NotFound):
                self._unkept.pop((conference, document), None)
            return isinstance(problem, AppError)

        self.context.operations.write(
            lambda tx: making.keep(tx, conference, document, options), done=done, failed=failed
        )

    # -- sheets made before -----------------------------------------------------------------------------------------------

    def _show_made(self) -> None:
        from desktop.gui.papers.printed_sheets import PrintedSheets

        dialog = PrintedSheets(self.context)
        dialog.chosen.connect(self.lay_out_again)
        dialog.open()

    def lay_out_again(self, made: PrintedSheetView) -> None:
        """Take the options of an attendance sheet made before, and whom it was for."""
        self.options.take(made.options)
        self.whom.take(made.selection)
        self._whom_changed()
        self._options_changed()
