"""inspect: what the reader sees in files, and how the import understands it; needs no data file."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.domain.importing import Clue, RowKind
from desktop.i18n import _
from desktop.wording import field, row_clues


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    seen = add(commands, "inspect", run, _("show what the reader sees in files"), json=True)
    seen.add_argument("files", metavar=_("FILE"), nargs="+")
    seen.add_argument("--cells", action="store_true", help=_("with the values of all cells"))
    seen.add_argument(
        "--why",
        action="store_true",
        help=_("how each sheet is understood: its columns, and every row with its reasons"),
    )


_LONGEST = 100
_NO_WEIGHT = 0.05
"""A clue of less only breaks ties."""


def run(args: argparse.Namespace) -> int:
    """Tell of each file; 1 when one can't be read."""
    from desktop.excel.reading.reader import Reader, expand
    from desktop.excel.understanding.inspecting import inspect

    failed = False
    with Reader() as reader:
        for path in expand(args.files):
            with output.quiet_stdout():
                seen = inspect(path, cells=args.cells, why=args.why, reader=reader)
            if seen["error"]:
                failed = True
                seen["error"] = output.message(seen["error"]["code"], seen["error"]["details"])
            _add_sentences(seen)
            if args.json or args.cells:
                output.document(seen)
            else:
                _tell_file(seen)
    return 1 if failed else 0


def _add_sentences(seen: dict[str, Any]) -> None:
    """Sentences in the place of codes and details."""
    for sheet in seen["sheets"]:
        for table in sheet.get("tables", ()):
            table["notices"] = [output.message(**notice) for notice in table["notices"]]
            for judged in (*table["columns"], *table["rows"]):
                judged["why"] = [_reason(Clue(**clue)) for clue in judged["why"]]


def _reason(clue: Clue) -> dict[str, object]:
    return {**output.message(clue.code, clue.details), "weight": clue.weight}


def _tell_file(seen: dict[str, Any]) -> None:
    error = seen["error"]
    if isinstance(error, dict):
        output.result(f"{seen['file']}: {error['message']}")
        return
    output.result(_("{file}: {kind}, read by {reader}").format_map(seen))
    for sheet in seen["sheets"]:
        line = (
            _("  {name}: {rows} rows, {cells} cells (hidden)")
            if sheet["hidden"]
            else _("  {name}: {rows} rows, {cells} cells")
        )
        output.result(line.format_map(sheet))
        for table in sheet.get("tables", ()):
            _tell_table(table)


def _tell_table(table: dict[str, Any]) -> None:
    """How a list was understood: its notices, its unit, its columns, its rows."""
    from desktop.excel.reading.sink import letters

    for notice in table["notices"]:
        output.result(f"    {notice['message']}")
    for unit in table["units"]:
        where = {
            "title": _("from the title"),
            "sheet": _("from the sheet's name"),
            "file": _("from the file's name"),
            "foot": _("from the signature"),
        }
        line = _("    Unit of the sheet, perhaps: {name} [{where} ({weight})]")
        output.result(line.format(name=unit["name"], where=where[unit["from"]], weight=f"{unit['weight']:+.1f}"))
    if not table["rows"]:
        return
    output.result(_("    Columns"))
    for column in table["columns"]:
        name = field.heading(column["field"]) if column["field"] else "–"
        output.result(f"    {letters(column['column']):>4}  {_cut(column['heading']) or '–'} → {name}{_why(column)}")
    output.result(_("    Rows"))
    for row in table["rows"]:
        kind = row_clues.kind(RowKind(row["kind"]))
        output.result(f"    {row['row']:>4}  {kind}: {_cut(row['text'])}{_why(row)}{_doubt(row)}")


def _why(judged: dict[str, Any]) -> str:
    """The reasons with how much each weighs, where it was weighed."""
    words = [
        f"{clue['message']} ({clue['weight']:+.1f})" if clue["weight"] else clue["message"]
        for clue in judged["why"]
        if not 0 < abs(clue["weight"]) < _NO_WEIGHT
    ]
    return f" [{'; '.join(words)}]" if words else ""


def _doubt(row: dict[str, Any]) -> str:
    if row["second"] is None:
        return ""
    words = _(" – or {kind}, by {margin}")
    return words.format(kind=row_clues.kind(RowKind(row["second"])), margin=f"{row['margin']:.1f}")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
