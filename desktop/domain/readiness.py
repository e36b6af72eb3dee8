"""Whether a conference is ready for its papers and its day: what each check counts, by the rules of the papers and pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.domain.documents.frame import Letterhead, lacking
from desktop.domain.family_names import of_one_word, typed_without_accents
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.people import AttendeeState, AttendeeView, OverviewCount, SessionView, UnitView

LACKING: Mapping[str, Callable[[AttendeeView], bool]] = {
    "group": lambda person: person.role_group_id is None,
    "unit": lambda person: not person.unit,
    "unaccented": lambda person: typed_without_accents(person.full_name),
    "one_word": lambda person: of_one_word(person.full_name),
}
"""What may be amiss with who is expected, by its code; the list of attendees is narrowed to them by the same code."""
HEAD = ("issuing_body", "locality", "symbol", "recipients")
"""Parts of the letterhead that papers show beside who signs."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is to be in order; it is when nothing is counted and no field is empty."""

    code: str
    """attendees, sessions, outside, overlap, review, letterhead, signer, silent, or one of `LACKING`."""
    count: int = 0
    """How many are open: people, sessions, units, cases."""
    names: tuple[str, ...] = ()
    """The first of them."""
    fields: tuple[str, ...] = ()
    """The fields of the letterhead that are empty."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return not (self.count or self.fields)

    @property
    def holds_up(self) -> bool:
        """Whether a conference is not ready while it is open: units need not send anybody."""
        return not self.settled and self.code != "silent"


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page tells."""

    attendees: int
    units: int
    """Units with at least one attendee."""
    sessions: int
    by_group: tuple[OverviewCount, ...]
    by_unit_kind: tuple[OverviewCount, ...]
    silent_units: tuple[UnitView, ...]
    """Active units with nobody registered."""
    last_import: dt.datetime | None = None
    checks: tuple[Check, ...] = ()
    """What is to be in order before the day (`checks`)."""

    def with_review(self, count: int) -> Overview:
        """With how many cases are to review, which is found out apart, after the checks of people and agenda."""
        first, second, *others = self.checks
        return replace(self, checks=(first, second, Check("review", count), *others))


def lacks(code: str, person: AttendeeView) -> bool:
    """Whether this is amiss with somebody who is expected. Raises KeyError for a code that is not in `LACKING`."""
    return person.state == AttendeeState.REGISTERED and LACKING[code](person)


def checks(
    people: Sequence[AttendeeView], sessions: Sequence[SessionView], units: Iterable[UnitView], letterhead: Letterhead
) -> tuple[Check, ...]:
    """Every check of a conference but what is to review, the first to be settled first.

    What nobody or no session could fail is left out. `people`: everyone listed. `sessions`: with their warnings.
    `units`: those in use with nobody registered.
    """
    outside, overlap = (
        [each.title for each in sessions if any(warning.code in codes for warning in each.warnings)]
        for codes in ({"outside.dates"}, {"room.overlap", "speaker.overlap"})
    )
    of_agenda = [_counted("outside", outside), _counted("overlap", overlap)] if sessions else []
    of_people = [
        _counted(code, [person.full_name for person in people if lacks(code, person)])
        for code in (LACKING if people else ())
    ]
    return (
        Check("attendees", int(not people)),
        Check("sessions", int(not sessions)),
        *of_agenda,
        *of_people,
        Check("letterhead", fields=tuple(lacking(letterhead, HEAD))),
        Check("signer", fields=tuple(lacking(letterhead, ("signer_name",)))),
        *([_counted("silent", [unit.name for unit in units])] if people else ()),
    )


def _counted(code: str, names: Sequence[str]) -> Check:
    return Check(code, len(names), tuple(names[:_SHOWN]))
