"""The workbook of figures as an office lays it out: its own file, kept in the data folder, filled instead of the program's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from desktop import own_files, paths
from desktop.domain.errors import InvalidInput
from desktop.domain.training_figures import Count, Figures
from desktop.excel.writing import layout_filler
from desktop.excel.writing.layout_filler import Value
from desktop.full_disk import cannot_write
from desktop.i18n import _, pgettext
from desktop.whole_file import write_whole
from desktop.wording import training
from desktop.wording.formats import date_text

FIELDS: Mapping[str, Callable[[], str]] = {
    "tu_ngay": lambda: _("the first day"),
    "den_ngay": lambda: _("the last day"),
    "phan_theo": lambda: _("what the lines are: unit, kind of programme …"),
    "ngay_lap": lambda: _("the day of making it"),
    "so_nguoi": lambda: _("all people, each once"),
    "so_luot": lambda: _("all turns"),
    "so_tiet": lambda: _("all training hours"),
    "so_tien": lambda: _("all that was paid, in đồng"),
}
"""What may stand in the office's workbook as {{ field }}, in words."""
LINE_FIELDS: Mapping[str, Callable[[], str]] = {
    "stt": lambda: _("the line's number"),
    "ten": lambda: _("what the line is called"),
    "so_nguoi": lambda: _("its people, each once"),
    "so_luot": lambda: _("its turns"),
    "so_tiet": lambda: _("its training hours"),
    "so_tien": lambda: _("what was paid, in đồng"),
}
"""The same in the row that is repeated for each line: {{ dong.ten }}."""


def path() -> Path:
    """Where the office's workbook stands, if it has one."""
    return paths.data_folder() / "excel" / "figures.xlsx"


def is_kept() -> bool:
    """Whether the office has a workbook of its own."""
    return path().is_file()


def keep(source: Path) -> list[str]:
    """Take a workbook as the office's; the fields found in it.

    Raises UnreadableFile, InvalidInput("layout.unknown_field", "layout.no_fields").
    """
    found = layout_filler.fields_of(source)
    known = {*FIELDS, *(f"{layout_filler.LINE}{name}" for name in LINE_FIELDS)}
    for name in found:
        if name not in known:
            raise InvalidInput("layout.unknown_field", field="file", value=name, known=", ".join(sorted(known)))
    if not found:
        raise InvalidInput("layout.no_fields", field="file", file=source.name)
    try:
        data = source.read_bytes()
        own_files.make_folder(path().parent)
    except OSError as problem:
        raise cannot_write(problem, path().name) from problem
    write_whole(path(), data)
    return found


def remove() -> None:
    """Go back to the program's own."""
    try:
        with suppress(FileNotFoundError):
            path().unlink()
    except OSError as problem:
        raise cannot_write(problem, path().name) from problem


def filled(figures: Figures, *, today: dt.date) -> bytes:
    """The office's workbook with these figures. Raises UnreadableFile, InvalidInput as `keep`."""
    by = figures.by
    whole: dict[str, Value] = {
        "tu_ngay": date_text(figures.first),
        "den_ngay": date_text(figures.last),
        "phan_theo": training.by(by) if by is not None else "",
        "ngay_lap": date_text(today),
        **_count(figures.total),
    }
    lines: list[dict[str, Value]] = [
        {"stt": place, "ten": training.line_name(by, line.key), **_count(line.count)}
        for place, line in enumerate(figures.lines if by is not None else (), start=1)
        if by is not None
    ]
    return layout_filler.filled(path(), whole, lines)


def standard() -> bytes:
    """A workbook to begin from, with every field."""
    from desktop.excel.writing.table_writer import SheetColumn, TableContent, table_bytes

    def field(name: str) -> str:
        return f"{{{{ {name} }}}}"

    columns = (
        ("stt", _("No.")),
        ("ten", field("phan_theo")),
        ("so_nguoi", pgettext("figures", "People")),
        ("so_luot", _("Turns")),
        ("so_tiet", _("Training hours")),
        ("so_tien", _("Paid (đồng)")),
    )
    title = _("Figures {dates}").format(dates=f"{field('tu_ngay')} – {field('den_ngay')}")
    return table_bytes(
        TableContent(
            title=_("Figures"),
            columns=tuple(SheetColumn(name, heading) for name, heading in columns),
            rows=[
                [field(f"{layout_filler.LINE}{name}") for name, _heading in columns],
                ["", _("Total"), *(field(name) for name in ("so_nguoi", "so_luot", "so_tiet", "so_tien"))],
                ["", title, "", "", "", ""],
            ],
        )
    )


def _count(count: Count) -> dict[str, Value]:
    return {"so_nguoi": count.people, "so_luot": count.turns, "so_tiet": count.hours, "so_tien": count.paid}
