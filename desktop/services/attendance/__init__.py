"""Attendance: letting people in, saying where they stand, taking it back; who came onto the list at the door.

marking: marks and states, their only writer · checking_in: what is said of one person · correcting: putting it right
by hand · moving: arrivals noted at the wrong session · registering: walk-ins, substitutes, cancellations · asking: what is
asked before · door_units: which unit a walk-in's is · looking: what desks, boards and reports read.
"""

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
from desktop.services.attendance.doubts import to_review
from desktop.services.attendance.looking import (
    attendance,
    door_people,
    door_states,
    find,
    marks_of,
    meant,
    running_session,
    try_to_find,
)
from desktop.services.attendance.moving import Arrival, Moved, arrivals, move
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
    "cancel",
    "check_in",
    "correct",
    "door_people",
    "door_states",
    "fill_rest",
    "find",
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
    "try_to_find",
    "undo_mark",
    "walk_in",
]
