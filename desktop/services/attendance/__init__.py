"""Attendance: letting people in, saying where they stand, taking it back; who came onto the list at the door.

marking: marks and states, their only writer · checking_in: what is said of one person · delegations: a unit's people as
one · correcting: putting it right by hand · moving: arrivals noted at the wrong session · registering: walk-ins,
substitutes, cancellations · cards: whose citizen's card it is · asking: what is asked before · door_units: which unit a walk-in's is · looking: what desks,
boards and reports read · naming: whom words mean.
"""

from desktop.services.attendance.becoming import became
from desktop.services.attendance.cards import holder
from desktop.services.attendance.checking_in import (
    annul,
    check_in,
    fill_rest,
    leave,
    set_remark,
    set_status,
    undo_mark,
)
from desktop.services.attendance.correcting import correct, keep_only
from desktop.services.attendance.delegations import check_in_delegation, unit_people
from desktop.services.attendance.doubts import to_review
from desktop.services.attendance.looking import (
    attendance,
    birth_years,
    door_people,
    door_states,
    marks_of,
    running_session,
    who_came,
)
from desktop.services.attendance.moving import Arrival, Moved, arrivals, move
from desktop.services.attendance.naming import find, meant, who_is_named
from desktop.services.attendance.registering import (
    Registered,
    cancel,
    reinstate,
    room_left,
    substitute,
    walk_in,
)

__all__ = [
    "Arrival",
    "Moved",
    "Registered",
    "annul",
    "arrivals",
    "attendance",
    "became",
    "birth_years",
    "cancel",
    "check_in",
    "check_in_delegation",
    "correct",
    "door_people",
    "door_states",
    "fill_rest",
    "find",
    "holder",
    "keep_only",
    "leave",
    "marks_of",
    "meant",
    "move",
    "reinstate",
    "room_left",
    "running_session",
    "set_remark",
    "set_status",
    "substitute",
    "to_review",
    "undo_mark",
    "unit_people",
    "walk_in",
    "who_came",
    "who_is_named",
]
