"""attendance --from: marks brought back from a workbook."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import output
from desktop.domain.backups import Reason
from desktop.domain.marks_import import CellAction, MarkCell, MarksPlan, MarksReport
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording import marks, sentence

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.services.opening import Database, Transaction


_ORDER = (CellAction.SAME, CellAction.FILL, CellAction.CHANGE, CellAction.ERROR)


def bring_back(database: Database, args: argparse.Namespace) -> int:
    """Read the workbook, plan, and unless it is a dry run write; 1 when a cell or the file was refused."""
    from desktop.services import backups, conferences
    from desktop.services.attendance import workbook_import

    with output.quiet_stdout(), output.progress(_("Reading")) as progress:
        loaded = workbook_import.load(args.source, progress=progress)

    def look(tx: Transaction) -> tuple[ConferenceView, MarksPlan]:
        view = conferences.find_conference(tx, args.conference)
        return view, workbook_import.plan(tx, view.id, loaded)

    view, plan = database.read(look)
    report: MarksReport | None = None
    if not args.dry_run and plan.error is None:
        chosen = plan.places(CellAction.FILL) + (plan.places(CellAction.CHANGE) if args.changes else [])
        backups.before(database, Reason.IMPORT)
        report = database.write(lambda tx: workbook_import.apply(tx, plan, chosen))
    if args.json:
        output.document(_document(view.title, plan, report))
    else:
        _tell(plan, report, changes=args.changes)
    refused = plan.error or plan.count(CellAction.ERROR) or (report and report.meanwhile)
    return 1 if refused else 0


def _document(conference: str, plan: MarksPlan, report: MarksReport | None) -> dict[str, object]:
    written = None
    if report is not None:
        written = {"filled": report.filled, "changed": report.changed, "changed_meanwhile": len(report.meanwhile)}
    return {
        "conference": conference,
        "file": plan.file,
        "dry_run": report is None,
        "error": output.message(plan.error.code, plan.error.details) if plan.error else None,
        "sessions": list(plan.sessions),
        "totals": {str(action): plan.count(action) for action in _ORDER},
        "written": written,
        "notices": [output.message(notice.code, notice.details) for notice in plan.notices],
        "cells": [_plain(cell) for cell in plan.cells],
    }


def _plain(cell: MarkCell) -> dict[str, object]:
    return {
        "sheet": cell.sheet,
        "row": cell.row,
        "column": cell.column,
        "code": cell.code,
        "full_name": cell.full_name,
        "unit": cell.unit,
        "session": cell.session,
        "action": str(cell.action),
        "text": cell.text,
        "before": cell.before or None,
        "after": str(cell.after) if cell.after else None,
        "problem": output.message(cell.problem.code, cell.problem.details) if cell.problem else None,
    }


def _tell(plan: MarksPlan, report: MarksReport | None, *, changes: bool) -> None:
    if plan.error is not None:
        output.say(sentence(plan.error.code, plan.error.details))
        return
    for notice in plan.notices:
        output.say(sentence(notice.code, notice.details))
    for cell in plan.cells:
        where = marks.place(cell.sheet, cell.row, cell.column)
        if cell.problem is not None:
            output.result(f"{where}: {marks.action(cell.action)}: {sentence(cell.problem.code, cell.problem.details)}")
        elif cell.action is CellAction.CHANGE and cell.after is not None:
            line = _("{where}: {name}, {session}: {before} → {after}")
            output.result(
                line.format(
                    where=where,
                    name=cell.full_name,
                    session=cell.session,
                    before=marks.stands(cell.before),
                    after=words.status(cell.after),
                )
            )
    for cell in report.meanwhile if report else ():
        line = _("{where}: {name}: somebody else said something meanwhile, so it was left alone")
        output.result(line.format(where=marks.place(cell.sheet, cell.row, cell.column), name=cell.full_name))
    totals = {str(action): plan.count(action) for action in _ORDER}
    if report is None:
        line = _("To fill in {fill}, different {change}, the same {same}, refused {error}: nothing written yet")
        output.result(line.format_map(totals))
        return
    line = _("Filled in {filled}, changed {changed}, the same {same}, refused {error}")
    output.result(line.format(filled=report.filled, changed=report.changed, **totals))
    if totals["change"] and not changes:
        output.say(_("What differs stays as it is; “--changes” takes the workbook's word."))
