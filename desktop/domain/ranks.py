"""The rank of a position: by its words, from a table of positions that an office may change.

A line of the table holds positions of one rank, separated by commas; the lines go from the highest down. A person's position
is at the line whose words it begins with, the longest of them ("Chủ tịch Hội" rather than "Chủ tịch"); case, accents and
abbreviations ("PCT") make no difference. Of several positions the highest counts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from desktop.domain import positions
from desktop.domain.names import fold, normalise
from desktop.domain.units import UnitKind

STANDARD = (
    "Bí thư",
    "Phó Bí thư",
    "Chủ tịch HĐND, Chủ tịch Hội đồng nhân dân",
    "Chủ tịch, Tổng Giám đốc, Giám đốc, Hiệu trưởng, Viện trưởng, Cục trưởng, Vụ trưởng, Chánh án",
    "Bí thư Chi bộ, Bí thư Đảng bộ bộ phận",
    "Phó Chủ tịch HĐND, Phó Chủ tịch Hội đồng nhân dân",
    "Phó Chủ tịch, Phó Tổng Giám đốc, Phó Giám đốc, Phó Hiệu trưởng, Phó Viện trưởng, Phó Cục trưởng, Phó Vụ trưởng, Phó Chánh án",
    "Chủ tịch Ủy ban Mặt trận, Chủ tịch UBMTTQ, Chủ tịch Mặt trận, Chủ tịch MTTQ",
    "Chỉ huy trưởng, Trưởng Công an",
    "Chủ tịch Hội, Chủ tịch Liên đoàn, Chủ tịch Công đoàn, Bí thư Đoàn, Bí thư Chi đoàn",
    "Chánh Văn phòng, Chánh Thanh tra, Trưởng phòng, Trưởng ban, Trưởng khoa, Chi cục trưởng, Hạt trưởng, Trạm trưởng, "
    "Trưởng trạm, Đội trưởng, Chủ nhiệm, Thủ trưởng, Lãnh đạo",
    "Kế toán trưởng, Tổ trưởng, Trưởng bộ phận, Tổng phụ trách",
    "Chuyên viên cao cấp",
    "Chuyên viên chính",
    "Chuyên viên, Thanh tra viên, Kiểm sát viên, Thẩm phán, Giảng viên, Giáo viên, Bác sĩ, Dược sĩ, Công chức",
    "Cán sự, Viên chức, Cán bộ, Kế toán, Y sĩ, Điều dưỡng",
    "Văn thư, Lưu trữ, Thư ký, Thủ quỹ, Thủ kho, Nhân viên",
    "Lái xe, Bảo vệ",
)  # fmt: skip
"""The table until an office makes its own."""

Rank = tuple[int, int]
"""Sorts positions: the place in the table, then who is in charge before the others, who acts for another behind them."""
UNLISTED: Rank = (1 << 30, 0)
"""Of a position that the table does not know, or of none: behind all others."""

_ACTING, _FORMER, _DEPUTY = frozenset({"quyen", "q"}), frozenset({"nguyen", "cuu"}), frozenset({"pho", "p"})
_IN_CHARGE, _STANDING = ("phu", "trach"), ("thuong", "truc")
_DASH = re.compile(r"\s+[-–]\s+")

_HEADS = ("Chủ tịch", "Chỉ huy trưởng", "Trưởng phòng")
"""Of the lines of the table those whose positions head a unit."""
_FORMER_SHADE = 2

_Words = tuple[str, ...]


def read_lines(text: str) -> tuple[str, ...]:
    """The lines of a table as typed, without empty ones and what is empty between commas."""
    lines = (", ".join(part for each in line.split(",") if (part := normalise(each))) for line in text.splitlines())
    return tuple(line for line in lines if line)


class Ranks:
    """The ranks of positions by one table; each position's is found once."""

    def __init__(self, lines: Sequence[str] = STANDARD) -> None:
        self._place: dict[_Words, int] = {}
        known: Counter[str] = Counter()
        for place, line in enumerate(lines):
            for position in filter(None, map(normalise, line.split(","))):
                known[position] += 1
                self._place.setdefault(_words(position), place * 2)
        self._known = known
        self._read: dict[tuple[str, frozenset[str]], str] = {}
        self._longest = max(map(len, self._place), default=0)
        self._found: dict[tuple[str, str], Rank] = {}

    def of(self, position: str, unit: str = "") -> Rank:
        """The rank of a position in a unit of this name: its chairman is one, whatever the table says of other bodies'."""
        key = (position, unit)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._highest(position, unit) if position else UNLISTED
        return found

    def knows(self, position: str) -> bool:
        """Whether the table has a line for the position."""
        return self.of(position) != UNLISTED

    def _highest(self, position: str, unit: str) -> Rank:
        its_words = _words(unit)
        return min((self._one(_words(part), its_words) for part in self._parts(position, unit)), default=UNLISTED)

    def _parts(self, position: str, unit: str) -> Iterator[str]:
        for each in positions.PARTS.split(position)[::2]:
            for part in _DASH.split(each):
                yield self._in_full(part, unit) if positions.is_abbreviated(part) else part

    def _in_full(self, part: str, unit: str) -> str:
        """A position with its abbreviations read: as the unit has them, as the table, as public offices do."""
        here = _positions_at(unit)
        found = self._read.get((part, here))
        if found is None:
            sources = (lambda: dict.fromkeys(here, 1), lambda: self._known, positions.standard)
            reading = positions.read(part, sources)
            found = self._read[part, here] = reading.text if reading else part
        return found

    def _one(self, words: _Words, unit: _Words) -> Rank:
        shade = 0
        while words and (words[0] in _ACTING or words[0] in _FORMER):
            shade, words = 1 if words[0] in _ACTING else _FORMER_SHADE, words[1:]
        found = self._fitting(words, unit)
        if found is None:
            return UNLISTED
        place, rest = found
        return place, shade or -_leads(rest, unit)

    def _fitting(self, words: _Words, unit: _Words) -> tuple[int, _Words] | None:
        """The place of the longest position that these words begin with, and what stands behind it."""
        fitting = [(len(taken), place, words[len(taken) :]) for taken, place in self._beginning(words)]
        if words and words[0] in _DEPUTY:
            # A deputy whom no line names stands behind whom they are the deputy of; "Phó phòng" is of the Trưởng phòng.
            for head in (words[1:], ("truong", *words[1:])):
                for taken, place in self._beginning(head):
                    fitting.append((len(taken) + 1, place + 1, head[len(taken) :]))
        fitting.sort(key=lambda each: (-each[0], each[1] % 2, each[1]))  # of two as long, the line that names them
        for (length, place, rest), (shorter, _place, longer_rest) in itertools.pairwise(fitting):
            body = longer_rest[: length - shorter]
            if not body or not _is_of(unit, body):
                return place, rest
        return fitting[-1][1:] if fitting else None

    def _beginning(self, words: _Words) -> Iterator[tuple[_Words, int]]:
        for length in range(min(len(words), self._longest), 0, -1):
            place = self._place.get(words[:length])
            if place is not None:
                yield words[:length], place


def _is_of(unit: _Words, body: _Words) -> bool:
    """Whether the unit is that body itself: "Hội" of the Hội Nông dân quận, "Đoàn" of the Quận đoàn."""
    return unit[: len(body)] == body or unit[-len(body) :] == body


def _leads(rest: _Words, unit: _Words) -> bool:
    """Whether what stands behind a position puts its bearer first among equals: "phụ trách" the unit, "Thường trực"."""
    if rest[:2] == _STANDING:
        return True
    return rest[:2] == _IN_CHARGE and unit[: len(rest) - 2] == rest[2:]


@lru_cache(16384)
def _words(text: str) -> _Words:
    return tuple(map(fold, positions.WORD.findall(text)))


@lru_cache(4096)
def _positions_at(unit: str) -> frozenset[str]:
    return frozenset(positions.standard_at(unit, ""))


@lru_cache(8)
def ranks(lines: tuple[str, ...]) -> Ranks:
    """The ranks by a table; an empty one is the standard."""
    return Ranks(lines or STANDARD)


def rank_of_head(position: str, unit: str, kind: str) -> Rank | None:
    """The rank of a position that is the head's of such a unit ("Hiệu trưởng" of a school); None for any other, and a former one.

    Under a people's committee the heads of its divisions are none: its chairman is.
    """
    standard = ranks(())
    known = _HEADS[:1] if kind == UnitKind.WARD or _words(unit)[:1] == ("ubnd",) else _HEADS
    lines = {standard.of(each)[0] for each in known}
    found = [standard.of(part, unit) for part in positions.PARTS.split(position)[::2]]  # "Bí thư, Chủ tịch UBND" is one
    return min((rank for rank in found if rank[0] in lines and rank[1] < _FORMER_SHADE), default=None)


def unlisted(table: Ranks, found: Iterable[str]) -> list[str]:
    """Positions, each once, that the table has no line for."""
    return [each for each in dict.fromkeys(found) if each and not table.knows(each)]
