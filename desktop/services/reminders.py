"""Reminders: the text for each unit that is late, in the office's words, and the log of what was handed out."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.reminders import About, Channel, Reminder, filled, fitting
from desktop.domain.tasks import TaskState, TaskView
from desktop.services import conferences, journal, letterhead
from desktop.services.tasks import settings
from desktop.services.tasks.looking import list_tasks
from desktop.store.tables import Reminder as Row
from desktop.store.transaction import Transaction
from desktop.wording import reminders as words


def for_late_tasks(
    tx: Transaction,
    conference_id: uuid.UUID,
    channel: Channel,
    *,
    unit_ids: Collection[uuid.UUID] = (),
    as_of: dt.date | None = None,
) -> list[Reminder]:
    """A text for each unit with overdue tasks (of those named, if any), the longest overdue first."""
    late: dict[uuid.UUID, list[TaskView]] = {}
    for task in list_tasks(tx, conference_id, unit_ids=unit_ids, states=[TaskState.LATE], as_of=as_of):
        late.setdefault(task.unit_id, []).append(task)
    said = settings.kept(tx, conference_id)
    conference = conferences.get_conference(tx, conference_id)
    sender = letterhead.letterhead(tx, letterhead.conference(tx, conference_id)).issuing_body
    before = counts(tx, conference_id, About.TASKS)
    subject, text = words.subject(said.subject), words.wording(channel, _own(said, channel))
    found = []
    for unit_id, tasks in late.items():
        fields = words.fields(tasks, conference.title, sender, channel)
        told = fitting(filled(text, fields), channel)
        heading = filled(subject, fields) if channel is Channel.EMAIL else ""
        found.append(Reminder(unit_id, tasks[0].unit, heading, told, before.get(unit_id, 0)))
    return found


def _own(said: settings.TaskSettings, channel: Channel) -> str:
    return {Channel.ZALO: said.zalo, Channel.EMAIL: said.email, Channel.SMS: said.sms}[channel]


def counts(tx: Transaction, conference_id: uuid.UUID, about: About) -> dict[uuid.UUID, int]:
    """How often each unit was reminded."""
    query = select(Row.unit_id, func.count()).where(Row.conference_id == conference_id, Row.about == about)
    return {row[0]: row[1] for row in tx.execute(query.group_by(Row.unit_id))}


def log(
    tx: Transaction, conference_id: uuid.UUID, about: About, channel: Channel, unit_ids: Collection[uuid.UUID]
) -> None:
    """Write down that these units were reminded: the text was copied, opened or saved."""
    if not unit_ids:
        return
    count = len(unit_ids)
    with journal.entry(tx, "reminder.made", {Area.TASKS}, conference_id=conference_id, count=count):
        tx.add_all(
            Row(conference_id=conference_id, unit_id=key, about=about, channel=channel, at=tx.clock(), desk=tx.desk)
            for key in unit_ids
        )
        tx.flush()


def file_of(reminder: Reminder, channel: Channel) -> bytes:
    """The reminder as a file: a letter that mail programs open as a draft (.eml), or a plain text (.txt)."""
    if channel is not Channel.EMAIL:
        return reminder.text.encode("utf-8")
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = " ".join(reminder.subject.split())
    letter["X-Unsent"] = "1"
    letter.set_content(reminder.text)
    return letter.as_bytes()


def ending(channel: Channel) -> str:
    """The ending of such a file."""
    return ".eml" if channel is Channel.EMAIL else ".txt"
