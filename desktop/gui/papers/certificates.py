"""Who gets a certificate: the conference's rule, who qualifies and who does not and why; issuing and revoking."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.areas import Area
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError
from desktop.domain.names import fold
from desktop.domain.search import holds, tokens
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.papers.options import DocumentOptions
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import button_row, resize_within, roomy_rows
from desktop.gui.widgets.form import FormDialog, line
from desktop.i18n import _, ngettext, pgettext
from desktop.papers import making
from desktop.papers.certificates import DOCUMENT, gather, words
from desktop.papers.certificates.content import Candidate, CertificatesContent, Eligibility
from desktop.papers.certificates.options import CertificateOptions
from desktop.services.opening import Transaction
from desktop.wording import error as error_words
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
_NARROW = 1.3
"""With text this large the lists stand one above the other."""


def open_certificates(context: Context) -> CertificatesDialog:
    """Show who gets a certificate."""
    dialog = CertificatesDialog(context)
    dialog.open()
    return dialog


class CertificatesDialog(QDialog):
    """The rule at the left, beside it those who get one and those who do not."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self.context = context
        self.known = Eligibility((), 1)
        self._options = CertificateOptions()
        self._loaded = self._gone = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Who gets a certificate"))
        resize_within(self, context.theme, 1300, 660)
        self._timer = QTimer(self, singleShot=True, interval=_QUIET)
        self._timer.timeout.connect(self._judge)
        self._arrange()
        self.search.setFocus()
        context.operations.changed.connect(self._on_changed)
        self._load()

    # -- the parts ------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        theme = self.context.theme
        self.banner = Banner(theme)
        self.summary = QLabel(wordWrap=True)
        self.summary.setProperty("role", "heading")
        self.rule = QLabel(wordWrap=True)
        self.rule.setProperty("role", "muted")
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(_("Find by name or unit (Ctrl+F)"))
        self.search.setAccessibleName(_("Find by name or unit (Ctrl+F)"))
        self.search.textChanged.connect(lambda _text: self._narrow())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        self.getting = self._list([pgettext("register", "Number"), _("Full name"), _("Unit")], (120, 160))
        self.refused = self._list([_("Full name"), _("Reason")], (150,))
        self.getting.setAccessibleName(_("Who qualifies"))
        self.refused.setAccessibleName(_("Who does not, and why"))
        self.search.returnPressed.connect(self.getting.setFocus)
        self.getting.itemActivated.connect(lambda _item: self.print_chosen())
        self.getting_title, self.refused_title = QLabel(wordWrap=True), QLabel(wordWrap=True)
        lists = QSplitter(
            Qt.Orientation.Vertical if theme.scale > _NARROW else Qt.Orientation.Horizontal, childrenCollapsible=False
        )
        lists.setHandleWidth(GRID * 2)
        for title, view in ((self.getting_title, self.getting), (self.refused_title, self.refused)):
            title.setProperty("role", "field")
            title.setAlignment(Qt.AlignmentFlag.AlignBottom)
            title.setBuddy(view)
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GRID // 2)
            column.addWidget(title)
            column.addWidget(view, 1)
            lists.addWidget(side)
        lists.setSizes([460, 560])
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self.summary)
        right.addWidget(self.rule)
        right.addWidget(self.search)
        right.addWidget(lists, 1)
        sides = QHBoxLayout()
        sides.setSpacing(GRID * 2)
        sides.addWidget(self._panel())
        sides.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID + 4)
        whole.addWidget(self.banner)
        whole.addLayout(sides, 1)
        whole.addLayout(self._buttons())

    def _panel(self) -> QScrollArea:
        self.options = DocumentOptions(self.context, DOCUMENT, only=RULE)
        self.options.changed.connect(lambda _typed: self._timer.start())
        inner = QWidget()
        inner.setObjectName("plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 0, GRID, 2)
        column.addWidget(self.options)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.setFixedWidth(self.context.theme.px(270))
        return area

    def _list(self, headings: Sequence[str], widths: Sequence[int]) -> QTreeWidget:
        view = QTreeWidget()
        roomy_rows(view, self.context.theme)
        view.setHeaderLabels(list(headings))
        view.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        for column, wide in enumerate(widths):
            view.setColumnWidth(column, self.context.theme.px(wide))
        header = view.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.itemSelectionChanged.connect(self._offer)
        return view

    def _buttons(self) -> QHBoxLayout:
        row, out = button_row(self)
        self.issue_button = QPushButton()
        self.issue_button.setProperty("primary", True)
        self.issue_button.setAutoDefault(False)  # Enter in the search field gives out no numbers
        self.issue_button.clicked.connect(lambda _checked=False: self.issue())
        row.addWidget(self.issue_button)

        def button(text: str, slot: Callable[[], object]) -> QPushButton:
            made = QPushButton(text)
            made.setAutoDefault(False)
            made.clicked.connect(lambda _checked=False: slot())
            row.insertWidget(row.indexOf(out) - 1, made)
            return made

        self.print_button = button(_("&Print the chosen…"), self.print_chosen)
        self.revoke_button = button(_("&Revoke…"), self.revoke)
        self.anew_button = button(_("Issue a&new"), self.issue_anew)
        self.anew_button.setToolTip(_("A new number for those whose certificate was revoked"))
        return row

    # -- reading --------------------------------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return f"certificates.{id(self)}"

    def done(self, result: int) -> None:
        """Keep the rule and leave; an answer on its way finds nobody."""
        self._timer.stop()
        self._keep()
        self._gone = True
        self.context.operations.forget(self._key)
        super().done(result)

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if not self._gone and areas & {
            Area.ATTENDANCE,
            Area.ATTENDEES,
            Area.UNITS,
            Area.AGENDA,
            Area.DOCUMENTS,
            Area.CONNECTION,
        }:
            self._judge()

    def _load(self) -> None:
        conference = self.context.conference_id

        def show(options: CertificateOptions) -> None:
            self._options = options
            self.options.take(options)
            self._loaded = True
            self._judge()

        self.context.operations.read(self._key, lambda tx: making.kept(tx, conference, DOCUMENT), show, self._refuse)

    def _judge(self) -> None:
        """Read anew who gets one by the rule as it stands here."""
        if not self._loaded:
            return
        conference, options = self.context.conference_id, self.options.options()
        self.context.operations.read(
            self._key, lambda tx: gather.eligibility(tx, conference, options), self._show, self._refuse
        )

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
        self.getting_title.setText(told.format(issued=issued, doubtful=doubtful, new=len(known.new)))
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
            for column in range(len(shown)):
                item.setToolTip(column, tip)
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

    def _sure(self, numbers: Sequence[int]) -> bool:
        question = ngettext(
            "{count} certificate will be entered in the register: number {first}.",
            "{count} certificates will be entered in the register: numbers {first} to {last}.",
            len(numbers),
        ).format(count=len(numbers), first=f"{numbers[0]:02d}", last=f"{numbers[-1]:02d}")
        lasting = _("A number once given is never given again; a certificate can be revoked later.")
        return self.context.feedback.ask(
            _("Issue certificates"),
            f"{question}\n\n{lasting}",
            _("Issue"),
            parent=self,
        )

    def _issue(self, selection: Selection) -> None:
        conference, options = self.context.conference_id, self.options.options()
        self._options = options
        self.issue_button.setEnabled(False)

        def done(made: CertificatesContent) -> None:
            if not self._gone:
                told = ngettext("{count} certificate issued.", "{count} certificates issued.", made.new)
                self.banner.tell(told.format(count=made.new), "good")

        self.context.operations.write(
            lambda tx: making.make(tx, DOCUMENT, conference, selection, options), done=done, failed=self._refuse
        )

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

    def _refuse(self, error: Exception) -> bool:
        if self._gone:
            return False
        self.issue_button.setEnabled(bool(self.known.new))
        if not isinstance(error, AppError):
            return False
        self.banner.tell(error_words(error), "bad")
        return True


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
    sign = "✓ " if who.verdict.qualifies else "! "
    return [sign + words.number_of(who.held.paper), _name(who), who.person.unit], tip


def _refused_texts(who: Candidate) -> tuple[list[str], str]:
    told = words.reasons(who.verdict)
    return [_name(who), "; ".join(told)], "\n".join([_name(who), who.person.unit, *told])


def _name(who: Candidate) -> str:
    return full_name_text(who.person)
