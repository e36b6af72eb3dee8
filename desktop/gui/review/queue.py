"""The queue "Cần xem": the cases at the left, the current one at the right, settled by key one after the other."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QTableView

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.people import RoleGroupView, UnitView
from desktop.domain.reviewing import Case, CaseKind, ReviewAnswer
from desktop.gui.context import Context
from desktop.gui.operations import Task
from desktop.gui.review.choices import number_of
from desktop.gui.review.panel import CasePanel
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.layout import STRETCH, caption, column, field_name, grow, heading, label, muted, row, splitter
from desktop.gui.widgets.layout import holder as held
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.services import groups, refused, reviewing, units
from desktop.services.opening import Transaction
from desktop.services.settling import Settlement, settle
from desktop.wording import review as words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Key = tuple[object, ...]


def open_review(context: Context, attendee_id: uuid.UUID | None = None) -> ReviewQueue:
    """Open the queue; with an attendee, at the first case that is about them."""
    dialog = ReviewQueue(context, attendee_id)
    dialog.open()
    return dialog


@dataclass(frozen=True, slots=True)
class _Loaded:
    cases: Sequence[Case]
    units: Sequence[UnitView] = ()
    groups: Sequence[RoleGroupView] = ()


@dataclass(eq=False)
class _Step:
    """Something settled here, undone or done again: what it wrote, and where to go back to."""

    task: Task
    key: Key
    what: str
    """Whom it settled, or how many."""


def _columns() -> list[TableColumn[Case]]:
    return [
        TableColumn("sign", lambda: "", lambda case: words.SIGNS[case.kind], 32),
        TableColumn("name", lambda: _("Full name"), lambda case: case.full_name, stretches=True),
        TableColumn("unit", lambda: _("Unit"), lambda case: case.unit, stretches=True),
        TableColumn("reason", lambda: _("Reason"), words.short, stretches=True),
    ]


class ReviewQueue(Dialog):
    """Every case of the conference that this login may see."""

    guide = Topic.REVIEW

    def __init__(self, context: Context, attendee_id: uuid.UUID | None = None) -> None:
        super().__init__(context, _("To review"), size=(1180, 640))
        self._loaded = _Loaded(())
        self._shown: list[Case] = []
        self._settling: set[Key] = set()
        """Cases that are being settled: listed no more."""
        self._wanted: Key | None = None
        """The case to go back to once it is there again."""
        self._wanted_person = attendee_id
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._showing = False
        """Whether rows are being replaced, and the current one means nothing."""
        self.role = context.operations.database.role
        self.place_label = label(role="heading")
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Kind of case"))
        self.kinds.addItem("", None)
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table = Table(context, "review", RowsModel(_columns(), self), _("Cases to review"))
        self.panel = CasePanel(context)
        self.empty = muted(words.nothing())
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = caption()
        self._lay_out()
        self._wire()
        self.table.setFocus()
        self.follow(Area.ATTENDANCE, Area.ATTENDEES, Area.UNITS, Area.IMPORTS, Area.CONNECTION)

    def _lay_out(self) -> None:
        kinds_name = field_name(_("&Kind"), self.kinds)
        top = row(heading(_("To review")), self.place_label, STRETCH, kinds_name, self.kinds, spacing=GRID * 2)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.sides = splitter(self.table, held(column(self.panel)), sizes=(1000, 1100))
        for place in (0, 1):
            self.sides.setStretchFactor(place, 1)
        keys = caption(
            _(
                "↑ ↓ case · 1 2 … side or choice · Enter settles and goes on · N two people · Ctrl+Z undoes · F2 opens · Esc leaves"
            )
        )
        foot, _out = self.buttons()
        foot.insertWidget(0, self.said, 1)
        self.empty.hide()
        self.lay_out(top, self.banner, grow(self.sides), grow(self.empty), keys, foot, spacing=GRID + 2)

    def _wire(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._offer())
        self.kinds.activated.connect(lambda _place: self._show(self._loaded.cases))
        panel = self.panel
        panel.settled.connect(self.settle)
        panel.settled_alike.connect(self.settle_alike)
        panel.settle_button.clicked.connect(lambda: self.settle())
        panel.alike_button.clicked.connect(lambda: self.settle_alike())
        panel.apart_button.clicked.connect(lambda: self.tell_apart())
        panel.more_button.clicked.connect(lambda: self.open_more())
        for watched in (self.table, panel.sides, panel.choices):
            watched.installEventFilter(self)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.redo)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.open_more)

    # -- reading --------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the cases again."""
        conference, role, review = self.context.conference_id, self.role, self.context.review

        database = self.context.operations.database

        def work(tx: Transaction) -> _Loaded:
            found = review.cases(tx, conference, role)
            if database.at_home:
                found = [*database.read_here(refused.cases_here), *found]
            if role != "organizer":
                return _Loaded(found)
            return _Loaded(found, units.list_units(tx, active_only=True), groups.list_groups(tx, conference))

        self.read_record(work, self._take)

    def _take(self, loaded: _Loaded) -> None:
        if loaded.units != self._loaded.units:
            self.panel.offer_units(loaded.units)
        self._loaded = loaded
        self._show(loaded.cases)

    def _show(self, cases: Sequence[Case]) -> None:
        """List what is left of these, and stay where one was: at the same case, or at the one after it."""
        left = [case for case in cases if case.key not in self._settling]
        kind = self._kind_to_show(left)
        self._name_kinds(left, kind)
        shown = [case for case in left if kind is None or case.kind == kind]
        place = self._next_place(shown)
        self._shown = shown
        self._showing = True
        self.table.rows_model.set_rows(shown, ())
        if shown:
            self.table.selectRow(place)
            self.table.scrollTo(self.table.currentIndex())
        self._showing = False
        self.sides.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self._offer()

    def _next_place(self, shown: Sequence[Case]) -> int:
        places = {case.key: place for place, case in enumerate(shown)}
        if self._wanted_person is not None:
            about = reviewing.by_attendee(shown).get(self._wanted_person, ())
            self._wanted_person = None
            return places[about[0].key] if about else 0
        if self._wanted in places:
            place, self._wanted = places[self._wanted], None
            return place
        before = self.table.currentIndex().row()
        for case in self._shown[max(before, 0) :]:
            if case.key in places:
                return places[case.key]
        return len(shown) - 1 if self._shown else 0

    def _kind_to_show(self, left: Sequence[Case]) -> CaseKind | None:
        """The kind chosen; every kind once it has no case left, or when one goes back to a case of another."""
        chosen: CaseKind | None = self.kinds.currentData()
        back = next((case.kind for case in left if case.key == self._wanted), chosen)
        return chosen if back == chosen and any(case.kind == chosen for case in left) else None

    def _name_kinds(self, cases: Sequence[Case], chosen: CaseKind | None) -> None:
        counts = Counter(case.kind for case in cases)
        everything = _("Everything ({count})").format(count=len(cases))
        offered: list[tuple[str, CaseKind | None]] = [(everything, None)]
        offered += [
            (_("{kind} ({count})").format(kind=words.kind(kind), count=counts[kind]), kind)
            for kind in CaseKind
            if counts[kind] or kind == chosen
        ]
        self.kinds.blockSignals(True)
        self.kinds.clear()
        for text, kind in offered:
            self.kinds.addItem(text, kind)
        self.kinds.setCurrentIndex(max(self.kinds.findData(chosen), 0))
        self.kinds.blockSignals(False)

    # -- the current case -----------------------------------------------------------------------------------------------

    def current(self) -> Case | None:
        """The case shown at the right."""
        place = self.table.currentIndex().row()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def alike(self, case: Case) -> list[Case]:
        """The others that the same answer settles."""
        others = (other for other in self._loaded.cases if other.key not in self._settling)
        return [other for other in others if case.alike and other.alike == case.alike and other.key != case.key]

    def _offer(self) -> None:
        if self._showing:
            return
        case = self.current()
        place = self.table.currentIndex().row() + 1
        self.place_label.setText(f"{place}/{len(self._shown)}" if case is not None else "")
        self.place_label.setAccessibleName(
            _("Case {place} of {count}").format(place=place, count=len(self._shown)) if case is not None else ""
        )
        alike = self.alike(case) if case is not None else ()
        self.panel.show_case(case, alike, organizer=self.role == "organizer")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._on_key(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """The keys of the queue, wherever in it the keyboard is."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER:
            if control:
                self.settle_alike()
            else:
                self.settle()
            return True
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.tell_apart()
            return True
        number = number_of(event)
        if watched is self.table and number is not None:
            if self.panel.choose(number) and self.panel.is_typed:
                self.panel.ask_for_more()
            return True
        return False

    # -- settling -------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Settle the current case as it stands at the right, and go on to the next."""
        self._settle(self.panel.decided(), others=False)

    def settle_alike(self) -> None:
        """The same for all that are like it: one undo."""
        self._settle(self.panel.decided(), others=True)

    def tell_apart(self) -> None:
        """The two are two people."""
        self._settle(self.panel.apart(), others=False)

    def _settle(self, decided: Settlement | None, *, others: bool) -> None:
        case = self.current()
        if case is None or (decided is None and not case.choices):
            return
        if decided is None:
            self.banner.tell(self.panel.why_undecided(), "warn")
            if self.panel.choices.isVisible():
                self.panel.ask_for_more()
            return
        alike = self.panel.alike() if others else []
        if others and not alike:
            self.said.setText(_("Nothing else is settled by this answer: Enter settles this one case."))
            return
        keys = self._touched((case, *alike))
        after = self._shown[self.table.currentIndex().row() + 1 :][:1]
        if after and after[0].key in keys and after[0] not in alike:
            self._wanted = after[0].key
        self._settling |= keys
        self.banner.tell("")

        def done(count: int, _pending: bool) -> None:
            if self.gone:
                return
            self._settling -= keys
            if alike:  # some of them others may have settled
                made.what = words.of_whom(case, count)
                if self._done[-1:] == [made]:
                    self._say_settled(case, count)
            self.reload()

        def failed(error: Exception) -> bool:
            if not self.gone:
                self._settling -= keys
                if self._done[-1:] == [made]:
                    self.said.clear()
                self._done = [step for step in self._done if step is not made]
                self._wanted = case.key
                self.reload()
            return self.refuse(error)

        def work(tx: Transaction) -> int:
            return settle(tx, case, decided, alike=alike)

        operations = self.context.operations
        if decided.choice.answer is ReviewAnswer.KEEP_MARK or refused.HERE in case.details:
            task = operations.write_or_queue(work, done=done, failed=failed)
        else:
            task = operations.write(work, done=lambda count: done(count, False), failed=failed)
        made = _Step(task, case.key, words.of_whom(case, len(alike) + 1))
        self._done.append(made)
        self._undone.clear()
        self._say_settled(case, len(alike) + 1)
        self._show(self._loaded.cases)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _touched(self, settled: Sequence[Case]) -> set[Key]:
        """These cases and all others about the same people, who are read again before anything more is said of them."""
        people = {person.id for case in settled for person in case.people}
        others = (case for case in self._loaded.cases if any(person.id in people for person in case.people))
        return {case.key for case in (*settled, *others)}

    def _say_settled(self, case: Case, count: int) -> None:
        self.said.setText(_("{what} · Ctrl+Z undoes it").format(what=words.settled(case, count)))

    # -- undo -----------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back what was settled here last, and go back to its case."""
        self._take_back(self._done, self._undone, _("Undone: {name}"))

    def redo(self) -> None:
        """Settle again what was taken back here last."""
        self._take_back(self._undone, self._done, _("Done again: {name}"))

    def _take_back(self, steps: list[_Step], other: list[_Step], said: str) -> None:
        if not steps:
            self.said.setText(_("Nothing was settled here that could be undone."))
            return
        step = steps.pop()

        def done(_results: object) -> None:
            if not self.gone:
                self._wanted = step.key
                self.reload()
                self.said.setText(said.format(name=step.what))

        def failed(error: Exception) -> bool:
            if not self.gone:
                self.said.clear()
                if made in other:
                    other.remove(made)
            return self.refuse(error)

        operations = self.context.operations
        made = _Step(operations.undo_entries(lambda: step.task.written, done, failed), step.key, step.what)
        other.append(made)

    # -- further --------------------------------------------------------------------------------------------------------

    def open_more(self) -> None:
        """The log of an attendance, the two side by side, or the attendee's form."""
        case = self.current()
        if case is None or self.panel.more_button.isHidden():
            return
        if case.doubt is not None:
            from desktop.gui.checkin.attendance_log import open_log

            open_log(self.context, case.doubt.session_id, case.doubt.attendee_id)
        elif len(case.people) == 2:
            from desktop.gui.attendees.join import open_join

            open_join(self.context, *(person.id for person in case.people))
        else:
            from desktop.gui.attendees.attendee import AttendeeDialog

            AttendeeDialog(self.context, self._loaded.units, self._loaded.groups, case.people[0]).open()
