"""One mark of the log in words: what it says, when, where and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.attendance import Mark, MarkKind
from desktop.domain.comparing import LATE
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording import signed_sheets
from desktop.wording.formats import clock_text, desk_text, moment_text


@dataclass(frozen=True, slots=True)
class LogLine:
    """A mark, and those that took it back and said it again by turns."""

    mark: Mark
    turns: tuple[Mark, ...] = ()


def lines(marks: Sequence[Mark]) -> list[LogLine]:
    """The log without the marks that only take others back: those stand with what they took back."""
    takers: dict[object, Mark] = {}
    for mark in sorted(marks, key=lambda mark: mark.annulled):  # of two that take one back that which stands
        if mark.kind == MarkKind.ANNUL:
            takers.setdefault(mark.annuls_id, mark)

    def turns(mark: Mark) -> Iterator[Mark]:
        while (taker := takers.pop(mark.id, None)) is not None:
            yield taker
            mark = taker

    return [LogLine(mark, tuple(turns(mark))) for mark in marks if mark.kind != MarkKind.ANNUL]


def what(mark: Mark) -> str:
    """What a mark says: "✓ đến lúc 07:48", "P vắng có phép", "ghi chú: …"."""
    if mark.kind == MarkKind.IN:
        return _("✓ came in at {time}").format(time=clock_text(mark.at, seconds=True))
    if mark.kind == MarkKind.LEFT:
        return _("left at {time}").format(time=clock_text(mark.at, seconds=True))
    if mark.kind == MarkKind.REMARK:
        return _("remark: {text}").format(text=mark.reason) if mark.reason else _("remark taken away")
    return f"{words.SIGNS.get(mark.kind, '')} {words.kind(mark.kind)}".strip()


def why(line: LogLine) -> str:
    """The reason given with the mark, how it was taken back, and how that was taken back in turn."""
    mark = line.mark
    parts = ["" if mark.kind == MarkKind.REMARK else signed_sheets.reason(mark.reason)]
    if mark.received_at is not None and abs(mark.received_at - mark.recorded_at) > LATE:
        parts.append(_("reached the server at {moment}").format(moment=moment_text(mark.received_at)))
    for place, turn in enumerate(line.turns):
        words = _("done again at {time}, {desk}") if place % 2 else _("undone at {time}, {desk}")
        told = words.format(time=clock_text(turn.recorded_at), desk=desk_text(turn.desk))
        if turn.reason:
            told = _("{what}: {reason}").format(what=told, reason=signed_sheets.reason(turn.reason))
        parts.append(told)
    return " · ".join(filter(None, parts))
