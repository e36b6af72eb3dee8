"""What the page of replies shows of a unit: its columns, the filters, and everything about the one chosen."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.names import fold
from desktop.domain.replies import ReplyState, ReplyView
from desktop.gui.widgets.rows import TableColumn
from desktop.i18n import _, ngettext
from desktop.wording import replies as words
from desktop.wording.field import kind_text
from desktop.wording.formats import date_text, dotted, moment_text, short_date_text
from desktop.wording.reminders import channel_text

_SHOWN_PEOPLE = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """What the filters ask for; "" and None let all pass."""

    text: str = ""
    kind: str = ""
    state: ReplyState | None = None

    def lets(self, reply: ReplyView) -> bool:
        """Whether the unit is shown."""
        if self.kind and reply.kind != self.kind:
            return False
        if self.state is not None and reply.state is not self.state:
            return False
        said = fold(f"{reply.unit} {reply.contact_name} {reply.contact_phone} {reply.sent_by} {reply.declined_reason}")
        return all(word in said for word in fold(self.text).split())


def columns() -> list[TableColumn[ReplyView]]:
    """One row a unit: its state, how many of how many, until when, the last reminder, whom to ask."""
    return [
        TableColumn("state", lambda: _("State"), words.short_text, 122),
        TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 196),
        TableColumn("count", lambda: _("Registered"), words.count_text, 100, numeric=True, share=_share),
        TableColumn("due", lambda: _("Deadline"), words.due_text, 124),
        TableColumn("reminded", lambda: _("Reminded"), _reminded, 88, quiet=True),
        TableColumn("contact", lambda: _("Contact"), _contact, 120, quiet=True, stretches=True),
        TableColumn("sent", lambda: _("Sent"), _sent, 150, quiet=True, shown=False),
        TableColumn("kind", lambda: _("Kind of unit"), lambda row: kind_text(row.kind), 130, quiet=True, shown=False),
        TableColumn("reason", lambda: _("Reason"), lambda row: row.declined_reason, 150, quiet=True, shown=False),
    ]


def _share(reply: ReplyView) -> float | None:
    return reply.registered / reply.quota if reply.quota else None


def _reminded(reply: ReplyView) -> str:
    if not reply.reminded:
        return ""
    day = short_date_text(reply.reminded[-1].at.astimezone().date())
    return f"{day} ({len(reply.reminded)})" if len(reply.reminded) > 1 else day


def _contact(reply: ReplyView) -> str:
    return dotted(reply.contact_name, reply.contact_phone)


def _sent(reply: ReplyView) -> str:
    return dotted(date_text(reply.sent_on), reply.sent_by)


def about(reply: ReplyView) -> str:
    """Everything about one unit, in lines: what was sent, what it said, who came by which import, the reminders."""
    lines = [f"{words.standing_text(reply)} · {words.count_text(reply)}"]
    if reply.who:
        lines.append(_("Asked for: {who}").format(who=reply.who))
    lines.append(_("Sent: {sent}").format(sent=_sent(reply) or _("nothing yet")))
    if reply.due:
        lines.append(_("Deadline for the reply: {day}").format(day=date_text(reply.due)))
    if contact := _contact(reply):
        lines.append(_("Contact: {contact}").format(contact=contact))
    if reply.declined_at is not None:
        said = _("Declined on {day}: {reason}")
        if not reply.declined:
            said = _("Declined on {day}, and registered people since: {reason}")
        day = date_text(reply.declined_at.astimezone().date())
        lines.append(said.format(day=day, reason=reply.declined_reason))
        if reply.declined and reply.registered:
            still = ngettext(
                "{count} person is still on the list.", "{count} people are still on the list.", reply.registered
            )
            lines.append(still.format(count=reply.registered))
    for each in reply.reminded:
        lines.append(_("Reminded {when}: {how}").format(when=moment_text(each.at), how=channel_text(each.channel)))
    return "\n".join((*lines, *_people(reply)))


def _people(reply: ReplyView) -> list[str]:
    lines = [""] if reply.people else []
    for each in reply.people[:_SHOWN_PEOPLE]:
        came = _("import {number}").format(number=each.batch) if each.batch is not None else ""
        group = f"! {each.role_group}" if each.is_wrong else each.role_group
        lines.append(f"{each.full_name}: {dotted(each.position, group, came, each.file)}")
    if len(reply.people) > _SHOWN_PEOPLE:
        lines.append("…")
    return lines
