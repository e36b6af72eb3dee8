"""What the commands about replies before a conference open."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.gui.context import Context
    from desktop.gui.page import Page


def page(context: Context) -> Page:
    from desktop.gui.replies.page import RepliesPage

    return RepliesPage(context)


def invite(context: Context, unit_ids: Collection[uuid.UUID] = ()) -> object:
    from desktop.gui.replies.forms import open_invite

    return open_invite(context, tuple(unit_ids))


def remind(context: Context, unit_ids: Collection[uuid.UUID] = ()) -> object:
    from desktop.domain.reminders import About
    from desktop.gui.reminders.remind import open_reminders

    return open_reminders(context, About.REPLY, unit_ids)


def calendar(context: Context) -> None:
    from desktop.gui.replies.calendar import save_calendar

    save_calendar(context)
