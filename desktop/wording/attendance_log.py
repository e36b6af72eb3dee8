"""One mark of the log in words: what it says, when, where and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.attendance import Mark, MarkKind
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording import signed_sheets
from desktop.wording.formats import clock_text, desk_text


@dataclass(frozen=True, slots=True)
class LogLine:
    """A mark, and the one that took it back, if any."""

    mark: Mark
    annulled_by: Mark | None = None


def lines(marks: Sequence[Mark]) -> list[LogLine]:
    """The log without the marks that only take others back: those stand with what they took back."""
    takers: dict[object, Mark] = {}
    for mark in marks:
        if mark.kind == MarkKind.ANNUL:
            takers.setdefault(mark.annuls_id, mark)
    return [LogLine(mark, takers.get(mark.id)) for mark in marks if mark.kind != MarkKind.ANNUL]


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
    """The reason given with the mark, and how it was taken back."""
    mark, taker = line.mark, line.annulled_by
    reason = "" if mark.kind == MarkKind.REMARK else signed_sheets.reason(mark.reason)
    if taker is None:
        return reason
    when = clock_text(taker.recorded_at)
    undone = _("undone at {time}, {desk}").format(time=when, desk=desk_text(taker.desk))
    if taker.reason:
        undone = _("{what}: {reason}").format(what=undone, reason=signed_sheets.reason(taker.reason))
    return f"{reason} · {undone}" if reason else undone
