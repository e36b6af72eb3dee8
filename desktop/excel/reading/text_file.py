"""Reading .csv, .tsv and plain text: the encoding by strict steps, the delimiter by how evenly it cuts.

Detectors that guess from letter statistics are often wrong on short Vietnamese lists; the steps here
are few and sure: a byte order mark, then strict UTF-8, then the Vietnamese Windows code page, and the
last is told so that the preview can be looked at.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from pathlib import Path

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.csv_rows import CsvRows, read_rows
from desktop.excel.reading.file_types import encoding_without_mark
from desktop.excel.reading.sink import Sink, ranges

# UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8_MARK = b"\xef\xbb\xbf"
_DELIMITERS = (";", ",", "\t", "|")
_STRAY_TONE = re.compile("(?<![aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ])[\u0300\u0301\u0303\u0309\u0323]")
_SEP = re.compile(r"\"?sep=(.)\"?(?:\r\n?|\n|$)", re.IGNORECASE)


def read(path: Path, kind: str, sink: Sink) -> None:
    """Put a delimited text into the sink, as one sheet named like the file."""
    text, encoding, lost = decode(path.read_bytes())
    if not text.strip():
        raise UnreadableFile("file.empty")
    first = _SEP.match(text)
    if first:  # Excel's own hint in the first line
        text = text[first.end() :]
    delimiter = first[1] if first else sniff(text)
    sink.start(kind, "csv")
    if encoding not in ("utf-8", "utf-16", "utf-32"):
        sink.notice("encoding.guessed", file=path.name, encoding=encoding)
    if lost:
        sink.notice("text.unreadable_bytes", file=path.name, count=lost)
    sink.sheet(path.stem)
    found = read_rows(text, delimiter) if delimiter else CsvRows([[line] for line in text.splitlines()])
    above = 1 + bool(first)
    for number, row in enumerate(found.rows, above):
        if len(row) > sink.limits.columns:
            raise UnreadableFile("file.damaged")
        sink.row(number, row)
    sink.end_sheet()
    told = {"quotes.stray": found.stray_quotes, "rows.joined": found.joined, "rows.too_long": found.too_long}
    for code, rows in told.items():
        if rows:
            sink.notice(code, sheet=path.stem, count=len(rows), rows=ranges([row - 1 + above for row in rows]))


def decode(content: bytes, declared: str | None = None) -> tuple[str, str, int]:
    """The text, the encoding it was in, and how many of its bytes fit no letter."""
    marked = False
    while content.startswith(_UTF8_MARK):  # some programs put the mark twice
        content = content.removeprefix(_UTF8_MARK)
        marked = True
    for mark, encoding in _MARKS:
        if not marked and content.startswith(mark):
            return _settle(content.decode(encoding, "replace"), encoding)
    bare = None if marked else encoding_without_mark(content)
    if bare:
        return _settle(content.decode(bare, "replace"), bare)
    try:
        return _settle(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if marked:
            return _settle(content.decode("utf-8", "replace"), "utf-8")
    if declared:
        try:
            return _settle(content.decode(declared), declared)
        except (LookupError, UnicodeDecodeError):
            pass
    text = content.decode("cp1258", "replace")
    if len(_STRAY_TONE.findall(text)) * 5 > sum(map(text.count, "\u0300\u0301\u0303\u0309\u0323")):
        # Tones where no vowel stands: not this code page. Western keeps TCVN3's bytes apart for its own decoding.
        return _settle(content.decode("cp1252", "replace"), "windows-1252")
    return _settle(unicodedata.normalize("NFC", text), "windows-1258")


def _settle(text: str, encoding: str) -> tuple[str, str, int]:
    text = text.lstrip("\ufeff").replace("\0", "")
    return text, encoding, text.count("\ufffd")


def sniff(text: str) -> str:
    """The delimiter that cuts most lines into the same number of fields; "" when none cuts anything."""
    sample = text[:64_000]
    best, best_score = "", 0.0
    for delimiter in _DELIMITERS:
        rows = _sample_rows(sample, delimiter, whole=len(sample) == len(text))
        widths = Counter(len(row) for row in rows if any(field.strip() for field in row))
        cut = {width: count for width, count in widths.items() if width > 1}
        if not cut:
            continue
        width, count = max(cut.items(), key=lambda item: (item[1] * min(item[0], 12), item[0]))
        near = sum(number for other, number in cut.items() if abs(other - width) <= 1)
        score = (count + near / 2) / sum(widths.values()) * min(width, 12) ** 0.5
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample_rows(sample: str, delimiter: str, *, whole: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) >= 200:
                return rows
    except csv.Error:
        return rows
    return rows if whole else rows[:-1]
