"""Who gets a certificate: the conference's rule, who qualifies and who does not and why; issuing and revoking."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QLineEdit, QScrollArea, QSplitter, QTreeWidget, QTreeWidgetItem

from desktop.domain.areas import Area
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.names import fold
from desktop.domain.search import holds, tokens
from desktop.gui.context import Context
from desktop.gui.papers.options import DocumentOptions
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.form import FormDialog, line
from desktop.gui.widgets.layout import (
    STRETCH,
    button,
    column,
    field_name,
    grow,
    heading,
    holder,
    muted,
    row,
    scroll,
    splitter,
)
from desktop.gui.widgets.list_dialog import list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext, pgettext
from desktop.papers import making
from desktop.papers.certificates import DOCUMENT, gather, words
from desktop.papers.certificates.content import Candidate, CertificatesContent, Eligibility
from desktop.papers.certificates.options import CertificateOptions
from desktop.services.opening import Transaction
from desktop.wording.formats import date_text, full_name_text

RULE = (
    "measure",
    "least",
    "share",
    "count",
    "late_counts",
    "excused_counts",
    "walk_ins",
    "needs_birth",
    "first_number",
)
"""The options that decide who gets one; what the paper says is chosen beside its preview."""
_QUIET = 200
_SHOWN = 5
_NARROW = 1.3
"""With text this large the lists stand one above the other."""


def open_certificates(context: Context) -> CertificatesDialog:
    """Show who gets a certificate."""
    dialog = CertificatesDialog(context)
    dialog.open()
    return dialog


class CertificatesDialog(Dialog):
    """The rule at the left, beside it those who get one and those who do not."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Who gets a certificate"), size=(1300, 660))
        self.known = Eligibility((), 1)
        self._options = CertificateOptions()
        self._loaded = False
        self._timer = QTimer(self, singleShot=True, interval=_QUIET)
        self._timer.timeout.connect(self.reload)
        self.summary, self.rule = heading(wrap=True), muted()
        self.search = self._search_field()
        people = column(self.summary, self.rule, self.search, grow(self._lists()))
        sides = row(self._panel(), grow(people), spacing=GRID * 2)
        self.lay_out(self.banner, grow(sides), self._buttons(), spacing=GRID + 4)
        self.search.setFocus()
        self.follow(Area.ATTENDANCE, Area.ATTENDEES, Area.UNITS, Area.AGENDA, Area.DOCUMENTS, Area.CONNECTION)
        self._load()

    # -- the parts ------------------------------------------------------------------------------------------------

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(clearButtonEnabled=True)
        field.setPlaceholderText(_("Find by name or unit (Ctrl+F)"))
        field.setAccessibleName(_("Find by name or unit (Ctrl+F)"))
        field.textChanged.connect(lambda _text: self._narrow())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, field.setFocus)
        return field

    def _lists(self) -> QSplitter:
        """Who qualifies and who does not, beside each other or, with large text, one above the other."""
        headings = [pgettext("register", "Number"), _("Full name"), _("Unit")]
        self.getting = self._list(_("Who qualifies"), headings, {0: 140, 1: 160})
        self.refused = self._list(_("Who does not, and why"), [_("Full name"), _("Reason")], {0: 150})
        self.search.returnPressed.connect(self.getting.setFocus)
        self.getting.itemActivated.connect(lambda _item: self.print_chosen())
        self.getting_title, self.refused_title = field_name("", self.getting), field_name("", self.refused)
        sides = []
        for name, view in ((self.getting_title, self.getting), (self.refused_title, self.refused)):
            name.setWordWrap(True)
            name.setAlignment(Qt.AlignmentFlag.AlignBottom)
            sides.append(holder(column(name, grow(view), spacing=GRID // 2)))
        large = self.context.theme.scale > _NARROW
        return splitter(*sides, way=Qt.Orientation.Vertical if large else Qt.Orientation.Horizontal, sizes=(460, 560))

    def _panel(self) -> QScrollArea:
        self.options = DocumentOptions(self.context, DOCUMENT, only=RULE)
        self.options.changed.connect(lambda _typed: self._timer.start())
        inside = column(self.options, STRETCH, spacing=None, margins=(2, 0, GRID, 2))
        area = scroll(inside, sideways=False)
        area.setFixedWidth(self.context.theme.px(270))
        return area

    def _list(self, spoken: str, headings: Sequence[str], widths: Mapping[int, int]) -> QTreeWidget:
        view = list_of(self.context.theme, spoken, headings, widths=widths)
        view.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        view.itemSelectionChanged.connect(self._offer)
        return view

    def _buttons(self) -> QLayout:
        self.print_button = button(_("&Print the chosen…"), self.print_chosen)
        self.revoke_button = button(_("&Revoke…"), self.revoke)
        anew = _("A new number for those whose certificate was revoked")
        self.anew_button = button(_("Issue a&new"), self.issue_anew, tip=anew)
        corrected = _("A new number for those whose certificate was corrected since it was issued (≠)")
        self.reissue_button = button(_("Reissue &corrected…"), self.reissue, tip=corrected)
        # Enter in the search field gives out no numbers.
        self.issue_button = button("", self.issue, primary=True)
        foot, _close = self.buttons(self.print_button, self.revoke_button, self.anew_button, self.reissue_button)
        foot.addWidget(self.issue_button)
        return foot

    # -- reading --------------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Keep the rule and leave; an answer on its way finds nobody."""
        self._timer.stop()
        self._keep()
        super().done(result)

    def _load(self) -> None:
        conference = self.context.conference_id

        def show(options: CertificateOptions) -> None:
            self._options = options
            self.options.take(options)
            self._loaded = True
            self.reload()

        self.read_record(lambda tx: making.kept(tx, conference, DOCUMENT), show)

    def reload(self) -> None:
        """Read anew who gets one by the rule as it stands here."""
        if not self._loaded:
            return
        conference, options = self.context.conference_id, self.options.options()
        self.read_record(lambda tx: gather.eligibility(tx, conference, options), self._show)

    def _keep(self) -> None:
        """Keep the rule for the conference, when it was changed."""
        options = self.options.options()
        if not self._loaded or options == self._options:
            return
        self._options, conference = options, self.context.conference_id
        self.context.operations.write(lambda tx: making.keep(tx, conference, DOCUMENT, options))

    # -- showing --------------------------------------------------------------------------------------------------

    def _show(self, known: Eligibility) -> None:
        self.known = known
        getting, refused = known.getting, known.refused
        self.summary.setText(
            _("{some} qualify · {others} don't").format(
                some=known.qualifying, others=len(known.candidates) - known.qualifying
            )
            if known.candidates
            else _("Nobody is registered yet")
        )
        self.rule.setText(words.rule(self.options.options()))
        issued = len(getting) - len(known.new)
        doubtful = sum(who.held is not None and not who.verdict.qualifies for who in getting)
        told = _("Certificates: {issued} issued, {new} to be issued")
        if doubtful:
            told = _("Certificates: {issued} issued ({doubtful} would not qualify now), {new} to be issued")
        told = told.format(issued=issued, doubtful=doubtful, new=len(known.new))
        if corrected := len(known.differing):
            more = ngettext("{count} corrected since (≠)", "{count} corrected since (≠)", corrected)
            told += " · " + more.format(count=corrected)
        self.getting_title.setText(told)
        self.refused_title.setText(_("No certificate: {count}").format(count=len(refused)))
        self._fill(self.getting, getting, _getting_texts)
        self._fill(self.refused, refused, _refused_texts)
        new = known.new
        self.issue_button.setEnabled(bool(new))
        self.issue_button.setText(
            ngettext("&Issue {count} certificate", "&Issue {count} certificates", len(new)).format(count=len(new))
            if new
            else _("All are issued")
        )
        self._narrow()
        self._offer()

    def _fill(
        self, view: QTreeWidget, people: Sequence[Candidate], texts: Callable[[Candidate], tuple[list[str], str]]
    ) -> None:
        """Put people into a list; who was chosen stays chosen, and what is told beside stands in the tip."""
        chosen = {each.person.id for each in self._chosen(view)}
        view.blockSignals(True)
        view.clear()
        for who in people:
            shown, tip = texts(who)
            item = QTreeWidgetItem(view, shown)
            item.setData(0, Qt.ItemDataRole.UserRole, who)
            for place in range(len(shown)):
                tooltip(item, tip, place)
            item.setSelected(who.person.id in chosen)
        view.blockSignals(False)

    def _narrow(self) -> None:
        wanted = tokens(self.search.text())
        for view in (self.getting, self.refused):
            for place in range(view.topLevelItemCount()):
                item = view.topLevelItem(place)
                if item is not None:
                    who: Candidate = item.data(0, Qt.ItemDataRole.UserRole)
                    text = fold(f"{who.person.full_name} {who.person.unit}")
                    item.setHidden(not holds(text, wanted))

    def _chosen(self, view: QTreeWidget) -> list[Candidate]:
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in view.selectedItems() if not item.isHidden()]

    def _offer(self) -> None:
        getting = self._chosen(self.getting)
        self.print_button.setEnabled(bool(getting))
        self.revoke_button.setEnabled(any(who.held is not None for who in getting))
        self.anew_button.setEnabled(bool(self._revoked()))
        self.reissue_button.setEnabled(any(who.differs for who in getting))
        self.reissue_button.setVisible(bool(self.known.differing))  # as good as never needed, and the row is full

    def _revoked(self) -> list[Candidate]:
        """Those chosen who would get one but for the one that was revoked."""
        return [who for who in self._chosen(self.refused) if [why.code for why in who.verdict.why_not] == ["revoked"]]

    # -- doing ----------------------------------------------------------------------------------------------------

    def issue(self) -> None:
        """Enter everybody who qualifies in the register, once the organizer has said so."""
        new = self.known.new
        if not new or not self._sure([who.number for who in new if who.number is not None]):
            return
        self._issue(EVERYONE)

    def issue_anew(self) -> None:
        """New numbers for those chosen whose certificates were revoked."""
        revoked = self._revoked()
        first = self.known.next_number
        if revoked and self._sure(list(range(first, first + len(revoked)))):
            self._issue(Selection(attendee_ids=tuple(who.person.id for who in revoked)))

    def reissue(self) -> None:
        """New numbers for those chosen whose certificate was corrected since; the issued ones stay, replaced."""
        corrected = [who for who in self._chosen(self.getting) if who.differs]
        first = self.known.next_number
        if not corrected or not self._sure(list(range(first, first + len(corrected))), corrected):
            return
        conference, options = self.context.conference_id, self.options.options()
        selection = Selection(attendee_ids=tuple(who.person.id for who in corrected))
        self.context.operations.write(
            lambda tx: gather.reissue(tx, conference, selection, options),
            done=lambda made: self._told(len(made)),
            failed=self.refuse,
        )

    def _sure(self, numbers: Sequence[int], corrected: Sequence[Candidate] = ()) -> bool:
        question = ngettext(
            "{count} certificate will be entered in the register: number {first}.",
            "{count} certificates will be entered in the register: numbers {first} to {last}.",
            len(numbers),
        ).format(count=len(numbers), first=f"{numbers[0]:02d}", last=f"{numbers[-1]:02d}")
        lasting = _("A number once given is never given again; a certificate can be revoked later.")
        return self.context.feedback.ask(
            _("Issue certificates"),
            "\n\n".join([question, *_corrections(corrected), lasting]),
            _("Issue"),
            parent=self,
        )

    def _issue(self, selection: Selection) -> None:
        conference, options = self.context.conference_id, self.options.options()
        self._options = options
        self.issue_button.setEnabled(False)

        def done(made: CertificatesContent) -> None:
            self._told(made.new)

        self.context.operations.write(
            lambda tx: making.make(tx, DOCUMENT, conference, selection, options, way=None),
            done=done,
            failed=self.refuse,
        )

    def _told(self, count: int) -> None:
        if not self.gone:
            told = ngettext("{count} certificate issued.", "{count} certificates issued.", count)
            self.banner.tell(told.format(count=count), "good")

    def print_chosen(self) -> None:
        """To the preview of the certificates chosen, where they are printed or saved."""
        ids = [who.person.id for who in self._chosen(self.getting)]
        if ids:
            self.accept()
            self.context.go("printing", people=ids, document=DOCUMENT.name)

    def revoke(self) -> None:
        """Ask why, then revoke those chosen."""
        held = [who.held for who in self._chosen(self.getting) if who.held is not None]
        if held:
            RevokeDialog(self.context, [each.id for each in held]).open()

    def refuse(self, error: Exception) -> bool:
        if not self.gone:
            self.issue_button.setEnabled(bool(self.known.new))
        return super().refuse(error)


class RevokeDialog(FormDialog):
    """Asks why certificates are revoked: the reason stays in the register."""

    def __init__(self, context: Context, ids: Sequence[uuid.UUID]) -> None:
        title = ngettext("Revoke {count} certificate", "Revoke {count} certificates", len(ids))
        super().__init__(context, title.format(count=len(ids)), _("Revoke"), columns=1, width=460)
        self._ids = list(ids)
        self.reason = line("", _("for example: issued to the wrong person"))
        self.form.add(
            "reason",
            _("Reason"),
            self.reason,
            hint=_("Stays in the register. The number is not given again."),
        )

    def submit(self) -> None:
        """Revoke them."""
        conference, ids, reason = self.context.conference_id, self._ids, self.reason.text()

        def work(tx: Transaction) -> int:
            return gather.revoke(tx, conference, ids, reason)

        self.take(work)


def _getting_texts(who: Candidate) -> tuple[list[str], str]:
    if who.held is None:
        number = _("{number} (not issued)").format(number=f"{who.number:02d}")
        return [number, _name(who), who.person.unit], _("Qualifies, and gets this number when it is issued.")
    tip = _("Issued {day}.").format(day=date_text(who.held.issued_on))
    if not who.verdict.qualifies:
        tip = f"{tip}\n" + _("Would not qualify now: {reasons}").format(reasons="; ".join(words.reasons(who.verdict)))
    if who.differs:
        tip = f"{tip}\n" + _("Corrected since: {texts}").format(texts=words.difference_text(who.differs))
    sign = "≠ " if who.differs else "✓ " if who.verdict.qualifies else "! "
    return [sign + words.number_of(who.held.paper), _name(who), who.person.unit], tip


def _corrections(corrected: Sequence[Candidate]) -> list[str]:
    """The first of what a new paper says otherwise than the issued one."""
    told = [f"{words.number_of(who.held.paper)}: {words.difference_text(who.differs)}" for who in corrected if who.held]
    return ["\n".join([*told[:_SHOWN], *(["…"] if len(told) > _SHOWN else [])])] if told else []


def _refused_texts(who: Candidate) -> tuple[list[str], str]:
    told = words.reasons(who.verdict)
    return [_name(who), "; ".join(told)], "\n".join([_name(who), who.person.unit, *told])


def _name(who: Candidate) -> str:
    return full_name_text(who.person)
