"""Replies before a conference: what was sent to which unit, how each reply stands, who declined."""

from desktop.services.replies.board import get_reply, invited, list_replies
from desktop.services.replies.inviting import decline, edit, invite, take_back

__all__ = ["decline", "edit", "get_reply", "invite", "invited", "list_replies", "take_back"]
