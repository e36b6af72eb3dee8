"""The rows of a damaged data file, read page by page from its bytes (https://sqlite.org/fileformat2.html).

SQLite itself stops at the first page that is wrong. Here a page that is wrong is passed over: its neighbours, which hold
other rows, are read, also where the page above that led to them is lost.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from desktop.store import cipher_pages

Value: TypeAlias = int | float | str | bytes | None
_HEADER = b"SQLite format 3\x00"
_USUAL_SIZE = 4096
_LEAF, _INTERIOR = 0x0D, 0x05
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_LARGEST = 1 << 30
"""No value is larger than SQLite's own limit."""


class Broken(ValueError):
    """What should stand on a page does not."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row as it stands on its page; columns added to its table later are missing at the end."""

    rowid: int
    values: tuple[Value, ...]


class Pages:
    """The pages of a data file, plain or encrypted, with those that its log still holds, and which of them were read so far."""

    def __init__(self, path: Path) -> None:
        key = cipher_pages.key_of(path)
        self._data = path.read_bytes() if key is None else cipher_pages.opened(path.read_bytes(), key)
        head = self._data[:100]
        size = int.from_bytes(head[16:18], "big") if head.startswith(_HEADER) else 0
        size = 65_536 if size == 1 else size
        sound = 512 <= size <= 65_536 and not size & (size - 1)
        self.size = size if sound else _USUAL_SIZE
        reserved = head[20] if sound and head[20] <= cipher_pages.RESERVED else 0
        self._usable = self.size - (cipher_pages.RESERVED if key is not None else reserved)
        self._newer = _from_log(path.with_name(f"{path.name}-wal"), self.size)
        if key is not None:
            self._newer = {number: key.opened(number, page) for number, page in self._newer.items()}
        self.count = max([len(self._data) // self.size, *self._newer])
        self.expected = self._told_count() if sound else self.count
        """So many the file had, as its first page tells: more than there are when it was cut off."""
        self.seen: set[int] = set()
        """Pages that were read as part of a table, whole or not."""
        self.broken: set[int] = set()
        """Pages that could not be read though something leads to them."""

    def _told_count(self) -> int:
        told = int.from_bytes(self.page(1)[28:32], "big") if self.count else 0
        return max(self.count, told)

    def page(self, number: int) -> bytes:
        """One page. Raises Broken when the file ends before it."""
        found = self._newer.get(number) or self._data[(number - 1) * self.size : number * self.size]
        if number < 1 or len(found) < self.size:
            raise Broken(f"page {number}")
        return found

    def free(self) -> set[int]:
        """Pages that hold only what was deleted."""
        found: set[int] = set()
        try:
            trunk = int.from_bytes(self.page(1)[32:36], "big")
            while trunk and trunk not in found:
                found.add(trunk)
                page = self.page(trunk)
                trunk, count = struct.unpack(">II", page[:8])
                found.update(struct.unpack(f">{count}I", page[8 : 8 + 4 * count]))
        except (Broken, struct.error):
            pass
        return found

    def rows_under(self, root: int) -> Iterator[FoundRow]:
        """The rows of the table whose tree begins at this page, as far as it can be followed."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self.seen:
                continue
            self.seen.add(number)
            try:
                page = self.page(number)
                kind = page[_start(number)]
                if kind == _INTERIOR:
                    waiting += reversed(self._children(number, page))
                elif kind == _LEAF:
                    yield from self.rows_on(number)
                else:
                    raise Broken(f"page {number}")
            except (Broken, struct.error):
                self.broken.add(number)

    def rows_on(self, number: int) -> list[FoundRow]:
        """The rows of one page; those that can't be read are left out, and the page counts as broken. Raises Broken."""
        page = self.page(number)
        cells = self._cells(number, page, 8)
        found = []
        for place in cells:
            try:
                found.append(self._row(page, place))
            except (Broken, struct.error, IndexError, UnicodeDecodeError):
                self.broken.add(number)
        return found

    def stray(self) -> Iterator[int]:
        """Pages that look like rows of a table, and that nothing led to."""
        free = self.free()
        for number in range(1, self.count + 1):
            if number not in self.seen and number not in free:
                try:
                    if self.page(number)[_start(number)] == _LEAF and self._cells(number, self.page(number), 8):
                        yield number
                except (Broken, struct.error):
                    continue

    def _children(self, number: int, page: bytes) -> list[int]:
        start = _start(number)
        children = [struct.unpack_from(">I", page, place)[0] for place in self._cells(number, page, 12)]
        children.append(struct.unpack_from(">I", page, start + 8)[0])
        return children

    def _cells(self, number: int, page: bytes, header: int) -> Sequence[int]:
        start = _start(number)
        (count,) = struct.unpack_from(">H", page, start + 3)
        first = start + header
        if first + 2 * count > self._usable:
            raise Broken(f"page {number}")
        places: tuple[int, ...] = struct.unpack_from(f">{count}H", page, first)
        if any(not first + 2 * count <= place < self._usable for place in places):
            raise Broken(f"page {number}")
        return places

    def _row(self, page: bytes, place: int) -> FoundRow:
        length, place = _varint(page, place)
        rowid, place = _varint(page, place)
        if length > _LARGEST:
            raise Broken("length")
        return FoundRow(rowid - (1 << 64) if rowid >> 63 else rowid, _values(self._payload(page, place, length)))

    def _payload(self, page: bytes, place: int, length: int) -> bytes:
        most = self._usable - 35
        if length <= most:
            local = length
        else:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self._usable - 4)
            local = local if local <= most else least
        if place + local > self._usable:
            raise Broken("payload")
        parts, left = [page[place : place + local]], length - local
        more = struct.unpack_from(">I", page, place + local)[0] if left else 0
        met: set[int] = set()
        while left:
            if more in met:
                raise Broken("payload")
            met.add(more)
            page = self.page(more)
            more = struct.unpack_from(">I", page)[0]
            parts.append(page[4 : 4 + min(left, self._usable - 4)])
            left -= len(parts[-1])
        return b"".join(parts)


def _start(number: int) -> int:
    """Where a page's own header begins: the first page has the file's before it."""
    return 100 if number == 1 else 0


def _from_log(log: Path, size: int) -> dict[int, bytes]:
    """The pages of all transactions that a log holds whole."""
    try:
        data = log.read_bytes()
    except OSError:
        return {}
    if len(data) < 32 or struct.unpack_from(">I", data)[0] not in _WAL_MAGIC:
        return {}
    salts, found, open_ones = data[16:24], {}, {}
    for place in range(32, len(data) - size - 23, size + 24):
        number, committed = struct.unpack_from(">II", data, place)
        if data[place + 8 : place + 16] != salts:
            break
        open_ones[number] = data[place + 24 : place + 24 + size]
        if committed:
            found.update(open_ones)
            open_ones = {}
    return found


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for _byte in range(8):
        byte = data[place]
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place
    return value << 8 | data[place], place + 1


_FIXED: dict[int, tuple[int, Callable[[bytes], Value]]] = {
    0: (0, lambda _data: None),
    **{kind: (size, lambda data: int.from_bytes(data, "big", signed=True))
       for kind, size in {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}.items()},
    7: (8, lambda data: float(struct.unpack(">d", data)[0])),
    8: (0, lambda _data: 0),
    9: (0, lambda _data: 1),
}  # fmt: skip


def _values(payload: bytes) -> tuple[Value, ...]:
    """The values of a record, which must fill it to its last byte."""
    head, place = _varint(payload, 0)
    values: list[Value] = []
    at = head
    while place < head:
        kind, place = _varint(payload, place)
        if kind in _FIXED:
            size, read = _FIXED[kind]
            values.append(read(payload[at : at + size]))
        elif kind >= 12:
            size = (kind - 12) // 2
            part = payload[at : at + size]
            values.append(part.decode() if kind % 2 else part)
        else:
            raise Broken("record")
        at += size
    if at != len(payload) or place != head:
        raise Broken("record")
    return tuple(values)
