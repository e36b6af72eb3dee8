"""What a comparison of states with marks found, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.wording import attendance
from desktop.wording.formats import clock_text, desk_text

if TYPE_CHECKING:
    from desktop.domain.attendance import State
    from desktop.domain.comparing import Compared, Difference


def state(value: State) -> str:
    """A state in a few words: "có mặt 07:48 (bàn 1)"."""
    parts = [attendance.status(value.status), clock_text(value.arrived_at) if value.arrived_at else ""]
    if value.left_at:
        parts.append(_("left at {time}").format(time=clock_text(value.left_at)))
    if value.desk:
        parts.append(f"({desk_text(value.desk)})")
    parts += [value.remark, attendance.doubt(value.doubt) if value.doubt else ""]
    return " ".join(filter(None, parts))


def difference(found: Difference) -> str:
    """One line: where, who, what is written and what the marks say."""
    return _("{conference} · {session} · {code} {name}: written is “{state}”, the marks say “{marks}”").format(
        conference=found.conference,
        session=found.session,
        code=found.code,
        name=found.full_name,
        state=state(found.stands),
        marks=state(found.follows),
    )


def report(found: Compared) -> Iterator[str]:
    """The lines beside: what came late, and how it stands in all."""
    for each in found.delayed:
        minutes = round(abs(each.longest) / dt.timedelta(minutes=1))
        ahead = each.longest < dt.timedelta()
        words = (
            ngettext(
                "{desk}: {count} mark noted by a clock that is up to {minutes} min ahead of the server's",
                "{desk}: {count} marks noted by a clock that is up to {minutes} min ahead of the server's",
                each.marks,
            )
            if ahead
            else ngettext(
                "{desk}: {count} mark reached the server up to {minutes} min after it was noted",
                "{desk}: {count} marks reached the server up to {minutes} min after they were noted",
                each.marks,
            )
        )
        yield words.format(desk=desk_text(each.desk), count=each.marks, minutes=minutes)
    whole = _("Compared: {states} states with {marks} marks.").format(states=found.states, marks=found.marks)
    yield whole if found.differences else _("{compared} All say the same.").format(compared=whole)
