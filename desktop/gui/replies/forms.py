"""Forms about invited units: what was sent, one unit's invitation, who declined."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.people import UnitView
from desktop.domain.replies import InvitationInput, ReplyView
from desktop.gui.context import Context
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.form import DateField, FormDialog, choice, line
from desktop.gui.widgets.typed import day, needed
from desktop.i18n import _, ngettext
from desktop.services import replies, units
from desktop.services.opening import Transaction
from desktop.wording.field import heading, kind_choices


class InviteDialog(FormDialog):
    """That units were invited: those selected, all of a kind, or those with a quota."""

    guide = Topic.REPLIES

    def __init__(self, context: Context, chosen: Sequence[uuid.UUID] = ()) -> None:
        super().__init__(context, _("Invitations sent"), _("Write down"), width=620)
        self._units: Sequence[UnitView] = ()
        self._usual: Sequence[uuid.UUID] = ()
        self._chosen = tuple(chosen)
        self.unit_kind = choice([(_("Every kind"), ""), *kind_choices()])
        self.which = CheckMenu(context.theme, _("All of this kind"))
        self.sent_on, self.due = DateField(context, dt.date.today()), DateField(context)
        self.sent_by = line("", _("for example: letter 15/UBND-VP, e-mail, Zalo"))
        self.form.add("unit_kind", heading("unit_kind"), self.unit_kind)
        self.form.add("unit", _("Units"), self.which)
        self.form.add("sent_on", heading("sent_on"), self.sent_on)
        self.form.add("due", _("Deadline for the reply"), self.due)
        self.form.add("sent_by", heading("sent_by"), self.sent_by, wide=True)
        self.unit_kind.currentIndexChanged.connect(lambda _place: self._offer())
        self.which.changed.connect(self._count)
        self.sent_on.setFocus()
        conference_id = context.conference_id

        def read(tx: Transaction) -> tuple[list[UnitView], list[uuid.UUID]]:
            return units.list_units(tx, active_only=True), replies.invited(tx, conference_id)

        self.read_once(read, self._take)

    def _take(self, found: tuple[list[UnitView], list[uuid.UUID]]) -> None:
        self._units, self._usual = found
        self._offer()

    def _offer(self) -> None:
        kind = self.unit_kind.currentData()
        offered = [(unit.name, unit.id) for unit in self._units if kind in ("", unit.kind)]
        self.which.offer(offered)
        wanted = self._chosen or (self._usual if not kind else ())
        there = {key for _name, key in offered}
        picked = [key for key in wanted if key in there]
        self.which.choose(picked if len(picked) < len(there) else ())
        self._count()

    def _ids(self) -> list[uuid.UUID]:
        kind, wanted = self.unit_kind.currentData(), set(self.which.chosen)
        return [unit.id for unit in self._units if kind in ("", unit.kind) and (not wanted or unit.id in wanted)]

    def _count(self) -> None:
        count = len(self._ids())
        text = ngettext("Write down for {count} unit", "Write down for {count} units", count).format(count=count)
        self.save_button.setText(text)

    def submit(self) -> None:
        """Write it down for all of them, as one change."""
        conference_id, ids = self.context.conference_id, self._ids()
        sent_on, due, by = needed(self.sent_on, "sent_on"), day(self.due, "due"), self.sent_by.text().strip() or None
        self.take(lambda tx: replies.invite(tx, conference_id, ids, sent_on=sent_on, sent_by=by, due=due))


class InvitationDialog(FormDialog):
    """What is kept about one unit's invitation."""

    guide = Topic.REPLIES

    def __init__(self, context: Context, reply: ReplyView) -> None:
        super().__init__(context, _("Invitation of {unit}").format(unit=reply.unit), _("Save"), width=600)
        self._reply = reply
        self.sent_on, self.due = DateField(context, reply.sent_on), DateField(context, reply.due)
        self.sent_by = line(reply.sent_by, _("for example: letter 15/UBND-VP, e-mail, Zalo"))
        self.contact_name, self.contact_phone = line(reply.contact_name), line(reply.contact_phone)
        self.form.add("sent_on", heading("sent_on"), self.sent_on)
        self.form.add("due", _("Deadline for the reply"), self.due)
        self.form.add("sent_by", heading("sent_by"), self.sent_by, wide=True)
        self.form.add("contact_name", heading("contact_name"), self.contact_name)
        self.form.add("contact_phone", heading("contact_phone"), self.contact_phone)

    def submit(self) -> None:
        """Save it."""
        conference_id, reply = self.context.conference_id, self._reply
        given = InvitationInput(
            sent_on=day(self.sent_on, "sent_on"),
            sent_by=self.sent_by.text(),
            due=day(self.due, "due"),
            contact_name=self.contact_name.text(),
            contact_phone=self.contact_phone.text(),
        )
        self.take(lambda tx: replies.edit(tx, conference_id, reply.unit_id, given, version=reply.version))


class DeclineDialog(FormDialog):
    """Nobody comes from these units, and why."""

    guide = Topic.REPLIES

    def __init__(self, context: Context, rows: Sequence[ReplyView]) -> None:
        count = len(rows)
        title = ngettext("Declined: {unit}", "Declined: {count} units", count)
        super().__init__(context, title.format(unit=rows[0].unit, count=count), _("Write down"), columns=1, width=520)
        self._ids = [row.unit_id for row in rows]
        self.reason = line()
        still = sum(row.registered for row in rows)
        text = ngettext("{count} person stays on the list.", "{count} people stay on the list.", still)
        self.form.add("reason", heading("reason"), self.reason, hint=text.format(count=still) if still else "")

    def submit(self) -> None:
        """Write it down."""
        if not self.reason.text().strip():
            raise InvalidInput("field.missing", field="reason")
        conference_id, ids, reason = self.context.conference_id, self._ids, self.reason.text()

        def work(tx: Transaction) -> None:
            replies.decline(tx, conference_id, ids, reason=reason)

        self.take(work)


def open_invite(context: Context, unit_ids: Sequence[uuid.UUID] = ()) -> InviteDialog:
    """Write down what was sent."""
    dialog = InviteDialog(context, unit_ids)
    dialog.open()
    return dialog
