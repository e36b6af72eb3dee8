"""An office's own workbook filled: {{ fields }} in its cells, and the row with fields of a line written once for each line."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from desktop.domain.errors import InvalidInput, UnreadableFile
from desktop.excel.reading import zip_guard
from desktop.excel.reading.limits import MEGABYTE, Limits
from desktop.excel.writing.text_cells import clean, looks_like_formula
from desktop.wording.formats import typed_decimal_text

Value = str | int | float
LINE = "dong."
"""What the fields of a line begin with."""
LIMITS = Limits(file_bytes=5 * MEGABYTE, part_bytes=20 * MEGABYTE, total_bytes=60 * MEGABYTE, parts=500)
_FIELD = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_MOST_LINES = 20_000


def fields_of(path: Path) -> list[str]:
    """The fields that a workbook holds, in their order, each once. Raises UnreadableFile for what is no plain .xlsx."""
    found = (name for sheet in _opened(path) for _row, names in _rows(sheet) for name in names)
    return list(dict.fromkeys(found))


def filled(path: Path, values: Mapping[str, Value], lines: Sequence[Mapping[str, Value]]) -> bytes:
    """The workbook with every field replaced; a cell that is a field alone becomes a number where that is one.

    Raises UnreadableFile, and InvalidInput("layout.unknown_field") naming a field that nothing is known for.
    """
    book = _opened(path)
    for sheet in book:
        _fill(book, sheet, values, lines[:_MOST_LINES])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _opened(path: Path) -> Any:
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            raise UnreadableFile("layout.too_large", file=path.name, limit=LIMITS.file_bytes // MEGABYTE)
        zip_guard.check(path, LIMITS)
        return load_workbook(path)
    except UnreadableFile as problem:
        code = problem.code if problem.code.startswith("layout.") else "layout.no_workbook"
        raise UnreadableFile(code, file=path.name, limit=LIMITS.file_bytes // MEGABYTE) from problem
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        zipfile.BadZipFile,
        InvalidFileException,
    ) as problem:
        raise UnreadableFile("layout.no_workbook", file=path.name) from problem


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold fields, with them."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        names = [name for cell in row if isinstance(cell.value, str) for name in _FIELD.findall(cell.value)]
        if names:
            yield number, names


def _fill(book: Any, sheet: Any, values: Mapping[str, Value], lines: Sequence[Mapping[str, Value]]) -> None:
    of_lines = [number for number, names in _rows(sheet) if any(name.startswith(LINE) for name in names)]
    for number in reversed(of_lines):  # from below, so that those above keep their numbers
        _repeat(book, sheet, number, len(lines))
    known = {f"{LINE}{name}" for line in lines[:1] for name in line}
    starts = [number + place * max(0, len(lines) - 1) for place, number in enumerate(of_lines)]
    for number, names in list(_rows(sheet)):
        start = next((each for each in starts if each <= number < each + max(1, len(lines))), None)
        line = lines[number - start] if start is not None and lines else {}
        here = {**values, **{f"{LINE}{name}": value for name, value in line.items()}}
        if start is not None and not lines:
            here |= dict.fromkeys((name for name in names if name.startswith(LINE)), "")
        for name in names:
            if name not in here and name not in known:
                raise InvalidInput("layout.unknown_field", field="file", value=name, known=", ".join(sorted(values)))
        for cell in sheet[number]:
            if isinstance(cell.value, str) and _FIELD.search(cell.value):
                _write(cell, here)


def _write(cell: Any, values: Mapping[str, Value]) -> None:
    alone = _FIELD.fullmatch(cell.value.strip())
    value: Value = values[alone[1]] if alone else _FIELD.sub(lambda found: _said(values.get(found[1], "")), cell.value)
    if isinstance(value, str):
        text = clean(value)
        cell.value, cell.data_type = text, "s"  # never a formula, whatever it says
        cell.quotePrefix = looks_like_formula(text)
    else:
        cell.value = value


def _said(value: Value) -> str:
    """A value among words: a whole number without a fraction, a decimal comma as in Vietnamese forms."""
    return typed_decimal_text(value, 6) if isinstance(value, float) else str(value)


_REFERENCE = re.compile(r"(\$?[A-Z]{1,3})(\$?)(\d+)(?::(\$?[A-Z]{1,3})(\$?)(\d+))?(?![\w(])")
"""A cell or a range of cells in a formula."""


def _moved(formula: str, own: str, sheet: str, number: int, more: int) -> str:
    """A formula of the sheet `own` after `more` rows were put below row `number` of `sheet`.

    What stood below is meant where it stands now, and a range that holds the row, all that came of it.
    """

    def row(text: str, *, last: bool) -> str:
        place = int(text)
        return str(place + more if place > number or (last and place == number) else place)

    def reference(found: re.Match[str]) -> str:
        column, fixed, first, to, to_fixed, last = found.groups()
        if to is None:
            return f"{column}{fixed}{row(first, last=False)}"
        return f"{column}{fixed}{row(first, last=False)}:{to}{to_fixed}{row(last, last=True)}"

    parsed = Tokenizer(formula)
    for token in parsed.items:
        if token.type != Token.OPERAND or token.subtype != Token.RANGE:
            continue
        named, sign, cells = token.value.rpartition("!")
        if (named.strip("'").replace("''", "'") if sign else own) == sheet:
            token.value = f"{named}{sign}{_REFERENCE.sub(reference, cells)}"
    moved: str = parsed.render()  # type: ignore[no-untyped-call]
    return moved


def _move_formulas(book: Any, sheet: Any, number: int, more: int) -> None:
    """Let every formula of the workbook mean the cells that it meant before rows were put into a sheet."""
    for own in book.worksheets:
        for line in own.iter_rows():
            for cell in line:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = _moved(cell.value, own.title, sheet.title, number, more)


def _repeat(book: Any, sheet: Any, number: int, times: int) -> None:
    """Make so many rows of one, what stands below goes down; merged cells, heights and formulas go along."""
    more = max(0, times - 1)
    if not more:
        return
    wide = sheet.max_column
    merged = list(sheet.merged_cells.ranges)
    heights = {row: sheet.row_dimensions[row].height for row in range(number, sheet.max_row + 1)}
    template = [(cell.coordinate, cell.value, copy.copy(cell._style)) for cell in sheet[number]]
    for each in merged:
        sheet.unmerge_cells(each.coord)
    sheet.insert_rows(number + 1, more)
    _move_formulas(book, sheet, number, more)
    for each in merged:
        if each.min_row > number:
            each.shift(row_shift=more)
        sheet.merge_cells(each.coord)
    in_row = [each for each in merged if each.min_row == each.max_row == number]
    for place in range(1, more + 1):
        for column, (origin, value, style) in enumerate(template[:wide], start=1):
            cell = sheet.cell(number + place, column)
            is_formula = isinstance(value, str) and value.startswith("=")
            cell.value = Translator(value, origin).translate_formula(cell.coordinate) if is_formula else value
            cell._style = copy.copy(style)
        for each in in_row:
            sheet.merge_cells(
                CellRange(
                    min_col=each.min_col, max_col=each.max_col, min_row=number + place, max_row=number + place
                ).coord
            )
    for row, height in heights.items():
        sheet.row_dimensions[row if row == number else row + more].height = height
    for place in range(1, more + 1):
        sheet.row_dimensions[number + place].height = heights.get(number)
