"""The fields of a row of people: what lists, imports and desks call them."""

from __future__ import annotations

FIELDS = (
    "full_name",
    "honorific",
    "gender",
    "birth",
    "position",
    "unit",
    "role_group",
    "phone",
    "email",
    "note",
    "off_payroll",
)
"""The fields of a row, in the order a list shows them."""

YES, NO = "yes", "no"
"""What the value of a yes-or-no field ("off_payroll") is; absent where a row says nothing of it."""

SENSITIVE_FIELDS = ("ethnicity", "religion", "party_member", "party_position", "party_joined", "identity_number")
"""Kept only on the organizer's word; stored together as the attendee's `extra`."""


ANSWER = "answer "
"""What the name of a field begins with that is the answer to a question; the question's title follows."""
