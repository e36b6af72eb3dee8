"""Requests about personal data: who asked for what, by when it is to be answered, and when it was."""

from __future__ import annotations

import datetime as dt

from desktop.domain.areas import Area
from desktop.domain.data_requests import ANSWERED_WITHIN, DataRequestView, read_holidays, spans
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, choice, line, note
from desktop.gui.widgets.layout import muted
from desktop.gui.widgets.list_dialog import TableDialog
from desktop.gui.widgets.rows import TableColumn
from desktop.i18n import _
from desktop.services import data_requests
from desktop.wording import due as words
from desktop.wording.formats import date_text


def show_requests(context: Context) -> RequestsDialog:
    """Open the list."""
    dialog = RequestsDialog(context)
    dialog.open()
    return dialog


def columns() -> list[TableColumn[DataRequestView]]:
    """The columns of the list."""
    return [
        TableColumn("who", lambda: _("Asked by"), lambda row: row.who, 160),
        TableColumn("kind", lambda: _("Asks to"), lambda row: words.kind(row.kind), 170),
        TableColumn("received", lambda: _("Received on"), lambda row: date_text(row.received_on), 122),
        TableColumn("due", lambda: _("Answer by"), lambda row: date_text(row.due_on), 122),
        TableColumn("state", lambda: _("Status"), lambda row: words.state(row, dt.date.today()), 130),
        TableColumn("note", lambda: _("Note"), lambda row: row.note, 90, stretches=True),
    ]


class RequestsDialog(TableDialog):
    """The requests, those to be answered first; each change is made at once and can be undone."""

    guide = Topic.PERSONAL_DATA

    def __init__(self, context: Context) -> None:
        told = _(
            "A request is answered within {days} working days after it came; weekends and holidays do not count."
        ).format(days=ANSWERED_WITHIN)
        title = _("Requests about personal data")
        super().__init__(context, "requests", title, told, columns(), size=(980, 460))
        self._add = self.add_button(_("Add…"), self.add)
        self._edit = self.add_button(_("Edit…"), self.edit)
        self._answered = self.add_button(_("Answered today"), self.answered)
        self._remove = self.add_button(_("Remove"), self.remove)
        self.add_button(_("Holidays…"), self.holidays)
        self.follow(Area.CONFERENCES)

    def reload(self) -> None:
        """Read the requests again."""
        self.read_record(data_requests.list_requests, self._take)

    def _take(self, found: list[DataRequestView]) -> None:
        self.table.replace(found)
        if self.table.current() is None:
            self.table.select_first()
        self.offer()

    def offer(self) -> None:
        row = self.table.current()
        self._edit.setEnabled(row is not None)
        self._remove.setEnabled(row is not None)
        self._answered.setEnabled(row is not None and row.done_on is None)

    def add(self) -> None:
        """A request that came."""
        RequestForm(self.context).open()

    def edit(self) -> None:
        """The request the keyboard is on."""
        row = self.table.current()
        if row is not None:
            RequestForm(self.context, row).open()

    def answered(self) -> None:
        """Say that it was answered today."""
        row = self.table.current()
        if row is not None:
            values = {"who": row.who, "kind": row.kind, "note": row.note}
            day = max(dt.date.today(), row.received_on)
            self.write(
                lambda tx: data_requests.edit_request(
                    tx, row.id, version=row.version, received_on=row.received_on, done_on=day, **values
                )
            )

    def remove(self) -> None:
        """Take it off the list; Undo brings it back."""
        row = self.table.current()
        if row is not None:
            self.write(lambda tx: data_requests.remove_request(tx, row.id))

    def holidays(self) -> None:
        """The days that do not count."""
        self.read_once(data_requests.holidays, lambda found: HolidaysForm(self.context, *found).open())


class RequestForm(FormDialog):
    """One request."""

    guide = Topic.PERSONAL_DATA

    def __init__(self, context: Context, request: DataRequestView | None = None) -> None:
        title = _("Edit the request") if request else _("Write down a request")
        super().__init__(context, title, _("Save") if request else _("Add"), columns=2, width=560)
        self._request = request
        self.who = line(request.who if request else "")
        self.kind = choice(words.kinds(), request.kind if request else None)
        self.received_on = DateField(context, request.received_on if request else dt.date.today())
        self.done_on = DateField(context, request.done_on if request else None)
        self.note = note(request.note if request else "")
        self.form.add("who", _("Asked by"), self.who)
        self.form.add("kind", _("Asks to"), self.kind)
        self.form.add("received_on", _("Received on"), self.received_on)
        self.form.add("done_on", _("Answered on"), self.done_on, hint=_("Empty: not answered yet."))
        self.form.add("note", _("Note"), self.note, wide=True)
        self.who.setFocus()

    def submit(self) -> None:
        """Save it."""
        who, kind, told = self.who.text(), str(self.kind.currentData()), self.note.toPlainText()
        received_on, done_on = _day("received_on", self.received_on), _day("done_on", self.done_on)
        if received_on is None:
            raise InvalidInput("field.missing", field="received_on")
        before = self._request
        if before is None:
            self.take(
                lambda tx: data_requests.add_request(
                    tx, who=who, kind=kind, received_on=received_on, done_on=done_on, note=told
                )
            )
            return
        self.take(
            lambda tx: data_requests.edit_request(
                tx,
                before.id,
                version=before.version,
                who=who,
                kind=kind,
                received_on=received_on,
                done_on=done_on,
                note=told,
            )
        )


class HolidaysForm(FormDialog):
    """The days beside weekends that do not count, one or one span a line."""

    guide = Topic.PERSONAL_DATA

    def __init__(self, context: Context, version: int, days: frozenset[dt.date]) -> None:
        super().__init__(context, _("Holidays"), _("Save"), columns=1, width=440)
        self._version = version
        self.form.add_row(muted(_("Days beside Saturdays and Sundays on which the office does not work.")))
        self.days = note("\n".join(words.span(*each) for each in spans(days)))
        hint = _("One day a line, or several: 16/02/2026 - 20/02/2026")
        self.form.add("holidays", _("Holidays"), self.days, hint=hint)
        self.days.setFocus()

    def submit(self) -> None:
        """Save them."""
        days = read_holidays(self.days.toPlainText())
        self.take(lambda tx: data_requests.set_holidays(tx, days, version=self._version))


def _day(name: str, field: DateField) -> dt.date | None:
    """The day in a field, its error beside it."""
    try:
        return field.day()
    except InvalidInput as error:
        raise InvalidInput(error.code, field=name, value=error.details.get("value")) from error
