"""Figures as a workbook: a sheet of numbers, and one of the turns that they count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.auditing import Leaving, Way
from desktop.domain.training_figures import By, Count, FigureLine, Figures, TurnLine
from desktop.excel.writing.table_writer import SheetColumn, TableContent, Value
from desktop.i18n import _, pgettext
from desktop.services import exporting
from desktop.services.auditing import leaving
from desktop.services.training import office_layout
from desktop.store.database import Database
from desktop.whole_file import write_whole
from desktop.wording import field, training
from desktop.wording.formats import dates_text

_FIELDS = ("full_name", "unit", "position", "role_group")


def save(database: Database, figures: Figures, lines: Sequence[TurnLine], path: Path) -> Path:
    """Write it as the office lays it out, else with a sheet of the turns beside; and a line of the audit.

    A name that does not end in .xlsx gets it. Raises AppError("file.cannot_write"), and as `office_layout.filled`.
    """
    if office_layout.is_kept():
        target = exporting.with_ending(path)
        write_whole(target, office_layout.filled(figures, today=dt.date.today()))
    else:
        target = exporting.save(numbers(figures), path, behind(figures, lines))
    leaving.write_leaving(database, Leaving(Way.FILE, "figures", figures.total.people, _FIELDS))
    return target


def numbers(figures: Figures) -> TableContent:
    """The sheet of numbers, the total last."""
    by = figures.by
    rows: list[Sequence[Value]] = [_named(by, line) for line in figures.lines] if by else []
    return TableContent(
        title=_("Figures"),
        columns=(
            SheetColumn("name", training.by(by) if by else dates_text(figures.first, figures.last)),
            SheetColumn("people", pgettext("figures", "People"), "number"),
            SheetColumn("turns", _("Turns"), "number"),
            SheetColumn("hours", _("Training hours"), "number"),
            SheetColumn("paid", _("Paid (đồng)"), "number"),
        ),
        rows=[*rows, (_("Total"), *_cells(figures.total))],
    )


def behind(figures: Figures, lines: Sequence[TurnLine]) -> TableContent:
    """The sheet of turns, each under the line that counts it."""
    by = figures.by
    first = (SheetColumn("line", training.by(by)),) if by else ()
    return TableContent(
        title=_("Behind the figures"),
        columns=(
            *first,
            SheetColumn("full_name", field.heading("full_name")),
            SheetColumn("unit", field.heading("unit")),
            SheetColumn("position", field.heading("position")),
            SheetColumn("role_group", field.heading("role_group")),
            SheetColumn("conference", _("Conference")),
            SheetColumn("starts_on", _("Day"), "date"),
            SheetColumn("hours", _("Training hours"), "number"),
            SheetColumn("paid", _("Paid (đồng)"), "number"),
        ),
        rows=[
            (
                *((training.line_name(by, line.line),) if by else ()),
                line.full_name,
                line.unit,
                line.position,
                line.group,
                line.conference,
                line.starts_on,
                line.hours,
                line.paid,
            )
            for line in lines
        ],
    )


def _named(by: By, line: FigureLine) -> tuple[Value, ...]:
    return training.line_name(by, line.key), *_cells(line.count)


def _cells(count: Count) -> tuple[Value, ...]:
    return count.people, count.turns, count.hours, count.paid
