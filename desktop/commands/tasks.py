"""tasks list | give | commit | progress | extend, with those of `task_sheets`: what units were told to do after a conference, and how far they are."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output, task_sheets
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.tasks import Extension, Indicator, NewTask, ProgressEntry, TaskState, TaskView
from desktop.i18n import _, ngettext
from desktop.wording import tasks as words
from desktop.wording.formats import units_text

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from desktop.domain.tasks import Given
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "tasks", _("tasks of units after a conference"))
    listed = add_on_database(family, "list", show, _("list the tasks, the most pressing first"), json=True)
    arguments.conference(listed)
    _units(listed, _("only of this unit; may be repeated"))
    states = [str(state) for state in TaskState]
    listed.add_argument("--state", action="append", default=[], choices=states, help=_("only in this state"))
    listed.add_argument("--kind", metavar=_("KIND"), default="", help=_("only of this kind"))
    _as_of(listed)
    _add_give(family)
    _add_changes(family)
    task_sheets.add_to(family)


def _add_give(family: Subcommands) -> None:
    given = add_on_database(family, "give", give, _("give tasks to units"), json=True)
    arguments.conference(given)
    text = _("what is to be done; repeated, each unit gets all of them")
    given.add_argument("--content", metavar=_("TEXT"), action="append", required=True, help=text)
    given.add_argument("--kind", metavar=_("KIND"), default="", help=_("kind of task, in the office's words"))
    _units(given, _("a unit that gets them; may be repeated"))
    text = _("every unit in use of this kind gets them: ward, public_school …; may be repeated")
    given.add_argument("--all-of", metavar=_("KIND"), action="append", default=[], help=text)
    given.add_argument("--due", metavar=_("DATE"), type=arguments.date, required=True, help=_("deadline"))
    given.add_argument("--target", metavar=_("TEXT"), default="", help=_("target in words"))
    given.add_argument(
        "--responsible", metavar=_("TEXT"), default="", help=_("who is responsible (the head of the unit unless told)")
    )
    given.add_argument("--staff", metavar=_("TEXT"), default="", help=_("who works on it"))
    given.add_argument("--with-unit", metavar=_("TEXT"), action="append", default=[], help=_("a unit that helps"))
    given.add_argument("--indicator", metavar=_("TEXT"), default="", help=_("what is measured"))
    given.add_argument("--goal", metavar="N", type=_number, help=_("where the indicator is to come"))
    given.add_argument("--start", metavar="N", type=_number, help=_("where the indicator is now"))
    given.add_argument("--measure", metavar=_("TEXT"), default="", help=_("what the indicator is counted in"))
    _as_of(given)


def _add_changes(family: Subcommands) -> None:
    said = add_on_database(family, "commit", commit, _("write down a unit's commitment"), json=True)
    _task(said)
    said.add_argument("--target", metavar=_("TEXT"), help=_("target in words"))
    said.add_argument("--goal", metavar="N", type=_number, help=_("where the indicator is to come"))
    said.add_argument("--due", metavar=_("DATE"), type=arguments.date, help=_("an earlier deadline that it promises"))
    said.add_argument("--responsible", metavar=_("TEXT"), help=_("who is responsible"))
    said.add_argument("--staff", metavar=_("TEXT"), help=_("who works on it"))
    _as_of(said)
    told = add_on_database(family, "progress", progress, _("write down how far a task is"), json=True)
    _task(told)
    told.add_argument("--on", metavar=_("DATE"), type=arguments.date, required=True, help=_("day of which it is told"))
    told.add_argument("--value", metavar="N", type=_number, help=_("of the indicator"))
    told.add_argument("--percent", metavar="N", type=_number, help=_("how much is done"))
    told.add_argument("--text", metavar=_("TEXT"), default="", help=_("in words"))
    told.add_argument("--evidence", metavar=_("FILE"), default="", help=_("name of the file that shows it"))
    told.add_argument("--by", metavar=_("NAME"), default="", help=_("who says so"))
    _as_of(told)
    later = add_on_database(family, "extend", extend, _("grant a later deadline"), json=True)
    _task(later)
    later.add_argument("--to", metavar=_("DATE"), type=arguments.date, required=True, help=_("the new deadline"))
    later.add_argument("--reason", metavar=_("TEXT"), required=True, help=_("why"))
    text = _("day it was granted on; days before it know nothing of it (unless told, every day counts with it)")
    later.add_argument("--on", metavar=_("DATE"), type=arguments.date, help=text)
    later.add_argument("--asked", metavar=_("DATE"), type=arguments.date, help=_("day it was asked for"))
    _as_of(later)


def _task(command: argparse.ArgumentParser) -> None:
    command.add_argument("task", metavar=_("TASK"), help=_("code of the task, as “tasks list” shows it"))


def _units(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--unit", metavar=_("NAME"), action="append", default=[], help=text)


def _as_of(command: argparse.ArgumentParser) -> None:
    text = _("how things stand on that day (today unless told)")
    command.add_argument("--as-of", metavar=_("DATE"), type=arguments.date, help=text)


def _number(text: str) -> float:
    """A number as people write it: 12, 12.5, 12,5, 80%."""
    from desktop.domain.decimals import read_decimal

    if (value := read_decimal(text)) is not None:
        return value
    raise argparse.ArgumentTypeError(_("“{value}” is not a number").format(value=text))


def show(database: Database, args: argparse.Namespace) -> int:
    """List the tasks as they stand."""
    from desktop.services import conferences, lookup, tasks

    def work(tx: Transaction) -> list[TaskView]:
        view = conferences.find_conference(tx, args.conference)
        unit_ids = [lookup.unit_of_then(tx, name) for name in args.unit]
        states = [TaskState(state) for state in args.state]
        return tasks.list_tasks(tx, view.id, unit_ids=unit_ids, states=states, kind=args.kind, as_of=args.as_of)

    found = database.read(work)
    if args.json:
        output.document({"tasks": [plain(each) for each in found]})
        return 0
    output.table([_line(each) for each in found])
    if not found:
        output.say(_("No task of this kind: “tasks give CONFERENCE --content …” gives one."))
    return 0


def give(database: Database, args: argparse.Namespace) -> int:
    """Give each task to each unit."""
    from desktop.services import conferences, lookup, tasks

    indicator = Indicator(args.indicator, args.measure, args.start, args.goal)
    new = [
        NewTask(
            content=content,
            due=args.due,
            kind=args.kind,
            target=args.target,
            indicator=indicator,
            responsible=args.responsible,
            staff=args.staff,
            co_units=tuple(args.with_unit),
        )
        for content in args.content
    ]

    def work(tx: Transaction) -> Given:
        view = conferences.find_conference(tx, args.conference)
        unit_ids: list[uuid.UUID] = [lookup.unit(tx, name) for name in args.unit]
        for kind in args.all_of:
            unit_ids += lookup.units_of_kind(tx, kind)
        return tasks.give(tx, view.id, unit_ids, new)

    given = database.write(work)
    views = _as_they_stand(database, [each.id for each in given.tasks], args.as_of)
    if args.json:
        already = [{"unit": unit, "content": content} for unit, content in given.already]
        output.document({"tasks": [plain(each) for each in views], "already": already})
        return 0
    output.table([(each.code, each.unit, each.content) for each in views])
    units = units_text(len({each.unit_id for each in views}))
    line = ngettext("{count} task given to {units}.", "{count} tasks given to {units}.", len(views))
    output.say(line.format(count=len(views), units=units))
    for unit, content in given.already:
        output.say(_("{unit} has this task already: “{content}”").format(unit=unit, content=content))
    return 0


def commit(database: Database, args: argparse.Namespace) -> int:
    """Write down a unit's commitment."""
    from desktop.services import tasks

    def work(tx: Transaction) -> TaskView:
        return tasks.commit(
            tx,
            tasks.find_task(tx, args.task),
            target=args.target,
            goal=args.goal,
            due=args.due,
            responsible=args.responsible,
            staff=args.staff,
        )

    return _told(database, args, database.write(work))


def progress(database: Database, args: argparse.Namespace) -> int:
    """Write down how far a task is."""
    from desktop.services import tasks

    entry = ProgressEntry(
        on=args.on, percent=args.percent, value=args.value, text=args.text, evidence=args.evidence, said_by=args.by
    )

    def work(tx: Transaction) -> TaskView:
        return tasks.report(tx, tasks.find_task(tx, args.task), entry, as_of=args.as_of)

    return _told(database, args, database.write(work))


def extend(database: Database, args: argparse.Namespace) -> int:
    """Grant a later deadline."""
    from desktop.services import tasks

    given = Extension(to=args.to, reason=args.reason, granted_on=args.on, asked_on=args.asked)
    return _told(database, args, database.write(lambda tx: tasks.extend(tx, tasks.find_task(tx, args.task), given)))


def _told(database: Database, args: argparse.Namespace, task: TaskView) -> int:
    (view,) = _as_they_stand(database, [task.id], args.as_of)
    if args.json:
        output.document(plain(view))
    else:
        output.table([_line(view)])
    return 0


def _as_they_stand(database: Database, ids: Sequence[uuid.UUID], as_of: dt.date | None) -> list[TaskView]:
    from desktop.services import tasks

    return database.read(lambda tx: tasks.get_tasks(tx, ids, as_of=as_of))


def _line(task: TaskView) -> tuple[str, ...]:
    done = words.percent(task.percent) or "–"
    state = f"{words.sign(task.state)} {words.standing_text(task.standing)}"
    return task.code, state, words.due_text(task), done, words.unit_text(task), " ".join(task.content.split())


def plain(task: TaskView) -> dict[str, Any]:
    """A task as JSON holds it."""
    indicator = task.indicator
    return {
        "id": task.code,
        "unit": task.unit,
        "given_to": task.given_to,
        "content": task.content,
        "kind": task.kind,
        "responsible": words.responsible_text(task),
        "due": task.due.isoformat(),
        "given_due": task.given_due.isoformat(),
        "state": str(task.state),
        "days_late": task.standing.days_late,
        "done_on": task.standing.done_on.isoformat() if task.standing.done_on else None,
        "committed": task.committed,
        "percent": task.percent,
        "target": task.target,
        "indicator": {
            "name": indicator.name,
            "measure": indicator.measure,
            "start": indicator.start,
            "goal": indicator.goal,
        },
        "staff": task.staff,
        "co_units": list(task.co_units),
        "progress": [
            {
                "on": each.on.isoformat(),
                "percent": each.percent,
                "value": each.value,
                "text": each.text,
                "evidence": each.evidence,
                "said_by": each.said_by,
            }
            for each in task.progress
        ],
        "extensions": [
            {
                "to": each.to.isoformat(),
                "reason": each.reason,
                "granted_on": each.granted_on.isoformat() if each.granted_on else None,
                "asked_on": each.asked_on.isoformat() if each.asked_on else None,
            }
            for each in task.extensions
        ],
    }
