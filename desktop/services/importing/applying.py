"""A plan into the database: one transaction, every row looked at again, everything told to the journal for undo."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import PurePath

from sqlalchemy import func, insert, select

from desktop.domain.areas import Area
from desktop.domain.errors import Cancelled, NotFound
from desktop.domain.importing import Action, ImportPlan, ImportReport, PlannedRow, Totals
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.units import unit_key
from desktop.services import attendees, distinct_pairs, groups, journal, questions, units
from desktop.services.importing import earlier_answers, remembering, unit_replies
from desktop.services.importing.changing import Changing, pairs
from desktop.services.importing.inserting import Inserting
from desktop.services.importing.matching_people import Entry, People, Place, unit_token
from desktop.services.importing.suspecting import suspected
from desktop.services.known_units import take_in
from desktop.store.tables import Attendee, Conference, ImportBatch, RoleGroup, Unit, UnitAlias
from desktop.store.transaction import OpenEntry, Transaction

_AREAS = frozenset({Area.ATTENDEES, Area.UNITS, Area.GROUPS, Area.IMPORTS})
_EVERY = 1_000
_NAME = 255


def apply(
    tx: Transaction, plan: ImportPlan, *, progress: Progress | None = None, cancelled: IsCancelled | None = None
) -> ImportReport:
    """Do what the plan says, within the caller's transaction; the report equals the plan's totals.

    A row whose attendee another desk changed, removed or registered since the preview is refused and told: it counts as
    an error. When there is nothing to change no batch is made. Raises NotFound, Cancelled.
    """
    return _Applying(tx, plan, progress, cancelled).run()


class _Applying:
    """One import on its way into the database."""

    def __init__(
        self, tx: Transaction, plan: ImportPlan, progress: Progress | None, cancelled: IsCancelled | None
    ) -> None:
        self.tx, self.plan = tx, plan
        self.progress, self.cancelled = progress, cancelled
        self.conference_id = plan.conference_id
        self.moved = False
        self.refused: set[Place] = set()

    def run(self) -> ImportReport:
        conference = select(Conference.id).where(Conference.id == self.conference_id).with_for_update()
        if self.tx.scalar(conference) is None:
            raise NotFound("conference.not_found", what="conference", name=str(self.conference_id))
        self.moved = journal.latest(self.tx) != self.plan.journal
        self.changing = Changing(self.tx, self.plan)
        self._look_again()
        totals = self._totals()
        if not totals.add and not totals.update and not self.plan.answers and not self.plan.replies:
            remembering.remember_alone(self.tx, self.plan)
            return ImportReport(None, None, totals.as_dict(), self._changed_meanwhile())
        number, batch_id = self._make_batch(totals)
        with journal.entry(
            self.tx,
            "import.applied",
            self._areas(),
            conference_id=self.conference_id,
            number=number,
            files=[PurePath(file.file).name for file in self.plan.files],
            **totals.as_dict(),
        ) as line:
            # Undo puts this column "back", and so marks the batch as undone; undoing that clears it again.
            line.changed("import_batch", batch_id, {"undone_at": self.tx.clock()})
            group_ids = self._groups()
            unit_ids = self._units()
            remembering.remember(self.tx, self.plan)
            asked = self._questions()
            self.changing.write(line, unit_ids, group_ids, asked)
            self._insert(line, batch_id, unit_ids, group_ids, asked, totals)
            unit_replies.write(self.tx, self.plan, unit_ids)
        return ImportReport(batch_id, number, totals.as_dict(), self._changed_meanwhile())

    def _areas(self) -> frozenset[Area]:
        further = {Area.ATTENDANCE} if self._reinstates() else set()
        return _AREAS | further | ({Area.REPLIES} if self.plan.replies else set())

    # -- looking again --------------------------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Refuse the rows that no longer fit what is registered now."""
        updates = [(place, row) for place, row in self._rows() if row.action is Action.UPDATE]
        self.refused |= self.changing.load(updates)
        if not self.moved:
            return
        units_now = pairs(self.tx.execute(select(Unit.id, Unit.key)))
        made = {key: unit_id for unit_id, key in units_now.items() if key in self.plan.new_units}
        now = People.registered(self.tx, self.conference_id, but=self.plan.registered)
        for place, row in self._rows():
            if row.action is not Action.ADD and row.action is not Action.UPDATE:
                continue
            gone = row.unit_id is not None and row.unit_id not in units_now
            unit = made.get(row.new_unit) or unit_token(row)
            entry = Entry(row, place, fold(row.values["full_name"]), unit)
            if gone or (row.action is Action.ADD and now.links(entry)):
                self.refused.add(place)

    def _rows(self) -> list[tuple[Place, PlannedRow]]:
        return [
            ((file.file, sheet.name, row.key), row)
            for file in self.plan.files
            for sheet in file.sheets
            for row in sheet.rows
        ]

    def _reinstates(self) -> bool:
        """Whether somebody who had cancelled comes after all."""
        return any(change.field == "state" for _place, row in self._rows() for change in row.changes)

    def _totals(self) -> Totals:
        totals = self.plan.totals()
        if self.refused:
            for place, row in self._rows():
                if place in self.refused:
                    totals.count(row.action, -1)
                    totals.count(Action.ERROR)
        return totals

    def _changed_meanwhile(self) -> tuple[Place, ...]:
        return tuple(place for place, _row in self._rows() if place in self.refused) if self.refused else ()

    # -- what the rows stand on -----------------------------------------------------------------------------------------

    def _make_batch(self, totals: Totals) -> tuple[int, uuid.UUID]:
        """The batch stays when the import is undone, so it is no part of what undo takes back."""
        last = select(func.max(ImportBatch.number)).where(ImportBatch.conference_id == self.conference_id)
        number = (self.tx.scalar(last) or 0) + 1
        batch_id = uuid.uuid4()
        files = [
            {
                "file": PurePath(file.file).name,
                "sha256": file.sha256,
                "rows": sum(len(sheet.rows) for sheet in file.sheets),
            }
            for file in self.plan.files
        ]
        if files:
            files[0] |= earlier_answers.kept(self.plan.answered)
        self.tx.execute(
            insert(ImportBatch).values(
                id=batch_id,
                conference_id=self.conference_id,
                number=number,
                desk=self.tx.desk,
                files=files,
                totals=totals.as_dict(),
            )
        )
        return number, batch_id

    def _groups(self) -> dict[str, uuid.UUID]:
        """Every role group by title, the new ones made."""
        wanted = {
            row.values.get("role_group")
            for place, row in self._rows()
            if row.action in (Action.ADD, Action.UPDATE) and place not in self.refused
        }
        for title in self.plan.new_role_groups:
            if title in wanted:
                groups.ensure_group(self.tx, self.conference_id, title)
        rows = self.tx.execute(
            select(RoleGroup.title, RoleGroup.folded, RoleGroup.id).where(RoleGroup.conference_id == self.conference_id)
        ).all()
        by_fold = {folded: key for _title, folded, key in rows}
        found = {title: key for title, _folded, key in rows}
        # Another desk may have made or renamed it since, in another spelling.
        found |= {title: by_fold[fold(title)] for title in self.plan.new_role_groups if fold(title) in by_fold}
        return found

    def _questions(self) -> dict[str, str]:
        """The key of every question by its title, the new ones made; one removed meanwhile has none any more."""
        known = {fold(each.title): each for each in questions.list_questions(self.tx, self.conference_id)}
        for new in self.plan.new_questions:
            if fold(new.title) not in known:  # else another desk has made it since
                known[fold(new.title)] = questions.add_question(
                    self.tx, self.conference_id, title=new.title, kind=new.kind, choices=new.choices
                )
        titles = {title for _place, row in self._rows() for title in row.answers}
        return {title: known[fold(title)].key for title in titles if fold(title) in known}

    def _units(self) -> dict[str, uuid.UUID]:
        """Every new unit by its key: made, or found when another desk made it meanwhile."""
        wanted = {
            row.new_unit
            for place, row in self._rows()
            if row.new_unit and row.action in (Action.ADD, Action.UPDATE) and place not in self.refused
        }
        if not wanted:
            return {}
        found: dict[str, uuid.UUID] = {}
        if self.moved:
            known = pairs(self.tx.execute(select(Unit.key, Unit.id).where(Unit.active)))
            found = {key: known[key] for key in wanted if key in known}
        made: dict[str, Unit] = {}
        for key, new in self.plan.new_units.items():
            if key not in wanted or key in found:
                continue
            unit = units.made_unit(new.name, new.kind)
            for known_by in (key, *new.found_by):
                if unit.key != known_by:  # its name is understood otherwise: keep it findable by what the files say
                    spelling = next((each for each in new.spellings if unit_key(each) == known_by), new.spellings[0])
                    unit.aliases.append(UnitAlias(alias=spelling[:_NAME], key=known_by))
            self.tx.add(unit)
            made[key] = unit
        self.tx.flush()
        found |= {key: unit.id for key, unit in made.items()}
        for key, unit in made.items():
            take_in(self.tx, unit, {key, unit.key, *(alias.key for alias in unit.aliases)})
        return found

    # -- the rows -------------------------------------------------------------------------------------------------------

    def _insert(
        self,
        line: OpenEntry,
        batch_id: uuid.UUID,
        unit_ids: dict[str, uuid.UUID],
        group_ids: dict[str, uuid.UUID],
        asked: dict[str, str],
        totals: Totals,
    ) -> None:
        inserting = Inserting(self.tx, self.plan, line, batch_id, unit_ids, group_ids, asked, totals.add)
        total = sum(len(sheet.rows) for file in self.plan.files for sheet in file.sheets)
        done = 0
        others: list[uuid.UUID] = []
        for file in self.plan.files:
            for sheet in file.sheets:
                inserting.begin(PurePath(file.file).name[:_NAME], sheet.name[:_NAME])
                for row in sheet.rows:
                    if done % _EVERY == 0:
                        self._step(done, total)
                    done += 1
                    refused = bool(self.refused) and (file.file, sheet.name, row.key) in self.refused
                    key = inserting.take(row, refused=refused)
                    if key and self._is_another((file.file, sheet.name, row.key)):
                        others.append(uuid.UUID(key))
        inserting.finish()
        self._remember_two(others)
        self._step(total, total)

    def _is_another(self, place: Place) -> bool:
        """Whether the organizer said of a row that it is nobody known."""
        matches = self.plan.options.matches
        return place in matches and matches[place] is None

    def _remember_two(self, ids: Sequence[uuid.UUID]) -> None:
        """Nobody is asked again about those who are nobody known."""
        if not ids:
            return
        names = self.tx.scalars(select(Attendee.name_key).where(Attendee.id.in_(ids))).all()
        alike = select(Attendee.id).where(
            Attendee.conference_id == self.conference_id,
            Attendee.state != AttendeeState.REMOVED,
            Attendee.name_key.in_(names),
        )
        people = attendees.get_attendees(self.tx, self.tx.scalars(alike).all())
        pairs = [(each.first.id, each.second.id) for each in suspected(people, frozenset())]
        distinct_pairs.remember(self.tx, self.conference_id, [each for each in pairs if {*each} & {*ids}])

    def _step(self, done: int, total: int) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(done, total)
