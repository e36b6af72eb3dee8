"""The page "In ấn": every document as a card; the one chosen with its options and its pages, to print or save."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic, document_anchor
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.page import Page, PageCommand
from desktop.gui.papers import output
from desktop.gui.papers.cards import DocumentCards
from desktop.gui.papers.view import DocumentView
from desktop.gui.theme import GRID
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import column, grow, heading, holder
from desktop.i18n import _, ngettext
from desktop.papers import documents, making
from desktop.papers.document import AnyDocument
from desktop.wording.dialogues import questions_text
from desktop.wording.formats import attendees_text, pages_text, sessions_text, units_text
from desktop.wording.opinions import answers_text
from desktop.wording.procedures import proposals_text

_Add = Callable[[str, Callable[[output.Wanted], object]], None]
_TOTALS = {
    "attendees": attendees_text,
    "units": units_text,
    "sessions": sessions_text,
    "answers": answers_text,
    "questions": questions_text,
    "proposals": proposals_text,
}
"""How many a document tells of, by what it counts."""


class PrintingPage(Page):
    """Cards first; `open` shows a document, Esc goes back to the cards."""

    guide = Topic.PAPERS

    areas = frozenset(
        {
            Area.CONFERENCES,
            Area.ATTENDEES,
            Area.GROUPS,
            Area.UNITS,
            Area.AGENDA,
            Area.SHEETS,
            Area.IMPORTS,
            Area.ATTENDANCE,
            Area.DOCUMENTS,
            Area.POINTS,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Printing"))
        self.people: tuple[uuid.UUID, ...] = ()
        """Who was chosen in the attendee list."""
        self.save_button = self.add_button(_("&Save…"), lambda: None)
        self.save_menu = QMenu(self.save_button)
        self.save_menu.aboutToShow.connect(self._fill_save_menu)
        self.save_button.setMenu(self.save_menu)
        self.print_button = self.add_button(_("&Print…"), self.print_document, primary=True)
        self.cards = DocumentCards(context.theme)
        self.cards.chosen.connect(self.open)
        self.banner = Banner(context.theme)
        self.banner.close_button.setText(_("Everyone instead"))
        self.banner.close_button.setAccessibleName(_("Everyone instead"))
        self.banner.close_button.clicked.connect(self._drop_people)
        self._add_other_papers()
        self._stack = QStackedWidget()
        self._stack.addWidget(holder(column(self.banner, grow(self.cards))))
        self.body.addWidget(self._stack, 1)
        self._view: DocumentView | None = None
        self._leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_document)
        self._leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # from the page's own buttons too
        self.close_document()

    def _add_other_papers(self) -> None:
        """Below the cards: what is no document of the conference but goes to the units."""
        commands, below = self.context.commands, self.cards.column
        papers = FlowLayout(spacing=GRID)
        papers.addWidget(commands.button("template"))
        papers.addWidget(commands.button("export", _("Attendee list to Excel…")))
        end = below.count() - 1  # before the stretch
        below.insertSpacing(end, GRID)
        below.insertWidget(end + 1, heading(_("Other papers")))
        below.insertLayout(end + 2, papers)

    # -- cards and documents ------------------------------------------------------------------------------------------

    @property
    def view(self) -> DocumentView | None:
        """The document open; None while the cards are shown."""
        return self._view if self._view is not None and self._view.document is not None else None

    @property
    def document(self) -> str:
        """The name of the document open."""
        view = self.view
        return view.document.name if view is not None and view.document is not None else ""

    @property
    def guide_place(self) -> str:
        """The section of the document open."""
        return document_anchor(self.document) if self.document else super().guide_place

    def open(self, document: AnyDocument) -> None:
        """Show a document."""
        if self._view is None:
            self._view = DocumentView(self.context)
            self._view.left.connect(self.close_document)
            self._view.changed.connect(self._show_document)
            self._stack.addWidget(self._view)
        self._stack.setCurrentWidget(self._view)
        self._leave.setEnabled(True)
        self._title.setText(document.title)
        self.commands["print"] = PageCommand(self.print_document, self._why_no_print)
        self.commands["save"] = PageCommand(self._open_save_menu, self._why_no_print)
        self.context.commands.follow_page()
        for button in (self.save_button, self.print_button):
            button.show()
        self._view.open(document, self.people)
        self.first = self._view.first
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_document(self) -> None:
        """Back to the cards."""
        before = ""
        if self._view is not None and self._view.document is not None:
            before = self._view.document.name
            self.people = self._view.close_document()
        self._stack.setCurrentIndex(0)
        self._leave.setEnabled(False)
        self._title.setText(_("Printing"))
        self.commands.pop("print", None)
        self.commands.pop("save", None)
        for button in (self.save_button, self.print_button):
            button.hide()
        self.say_facts(_("Choose a document to look at it, then print or save it."))
        self._show_people()
        self.first = self.cards.card(before)
        if before:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def narrow(self, **filters: object) -> None:
        """`document`: the name of the one to show; `people`: only these attendees, whatever is chosen then."""
        people, name = filters.get("people"), filters.get("document")
        if isinstance(people, Iterable):
            self.close_document()
            self.people = tuple(key for key in people if isinstance(key, uuid.UUID))
            self._show_people()
            self.first = self.cards.card()
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(name, str):
            document = documents.find(name)
            if self.view is None or self.view.document is not document:
                self.open(document)

    def _show_people(self) -> None:
        sentence = ngettext(
            "{count} attendee chosen: choose what to make for them.",
            "{count} attendees chosen: choose what to make for them.",
            len(self.people),
        )
        self.banner.tell(sentence.format(count=len(self.people)) if self.people else "", "info")
        self.cards.only_for_people(bool(self.people))

    def _drop_people(self) -> None:
        self.people = ()
        self._show_people()
        self.cards.card().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- loading ------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """The open document again; cards never grow old."""
        view = self.view
        if view is None:
            self.loaded.emit()
        elif view.conference != self.context.conference_id:
            self.open(view.document)  # type: ignore[arg-type]
        else:
            view.load()

    def make_stale(self, areas: frozenset[Area]) -> None:
        """What this page itself keeps is no news to it, and only papers for afterwards tell who came."""
        view = self.view
        if view is not None and view.keeping and areas == {Area.DOCUMENTS}:
            return
        if areas == {Area.ATTENDANCE} and (view is None or view.document is None or view.document.moment != "after"):
            return
        super().make_stale(areas)

    def forget(self) -> None:
        """Another conference: other people and other options."""
        self.put_away()
        self.people = ()
        self._show_people()
        super().forget()

    def put_away(self) -> None:
        """Nothing typed is lost."""
        if self._view is not None:
            self._view.put_away()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        self.put_away()
        super().hideEvent(event)

    def _show_document(self) -> None:
        view = self._view
        if view is None or view.document is None:
            return
        self.print_button.setEnabled(bool(view.pdf))
        self.save_button.setEnabled(bool(view.pdf))
        self.say_facts(self._facts(view) if view.pdf else "")
        self.loaded.emit()

    def _facts(self, view: DocumentView) -> str:
        counted = view.document.counts if view.document is not None else "attendees"
        total = _TOTALS[counted](view.total)
        pages = view.pane.preview.page_count()
        return f"{total} · " + pages_text(pages)

    # -- printing and saving ------------------------------------------------------------------------------------------

    def print_document(self) -> None:
        """Ask for the printer."""
        view = self.view
        wanted = view.wanted() if view is not None else None
        if view is not None and wanted is not None and view.pdf:
            output.send_to_printer(self.context, self, wanted, view.pdf)

    def _why_no_print(self) -> str:
        ready = self.view is not None and self.view.wanted() is not None and self.view.pdf
        return "" if ready else _("the document has no pages yet")

    def _open_save_menu(self) -> None:
        """What the button opens: as what to save it."""
        at = self.save_button
        self.save_menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _fill_save_menu(self) -> None:
        menu, view = self.save_menu, self.view
        menu.clear()
        if view is None or view.document is None:
            return

        def add(text: str, work: Callable[[output.Wanted], object]) -> None:
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False: self._save(work))

        for form in view.document.formats:
            add(
                _("{format}…").format(format=output.format_words(form)),
                lambda wanted, form=form: output.save_one(self.context, self, wanted, form),  # type: ignore[misc]
            )
        folder, zipped = _("{format} for each unit, in a folder…"), _("{format} for each unit, in a zip…")
        if view.document.per_unit:
            self._fill_for_each(add, _("One for each unit"), "units", (folder, zipped))
        folder, zipped = _("{format} for each point, in a folder…"), _("{format} for each point, in a zip…")
        if view.document.per_point and view.has_points:
            self._fill_for_each(add, _("One for each point and the main hall"), "points", (folder, zipped))

    def _fill_for_each(self, add: _Add, title: str, by: making.PartedBy, texts: tuple[str, str]) -> None:
        """A section of the menu: each format in a folder, or in a zip."""
        assert self.view is not None
        assert self.view.document is not None
        self.save_menu.addSection(title)
        for form in self.view.document.formats:
            for text, zipped in zip(texts, (False, True), strict=True):
                if form != "png":
                    work = partial(output.save_for_each, self.context, self)
                    add(
                        text.format(format=output.format_words(form)),
                        lambda wanted, work=work, form=form, zipped=zipped: work(  # type: ignore[misc]
                            wanted, form, by, zipped=zipped
                        ),
                    )

    def _save(self, work: Callable[[output.Wanted], object]) -> None:
        wanted = self.view.wanted() if self.view is not None else None
        if wanted is not None:
            work(wanted)
