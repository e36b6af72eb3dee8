"""The attendee list: found from the first letter, filtered, edited, copied."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from desktop.domain.areas import Area
from desktop.domain.documents.people import ORDERS
from desktop.domain.guide import Topic
from desktop.domain.people import AttendeeState, AttendeeView, RoleGroupView, UnitView
from desktop.domain.questions import Question
from desktop.domain.reviewing import Case
from desktop.gui.attendees.answering import question_columns, wanted_answers
from desktop.gui.attendees.cases import Cases, of_list, read_cases
from desktop.gui.attendees.empty import nobody_fits, nobody_registered
from desktop.gui.attendees.filters import AttendeeFilters
from desktop.gui.attendees.foot import ListFoot
from desktop.gui.attendees.model import AS_SENT, BY_GROUP, BY_RANK, SECTIONED, AttendeeFilter, Wanted, columns
from desktop.gui.attendees.row_menu import row_menu
from desktop.gui.attendees.selection import SelectionCommands
from desktop.gui.context import Context
from desktop.gui.page import Page, PageCommand
from desktop.gui.widgets.clipboard import copy_people
from desktop.gui.widgets.empty import ListOrWords
from desktop.gui.widgets.rows import RowsModel
from desktop.gui.widgets.search import lead_into
from desktop.gui.widgets.table import Table
from desktop.gui.widgets.text import Markup, joined, link
from desktop.i18n import _, ngettext
from desktop.services import attendees, groups, questions
from desktop.services import units as unit_service
from desktop.services.opening import Transaction
from desktop.services.points import belonging
from desktop.wording import readiness as readiness_words
from desktop.wording import review as review_words
from desktop.wording.formats import attendees_text, units_text

if TYPE_CHECKING:
    from desktop.gui.attendees.export import Listed

_ORDER = "attendees.order"


@dataclass(frozen=True, slots=True)
class _Loaded:
    attendees: AttendeeFilter
    groups: list[RoleGroupView]
    units: list[UnitView]
    questions: list[Question] = field(default_factory=list)
    points: dict[uuid.UUID, str] = field(default_factory=dict)


class AttendeesPage(Page):
    """Everyone registered in the open conference."""

    guide = Topic.ATTENDEES

    areas = frozenset({Area.ATTENDEES, Area.UNITS, Area.GROUPS, Area.IMPORTS, Area.POINTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Attendees"))
        self._data = _Loaded(AttendeeFilter(), [], [])
        kept = context.remembered(_ORDER)
        self._sort = str(kept) if kept in SECTIONED else BY_RANK
        self._descending = False
        self._found = 0
        """How many people are listed."""
        self._to_select: uuid.UUID | None = None
        self._cases_stale = False
        self._cases: Sequence[Case] = ()
        self._cases_of: Mapping[uuid.UUID, Sequence[Case]] = {}
        self.add_commands("export", "page.new", texts={"page.new": _("Add an attendee")})
        self.add_command("import", primary=True)
        self.filters = AttendeeFilters(context.theme)
        self.filters.order.setCurrentIndex(self.filters.order.findData(self._sort))
        self.search = self.filters.search
        self.body.addLayout(self.filters)
        self.model: RowsModel[AttendeeView] = RowsModel(columns(), self)
        self.table = Table(context, "attendees", self.model, _("Attendees"))
        self.table.tag_of = self._tag
        self.first = self.table
        nobody = nobody_registered(context, self.add), nobody_fits(context, self.show_everyone)
        self._stack = ListOrWords(self.table, *nobody)
        self.body.addWidget(self._stack, 1)
        self.foot = ListFoot(self.table, self.model).label
        self.body.addWidget(self.foot)
        self._wire()

    # -- putting together -----------------------------------------------------------------------------------------

    def _wire(self) -> None:
        filters, table = self.filters, self.table
        filters.changed.connect(self._apply)
        filters.order_chosen.connect(lambda key: self._sort_by(key, False))
        filters.columns_button.clicked.connect(self._open_columns)
        lead_into(self.search, table)
        table.chosen.connect(self.edit)
        table.sort_wanted.connect(self._sort_by)
        table.customContextMenuRequested.connect(self._open_menu)
        self.commands = {
            "new": PageCommand(self.add),
            "edit": PageCommand(self.edit, table.why_no_row),
            "remove": PageCommand(self.remove, table.why_no_row),
            "find": PageCommand(self.go_find),
            "copy": PageCommand(self.copy, table.why_empty),
            "group": PageCommand(self.set_group, table.why_no_row),
            "unit": PageCommand(self.set_unit, table.why_no_row),
            "join": PageCommand(self.join, self._why_not_two),
            "card": PageCommand(self.show_card, table.why_no_row),
            "personal": PageCommand(self.show_personal_data, table.why_no_row),
            "papers": PageCommand(self.make_papers, self._why_no_papers),
            **SelectionCommands(self).commands(),
        }

    # -- loading --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read everyone; the filters stay as they are."""
        conference_id, order = self.context.conference_id, self._order

        def work(tx: Transaction) -> _Loaded:
            people, grouped = (
                attendees.list_attendees(tx, conference_id, sort=order),
                groups.list_groups(tx, conference_id),
            )
            return _Loaded(
                AttendeeFilter(people, [group.id for group in grouped]),
                grouped,
                unit_service.list_units(tx, conference_id=conference_id),
                questions.list_questions(tx, conference_id),
                belonging.names(tx, conference_id),
            )

        self.context.operations.read("attendees", work, self._take)

    def forget(self) -> None:
        super().forget()
        for reading in ("attendees", "attendees.review"):
            self.context.operations.forget(reading)  # its answer is of the conference that was open
        self.filters.forget()
        self.table.replace([])

    def _take(self, data: _Loaded) -> None:
        self._show_columns(data)
        self._data = data
        ungrouped = any(row.role_group_id is None for row in data.attendees.rows)
        self.filters.offer(data.groups, data.units, wanted_answers(data.questions), data.points, ungrouped=ungrouped)
        self._apply()
        if self._to_select is not None:
            self.table.select_ids([self._to_select])
            self._to_select = None
        self.loaded.emit()
        self._read_cases()

    def _show_columns(self, data: _Loaded) -> None:
        """A column for each of the conference's questions, and one for its points, anew when they are others."""
        asked, before = data.questions, self._data
        if asked != before.questions or bool(data.points) != bool(before.points):
            if self._sort in {"point", *(each.key for each in before.questions)}:
                self._sort_by(BY_RANK, False)
            self.table.set_columns([*columns(points=bool(data.points)), *question_columns(asked)])

    def make_stale(self, areas: frozenset[Area]) -> None:
        """What arrivals leave in doubt is to review; the list itself is not read again at each."""
        self._cases_stale |= Area.ATTENDANCE in areas
        super().make_stale(areas)
        if self.isVisible():
            self.freshen()

    def freshen(self) -> None:
        super().freshen()
        if self._cases_stale and self.context.conference is not None:
            self._read_cases()

    def _read_cases(self) -> None:
        self._cases_stale = False
        context = self.context
        context.operations.read(
            "attendees.review", partial(read_cases, context, context.conference_id), self._take_cases
        )

    def _take_cases(self, found: Cases) -> None:
        """What is to review takes longer to find out: the list does not wait for it."""
        self._cases, self._cases_of = found
        self._say_facts()
        self.table.viewport().update()

    # -- filtering ------------------------------------------------------------------------------------------------

    def narrow(self, **filters: object) -> None:
        """Filters by name: text, group, kind, unit, lacking; `select` puts the keyboard on an attendee."""
        chosen = filters.pop("select", None)
        if isinstance(chosen, uuid.UUID):
            self._to_select = chosen
            if not self._stale:
                self.table.select_ids([chosen])
        if filters:
            filters.pop("clear", None)
            self.filters.show_wanted(replace(Wanted(), **filters))  # type: ignore[arg-type]
            self._apply()
        self._stack.take_keyboard()

    def show_everyone(self) -> None:
        """Nothing is searched for and filtered any more."""
        self.narrow(clear=True)

    def _sort_by(self, key: str, descending: bool) -> None:
        before = self._order
        self._sort, self._descending = key, descending
        if key in SECTIONED:
            self.context.remember(_ORDER, key)
        if self._order != before:
            self.reload()
        self.filters.order.setCurrentIndex(self.filters.order.findData(key))
        self.table.mark_sorted("" if key in SECTIONED else key, descending)
        self._apply()

    @property
    def _order(self) -> str:
        """How the list is read: inside a unit by rank, or as the unit sent it."""
        return AS_SENT if self._sort == AS_SENT else BY_RANK

    def _apply(self) -> None:
        found, wanted = self._data.attendees, self.filters.wanted
        if self._sort in SECTIONED:
            lines, sections = found.find_in_sections(wanted, by_group=self._sort == BY_GROUP)
            self.table.replace(lines, sections)
            count = len(lines) - len(sections)
        else:
            column = self.model.columns[self.model.column_of(self._sort)]
            order = column.order or attrgetter("sort_key")
            rows = sorted(found.find(wanted), key=order, reverse=self._descending)
            self.table.replace(rows, ())
            count = len(rows)
        if self.isVisible() and self.search.hasFocus() and wanted.text:
            self._first_if_none()
        everyone = len(found.rows)
        self._stack.setCurrentIndex(0 if count else 2 if everyone else 1)
        self.foot.setVisible(bool(count))
        self._found = count
        self._say_facts()

    def _first_if_none(self) -> None:
        if not self.table.currentIndex().isValid():
            self.table.select_first()

    def _say_facts(self) -> None:
        count = sum(person.has_own_place for person in self._data.attendees.rows)
        found, people = self._found, attendees_text(count)
        if self.filters.wanted.narrows:
            people = _("{found} of {everyone}").format(found=found, everyone=people)
        units = self._data.attendees.units
        parts: list[str | Markup] = [people, units_text(units) if units else ""]
        if self.filters.wanted.lacking:  # no field above the list says so
            parts = [
                people,
                readiness_words.narrowed(self.filters.wanted.lacking),
                link("everyone", _("Show everyone")),
            ]
        if count := len(self._cases):
            words = ngettext("{count} to review", "{count} to review", count).format(count=count)
            parts.append(link("review", f"⚠ {words}", self.context.theme.colours.warn))
        self.say_facts(joined(parts))

    def follow(self, link: str) -> None:
        """Open the queue of what is to review, or show everyone again."""
        if link == "everyone":
            self.show_everyone()
        else:
            self.context.run("review")

    def lead_back(self, page: str, title: str = "") -> None:
        """Opened by itself, the page shows everyone again: no field above the list says what Tổng quan narrowed it to."""
        if not page and self.filters.wanted.lacking:
            self.show_everyone()
        super().lead_back(page, title)

    def listed(self) -> Listed:
        """What is selected and shown now, for an export."""
        from desktop.gui.attendees.export import Listed

        order = self._sort if self._sort in (*ORDERS, BY_GROUP) else BY_RANK
        selected, shown = ([row.id for row in rows] for rows in (self.table.selected(), self.model.rows()))
        everyone = len(self._data.attendees.rows)
        asked, points = tuple(self._data.questions), bool(self._data.points)
        return Listed(tuple(selected), tuple(shown), everyone, order, asked, points)

    def go_find(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- doing ----------------------------------------------------------------------------------------------------

    def _units(self) -> list[UnitView]:
        return [unit for unit in self._data.units if unit.active]

    def add(self) -> None:
        """Open the form for a new attendee, in the unit that the list is filtered to."""
        from desktop.gui.attendees.attendee import AttendeeDialog

        AttendeeDialog(
            self.context, self._units(), self._data.groups, None, self.filters.wanted.unit, self._data.questions
        ).open()

    def edit(self) -> None:
        """Open the form of the row the keyboard is on."""
        from desktop.gui.attendees.attendee import AttendeeDialog

        row = self.table.current()
        if row is not None:
            AttendeeDialog(self.context, self._units(), self._data.groups, row, None, self._data.questions).open()

    def remove(self) -> None:
        """Take the selection off the list; Undo brings it back."""
        from desktop.gui.attendees.removing import remove

        remove(self.context, [row.id for row in self.table.selected()])

    def set_group(self) -> None:
        """One role group for the selection."""
        from desktop.gui.attendees.bulk import GroupDialog

        rows = self.table.selected()
        if rows:
            GroupDialog(self.context, rows, self._data.groups).open()

    def set_unit(self) -> None:
        """One unit for the selection."""
        from desktop.gui.attendees.bulk import UnitDialog

        rows = self.table.selected()
        if rows:
            UnitDialog(self.context, rows, self._units()).open()

    def join(self) -> None:
        """The two people selected are one."""
        from desktop.gui.attendees.join import open_join, stays_first

        first, second = sorted(self.table.selected(), key=stays_first)
        open_join(self.context, first.id, second.id)

    def _why_not_two(self) -> str:
        return "" if len(self.table.selected()) == 2 else _("select the two people first (Ctrl and click)")

    def show_card(self) -> None:
        """The person's card."""
        from desktop.gui.attendees.person import show_card

        row = self.table.current()
        if row is not None:
            show_card(self.context, row.person_id)

    def show_personal_data(self) -> None:
        """Everything kept about the person, over all conferences."""
        from desktop.gui.attendees.personal_data import show_personal_data

        row = self.table.current()
        if row is not None:
            show_personal_data(self.context, row.person_id)

    def make_papers(self) -> None:
        """To the documents, for the selected people alone: badges, certificates, invitations."""
        people = self._coming()
        if people:
            self.context.go("printing", people=people)

    def _coming(self) -> tuple[uuid.UUID, ...]:
        return tuple(row.id for row in self.table.selected() if row.state == AttendeeState.REGISTERED)

    def _why_no_papers(self) -> str:
        return self.table.why_no_row() or ("" if self._coming() else _("nobody selected is coming"))

    def copy(self) -> None:
        """Put the selection (or the whole list) on the clipboard as a table."""
        rows = self.table.selected() or self.model.rows()
        places = [place for place in self.table.shown_columns() if self.model.columns[place].key != RowsModel.NUMBER]
        copy_people(self.context, "attendees", [self.model.columns[place] for place in places], rows)
        self.context.feedback.say(
            ngettext("Copied {count} row", "Copied {count} rows", len(rows)).format(count=len(rows))
        )

    def _open_columns(self) -> None:
        menu = self.table.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self.filters.columns_button
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _open_menu(self, at: QPoint) -> None:
        row_menu(self).popup(self.table.viewport().mapToGlobal(at))

    @property
    def cases_of_list(self) -> list[Case]:
        """What is to review of the people selected, and a word about the list settles."""
        found = [case for row in self.table.selected() for case in of_list(self._cases_of.get(row.id, ()))]
        return list({case.key: case for case in found}.values())

    @property
    def points(self) -> dict[uuid.UUID, str]:
        """The conference's points beside its main hall."""
        return self._data.points

    @property
    def questions(self) -> list[Question]:
        """The conference's own questions."""
        return self._data.questions

    def _tag(self, row: AttendeeView) -> str:
        if row.state == AttendeeState.CANCELLED:
            return _("cancelled")
        return review_words.tag(self._cases_of.get(row.id, ()))
