"""inspect: what the reader sees in files; needs no record."""

from __future__ import annotations

import argparse

from desktop.commands import talk
from desktop.excel.inspect import inspect
from desktop.excel.reader import Reader, expand
from desktop.i18n import _


def run(given: argparse.Namespace) -> int:
    """Tell of each file; 1 when one can't be read."""
    failed = False
    with Reader() as reader:
        for path in expand(given.files):
            with talk.quiet_stdout():
                seen = inspect(path, cells=given.cells, reader=reader)
            if seen["error"]:
                failed = True
                seen["error"] = talk.message(seen["error"]["code"], seen["error"]["details"])
            if given.json or given.cells:
                talk.document(seen)
            else:
                _tell_seen(seen)
    return 1 if failed else 0


def _tell_seen(seen: dict[str, object]) -> None:
    error = seen["error"]
    if isinstance(error, dict):
        talk.result(f"{seen['file']}: {error['message']}")
        return
    talk.result(_("{file}: {kind}, read by {reader}").format_map(seen))
    sheets = seen["sheets"]
    for sheet in sheets if isinstance(sheets, list) else []:
        line = (
            _("  {name}: {rows} rows, {cells} cells (hidden)")
            if sheet["hidden"]
            else _("  {name}: {rows} rows, {cells} cells")
        )
        talk.result(line.format_map(sheet))
