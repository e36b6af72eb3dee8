"""The words of reminders, until an office says otherwise, and what stands in their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.people import ConferenceView
from desktop.domain.reminders import About, Channel
from desktop.domain.replies import ReplyState, ReplyView
from desktop.domain.tasks import TaskView
from desktop.i18n import _, ngettext
from desktop.wording import replies as reply_words
from desktop.wording import tasks as task_words
from desktop.wording.formats import attendees_text, date_text, dates_text

FIELDS: Mapping[About, tuple[str, ...]] = {
    About.TASKS: ("unit", "count", "tasks", "conference", "sender", "oldest"),
    About.REPLY: ("unit", "lack", "details", "conference", "dates", "venue", "till", "contact", "sender"),
}
"""What may stand in braces."""


def channel_text(channel: Channel) -> str:
    """How it goes."""
    return {Channel.ZALO: _("Zalo (plain text)"), Channel.EMAIL: _("E-mail"), Channel.SMS: _("SMS")}[channel]


def subject(about: About, own: str) -> str:
    """The subject of a letter: the office's own, or the usual."""
    if about is About.REPLY:
        return own.strip() or _("Registration for “{conference}”")
    return own.strip() or _("Overdue tasks after “{conference}”")


def wording(about: About, channel: Channel, own: str) -> str:
    """The text: the office's own, or the usual."""
    if own.strip():
        return own
    if about is About.REPLY:
        if channel is Channel.SMS:
            return _("{sender}: {unit} {lack}{till}. Please send the list at once. {conference}")
        return _(
            "To {unit},\n\nregistration for “{conference}”{dates}: the unit {lack}.\n\n{details}\n\n"
            "Please send the list, or tell us with the reason if nobody comes.\n\n{sender}"
        )
    if channel is Channel.SMS:
        return _("{sender}: {unit} has {count} overdue, the oldest since {oldest}. Please report progress.")
    return _(
        "To {unit},\n\nof the tasks given after “{conference}” these are overdue:\n\n{tasks}\n\n"
        "Please finish them and report the result, or ask for an extension with its reason.\n\n{sender}"
    )


def task_fields(tasks: Sequence[TaskView], conference: str, sender: str) -> dict[str, str]:
    """What the fields of one unit's reminder of tasks say."""
    count = ngettext("{count} task", "{count} tasks", len(tasks)).format(count=len(tasks))
    return {
        "unit": tasks[0].unit,
        "count": count,
        "tasks": "\n".join(_line(task) for task in tasks),
        "conference": conference,
        "sender": sender or _("The organizer"),
        "oldest": date_text(min(task.due for task in tasks)),
    }


def _line(task: TaskView) -> str:
    line = _("- {content} (deadline {due}, {late})")
    late = task_words.late_text(task.standing.days_late)
    return line.format(content=task.content, due=date_text(task.due), late=late)


def reply_fields(reply: ReplyView, conference: ConferenceView, sender: str) -> dict[str, str]:
    """What the fields of one unit's reminder of its reply say."""
    days = dates_text(conference.starts_on, conference.ends_on)
    till = _(", deadline {day}").format(day=date_text(reply.due)) if reply.due else ""
    return {
        "unit": reply.unit,
        "lack": lack(reply),
        "details": "\n".join(f"- {each}" for each in _details(reply)),
        "conference": conference.title,
        "dates": _(" on {dates}").format(dates=days) if days else "",
        "venue": conference.venue,
        "till": till,
        "contact": reply.contact_name,
        "sender": sender or _("The organizer"),
    }


def lack(reply: ReplyView) -> str:
    """What is wrong with a unit's reply, after its name: "has not sent its list yet"."""
    match reply.state:
        case ReplyState.NO_REPLY | ReplyState.NOT_SENT:
            return _("has not sent its list yet")
        case ReplyState.SHORT:
            return _("has named {registered} of {quota}, {missing} still to come").format(
                registered=reply.registered, quota=reply.quota, missing=reply.missing
            )
        case ReplyState.WRONG_GROUP:
            count = len(reply.wrong)
            words = ngettext(
                "has named {count} person of another group", "has named {count} people of other groups", count
            )
            return words.format(count=count)
        case _:
            return reply_words.state_text(reply.state)


def _details(reply: ReplyView) -> list[str]:
    """What is known of the unit's reply, a line each."""
    lines = []
    if reply.quota is not None:
        quota = attendees_text(reply.quota)
        lines.append(_("Quota: {quota}").format(quota=f"{quota} ({reply.who})" if reply.who else quota))
    lines.append(_("Registered: {registered}").format(registered=attendees_text(reply.registered)))
    for each in reply.wrong:
        lines.append(_("In another group: {name} ({group})").format(name=each.full_name, group=each.role_group))
    if reply.due is not None:
        due = date_text(reply.due)
        late = task_words.late_text(reply.days_late) if reply.days_late else ""
        lines.append(_("Deadline for the reply: {day}").format(day=f"{due} ({late})" if late else due))
    return lines


def before_text(count: int) -> str:
    """Which reminder it will be: "2nd reminder"."""
    return _("reminder no. {number}").format(number=count + 1)


def file_stem(unit: str) -> str:
    """The name of a unit's reminder, without its ending."""
    return _("Reminder - {unit}").format(unit=unit)
