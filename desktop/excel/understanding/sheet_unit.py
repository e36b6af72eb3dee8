"""The unit a whole sheet speaks of, by evidence: labels, titles, letterhead, signature, the sheet's and the file's name.

Every mention of a unit is a candidate with a weight. Mentions of one unit add up; what is an addressee or a host counts
against itself. The record's knowledge is added by the services, which `settle` which guess holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.domain.importing import RowKind, SetAsideRow
from desktop.domain.names import fold
from desktop.domain.organisations import find_organisations, looks_like_organisation
from desktop.domain.units import candidate_keys
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.unit_names import unit_in_file_name, unit_in_sheet_name
from desktop.excel.understanding.unit_phrases import SURE, Mention, Role, is_district, label_of, mentions, written

WEIGHTS = {
    Role.LABEL: 5.0,  # somebody wrote it behind "Đơn vị:"
    Role.SUBJECT: 3.8,  # the list is of its people
    Role.SHEET: 3.2,  # one sheet a unit, often under the host's letterhead; sometimes left over from another file
    Role.ISSUER: 2.4,  # who sends the list; with a form of the host's it is the host
    Role.FILE: 2.0,  # how the sender, or whoever saved it, called the file
    Role.OWNER: 1.0,  # "hội nghị UBND phường Bạch Đằng": whose event, or whose people
    Role.LETTERS: 0.9,  # too little unless the record or another place knows it
    Role.SIGNER: 1.6,  # signs for the unit or confirms its list
    Role.SUPERIOR: 0.2,  # above the unit
    Role.PLACE: 0.0,  # where it happens says nothing of who comes
    Role.HOST: -3.0,  # who invites; its own people would be named otherwise
    Role.ADDRESSEE: -4.0,  # who gets the list
}
"""What each mention is worth."""
_AGAIN = 0.5
"""A second mention of the same unit counts by half."""
_SEVERAL = -2.4
"""The title speaks of several units: whoever issued it is not the unit of them all."""
_PLAIN = -1.5
"""A sheet's or file's name without any word for a kind of unit."""
_KNOWN = 0.6
"""The record knows the unit."""
LEAST = 1.0
"""What a unit must weigh to be believed."""
MARGIN = 0.75
"""By so much the best must be better than another, or both are told and one is to be chosen."""

_WHERE = {Role.SHEET: "sheet", Role.FILE: "file", Role.SIGNER: "foot"}
_TITLE = re.compile(
    r"(?:\d+[.)] )?(?:danh sach|ds\b|phieu|bieu|mau|bang|dang ky|tong hop|thong ke|phu luc|ket qua|cu can bo)"
)
_NO_BODY = re.compile(
    r"cong hoa xa hoi|doc lap\W|dang cong san viet nam|so\W{0,3}[:.\d/…]|(?:[\w. ]+, ?)?ngay\b.*\bthang\b|v/v|\W*$|ve viec"
)
_OTHER_LABEL = re.compile(r"[^:]{2,30}:\s*\S")
_DOES = re.compile(r"\b(?:cu|dang ky|lap|bao cao|gui|de nghi|xin)\b")
_TERRITORY = re.compile(
    r"\b(?:(?:phuong|thi tran|tinh|tp)\b|xa\b(?! hoi\b)|(?:quan|huyen|thi xa|thanh pho)\b(?! (?:uy|doan|su)\b))"
)
_BULLET = re.compile(r"\s*[-+•*]\s*")
_EDGES = " .,-–*:;"
_LONGEST = 300
_CONFIRMS = re.compile(r"(?:xac nhan|y kien|duyet)\b")


@dataclass(frozen=True, slots=True)
class UnitGuess:
    """A unit the sheet may speak of."""

    name: str
    where: str
    """Where it is said best: "title", "sheet", "file" or "foot"."""
    weight: float
    needs_record: bool = False
    """Believed only when the record knows the unit: said by a name of a sheet or file that may mean anything."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The unit taken, and another that is about as likely."""

    name: str
    where: str
    """Where it is said best: "title", "sheet", "file" or "foot"."""
    other: str = ""


def settle(guesses: Sequence[UnitGuess], known: Callable[[str], str]) -> Settled | None:
    """Which guess holds, `known` giving the name the record has for a spelling or ""; None: none is sure enough."""
    weights: dict[str, float] = {}
    best: dict[str, UnitGuess] = {}
    for guess in guesses:
        name = known(guess.name)
        if guess.needs_record and not name:
            continue
        weight = guess.weight + (_KNOWN if name else 0)
        name = name or guess.name
        best.setdefault(name, guess)
        weights[name] = weights[name] + _AGAIN * weight if name in weights else weight
    order = sorted((name for name in weights if weights[name] >= LEAST), key=lambda name: -weights[name])
    if not order:
        return None
    doubtful = len(order) > 1 and weights[order[0]] - weights[order[1]] < MARGIN
    return Settled(order[0], best[order[0]].where, order[1] if doubtful else "")


def guess_units(
    above: Sequence[Sequence[Cell]], sheet_name: str, file_name: str, set_aside: Iterable[SetAsideRow] = ()
) -> list[UnitGuess]:
    """What the surroundings of a list call its unit, the likeliest first."""
    top = _Above(above)
    said = top.said
    sheet_unit, sheet_told = unit_in_sheet_name(sheet_name)
    file_unit = unit_in_file_name(file_name)
    said += [mention for row in set_aside if row.kind is RowKind.SIGNATURE for mention in _signers(row.text)]
    said += [Mention(sheet_unit, Role.SHEET)] if sheet_unit else []
    said += [Mention(file_unit, Role.FILE)] if file_unit else []
    guesses = []
    for body in _bodies(said):
        weighed = sorted(
            ((_weight(mention, top.several, sheet_told), mention) for mention in body), key=lambda pair: -pair[0]
        )
        best = weighed[0][1]
        against = 0 if best.role in (Role.LABEL, Role.SUBJECT) else 1  # says of itself that the list is its own
        weight = weighed[0][0] + sum(more * (_AGAIN if more > 0 else against) for more, _mention in weighed[1:])
        needs_record = best.role is Role.FILE or (best.role is Role.SHEET and not sheet_told)
        guesses.append(UnitGuess(written(best.name), _WHERE.get(best.role, "title"), weight, needs_record))
    return sorted((guess for guess in guesses if guess.weight > 0), key=lambda guess: -guess.weight)


def units_of_list(lines: Iterable[str]) -> list[str]:
    """The units that the lines above a list name as the list's own, the surest first."""
    own = [
        mention for mention in _Above([[line] for line in lines]).said if WEIGHTS[mention.role] >= WEIGHTS[Role.SUBJECT]
    ]
    return list(dict.fromkeys(mention.name for mention in sorted(own, key=lambda mention: -WEIGHTS[mention.role])))


def _weight(mention: Mention, several: bool, sheet_told: bool) -> float:
    weight = WEIGHTS[mention.role]
    if is_district(mention.name) and mention.role not in (Role.LABEL, Role.HOST, Role.ADDRESSEE):
        return min(weight, WEIGHTS[Role.SUPERIOR])
    if several and mention.role in (Role.ISSUER, Role.SUBJECT, Role.SIGNER):
        weight += _SEVERAL if mention.role is not Role.SUBJECT else -weight
    if mention.role is Role.SHEET and not sheet_told:
        weight += _PLAIN
    return weight


def _bodies(said: list[Mention]) -> list[list[Mention]]:
    """The mentions by the unit they mean; a vague name ("Bạch Đằng") joins the first it can mean."""
    bodies: list[tuple[set[str], list[Mention]]] = []
    for mention in said:
        keys = candidate_keys(mention.name)
        for body_keys, body in bodies:
            if keys and body_keys.intersection(keys):
                body_keys.update(keys if len(keys) == 1 else ())
                body.append(mention)
                break
        else:
            bodies.append((set(keys), [mention]))
    return [body for _keys, body in bodies]


# -- the lines above a list -----------------------------------------------------------------------------------------


class _Above:
    """Reads the lines above a list one after the other."""

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        self.said: list[Mention] = []
        self.several = False
        self._heads: dict[int, list[str]] = {}
        """Column -> the lines of a letterhead; what stands beside it on the right is the state's or the party's motto."""
        self._title: list[str] = []
        self._titled = False
        self._addressed = False
        for row in rows:
            filled = [(column, value) for column, value in enumerate(row) if isinstance(value, str) and value.strip()]
            skipped = False
            for place, (column, text) in enumerate(filled):
                if skipped:
                    skipped = False
                    continue
                beside = filled[place + 1][1] if place + 1 < len(filled) else ""
                for line in text.split("\n"):
                    if line.strip() and len(line) < _LONGEST:
                        skipped = self._read(line.strip(), column, beside)
        self._close_title()
        bodies = _bodies_of_letterhead(self._heads[min(self._heads)]) if self._heads else []
        self.said += [Mention(body, Role.SUPERIOR) for body in bodies[:-1]]
        self.said += [Mention(body, Role.ISSUER) for body in bodies[-1:]]

    def _read(self, line: str, column: int, beside: str) -> bool:
        """Understand one line; whether the cell beside it belongs to it."""
        folded = fold(line)
        if label := label_of(line, beside):
            self._close_title()
            self._addressed = label.role is Role.ADDRESSEE
            if label.name:
                self.said.append(label)
            return bool(label.name) and not line.partition(":")[2].strip(" .…_")
        if self._addressed and _BULLET.match(line) and not _TITLE.match(folded):
            self.said.append(Mention(line.strip(" -+•*;.,"), Role.ADDRESSEE))
            return False
        self._addressed = False
        if _NO_BODY.match(folded):
            return False
        if _TITLE.match(folded):
            self._close_title()
            self._title, self._titled = [line], True
        elif line.startswith("(") or _OTHER_LABEL.match(line):
            self._close_title()
            self._sentence(line if line.startswith("(") else "")
        elif self._title:
            self._title.append(line)
        elif not self._titled and (line.isupper() or _is_body(line)):
            self._heads.setdefault(column, []).append(line)
        else:
            self._sentence(line)
        return False

    def _close_title(self) -> None:
        found, several = mentions("\n".join(self._title))
        self.said += found
        self.several = self.several or several
        self._title = []

    def _sentence(self, line: str) -> None:
        """Outside a title a unit is the list's when it does something, or stands alone."""
        found, _several = mentions(line)
        own = _DOES.search(fold(line)) or _is_body(line.strip("() "))
        self.said += [
            Mention(mention.name, Role.OWNER if mention.role is Role.SUBJECT and not own else mention.role)
            for mention in found
        ]


def _bodies_of_letterhead(lines: list[str]) -> list[str]:
    """The bodies of a letterhead, the superior first; a long name may stand on two lines."""
    bodies: list[str] = []
    for line in lines:
        if bodies and _goes_on(bodies[-1], line):
            bodies[-1] += " " + line
        elif _begins_body(line):
            bodies.append(line)
    return [written(body.strip(_EDGES)) for body in bodies if _is_body(body)]


def _goes_on(body: str, line: str) -> bool:
    """Whether a letterhead's line only carries on the name above it."""
    if body.endswith(("-", "–", ",", " VÀ", " và")) or re.match(r"[-–]|và\b|va\b", line.lower()):
        return True
    if _TERRITORY.match(fold(line)):
        return _TERRITORY.search(fold(body)) is None
    if _begins_body(line):
        return False
    found = find_organisations(body)
    return bool(found) and found[-1].words_end >= len(body)


def _begins_body(line: str) -> bool:
    return any(place.start == 0 for place in find_organisations(line.strip(_EDGES)))


def _is_body(line: str) -> bool:
    """Whether a whole line is an organisation's name."""
    found, _several = mentions(line)
    one = bool(found) and sum(not is_district(mention.name) for mention in found) <= 1
    return one and looks_like_organisation(line.strip(_EDGES)) >= SURE


def _signers(text: str) -> list[Mention]:
    """The units that a signature names in full: "TM. ỦY BAN NHÂN DÂN PHƯỜNG BẠCH ĐẰNG"."""
    said = []
    for part in re.split(r" \| |\n", unicodedata.normalize("NFC", text)):
        role = Role.SUPERIOR if _CONFIRMS.match(fold(part)) else Role.SIGNER
        for place in find_organisations(part)[:1]:
            if place.words_end < len(part):
                said += [Mention(mention.name, role) for mention in mentions(part[place.start :])[0][:1]]
    return said
