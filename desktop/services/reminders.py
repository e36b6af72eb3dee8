"""Reminders: the text for each unit that is late, in the office's words, and the log of what was handed out."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.file_names import unique_stems
from desktop.domain.reminders import About, Channel, Reminder, Wordings, filled, fitting
from desktop.domain.replies import ReplyView
from desktop.domain.tasks import TaskState, TaskView
from desktop.services import conferences, journal, letterhead, replies
from desktop.services.replies import settings as reply_settings
from desktop.services.tasks import settings as task_settings
from desktop.services.tasks.looking import list_tasks
from desktop.store.tables import Reminder as Row
from desktop.store.transaction import Transaction
from desktop.wording import reminders as words

_AREAS = {About.REPLY: Area.REPLIES, About.TASKS: Area.TASKS}
Fields = Callable[[str], dict[str, str]]
"""What the fields of one unit's reminder say, with the name of who sends it."""


def made(
    tx: Transaction,
    conference_id: uuid.UUID,
    about: About,
    channel: Channel,
    *,
    unit_ids: Collection[uuid.UUID] = (),
    as_of: dt.date | None = None,
    early: bool = False,
) -> list[Reminder]:
    """A text for each unit that is to be reminded (of those named, if any), the most pressing first.

    About tasks: those with overdue ones. About the reply: those who are late or name too few; with `early` also whoever
    has time left, and who named people of another group.
    """
    if about is About.TASKS:
        return _for_tasks(tx, conference_id, channel, unit_ids, as_of)
    return _for_replies(tx, conference_id, channel, unit_ids, as_of, early)


def _for_tasks(
    tx: Transaction,
    conference_id: uuid.UUID,
    channel: Channel,
    unit_ids: Collection[uuid.UUID],
    as_of: dt.date | None,
) -> list[Reminder]:
    late: dict[uuid.UUID, list[TaskView]] = {}
    for task in list_tasks(tx, conference_id, unit_ids=unit_ids, states=[TaskState.LATE], as_of=as_of):
        late.setdefault(task.unit_id, []).append(task)
    title = conferences.get_conference(tx, conference_id).title

    def fields(tasks: list[TaskView]) -> Fields:
        return lambda sender: words.task_fields(tasks, title, sender)

    told = ((key, tasks[0].unit, fields(tasks)) for key, tasks in late.items())
    return _texts(tx, conference_id, About.TASKS, channel, task_settings.kept(tx, conference_id), told)


def _for_replies(
    tx: Transaction,
    conference_id: uuid.UUID,
    channel: Channel,
    unit_ids: Collection[uuid.UUID],
    as_of: dt.date | None,
    early: bool,
) -> list[Reminder]:
    found = replies.list_replies(tx, conference_id, unit_ids=unit_ids, as_of=as_of)
    conference = conferences.get_conference(tx, conference_id)

    def fields(reply: ReplyView) -> Fields:
        return lambda sender: words.reply_fields(reply, conference, sender)

    told = ((each.unit_id, each.unit, fields(each)) for each in found if each.owes or (early and each.may_be_reminded))
    return _texts(tx, conference_id, About.REPLY, channel, reply_settings.kept(tx, conference_id), told)


def _texts(
    tx: Transaction,
    conference_id: uuid.UUID,
    about: About,
    channel: Channel,
    said: Wordings,
    told: Iterable[tuple[uuid.UUID, str, Fields]],
) -> list[Reminder]:
    """The texts, filled from what is told of each unit."""
    sender = letterhead.letterhead(tx, letterhead.conference(tx, conference_id)).issuing_body
    before = counts(tx, conference_id, about)
    subject, text = words.subject(about, said.subject), words.wording(about, channel, said.of(channel))
    found = []
    for unit_id, unit, fields in told:
        values = fields(sender)
        heading = filled(subject, values) if channel is Channel.EMAIL else ""
        found.append(Reminder(unit_id, unit, heading, fitting(filled(text, values), channel), before.get(unit_id, 0)))
    return found


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
    with journal.entry(tx, "reminder.made", {_AREAS[about]}, conference_id=conference_id, count=count):
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


def files_of(found: Iterable[Reminder], channel: Channel) -> list[tuple[str, bytes]]:
    """A file for each unit: its name, and what is in it."""
    rows = list(found)
    stems = unique_stems(words.file_stem(row.unit) for row in rows)
    ending = ".eml" if channel is Channel.EMAIL else ".txt"
    return [(f"{stem}{ending}", file_of(row, channel)) for stem, row in zip(stems, rows, strict=True)]
