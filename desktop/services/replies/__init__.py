"""Replies before a conference: what was sent to which unit, how each reply stands, who declined.

How a unit's reply stands is worked out, never typed (`desktop/domain/replies.py::state_of`), from what was sent, who is
registered and what it said; the last word counts: whoever is registered after a unit declined comes. Of several answers
to a form the newest holds (`desktop/services/importing/superseding.py::supersede`); what a form adds by itself is told
by what stands in its columns (`desktop/excel/understanding/form_answers.py::read_answers`).
"""

from desktop.services.replies.board import get_reply, invited, list_replies
from desktop.services.replies.inviting import decline, edit, invite, take_back

__all__ = ["decline", "edit", "get_reply", "invite", "invited", "list_replies", "take_back"]
