"""What is paid a day, by date: a small list of rates with the papers that set them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.payment import Rate
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, line
from desktop.gui.widgets.list_dialog import TableDialog
from desktop.gui.widgets.rows import TableColumn
from desktop.i18n import _
from desktop.services import rates
from desktop.wording.formats import date_text, number_text


def open_rates(context: Context) -> RatesDialog:
    """Open the list of daily rates."""
    dialog = RatesDialog(context)
    dialog.open()
    return dialog


class RatesDialog(TableDialog):
    """The rates, the newest first; each change is made at once and can be undone."""

    guide = Topic.PAPERS

    def __init__(self, context: Context) -> None:
        words = _(
            "What is paid for a day to attendees who draw no salary from the state (TT 40/2017/TT-BTC, Điều 12; "
            "TT 12/2025/TT-BTC). Each rate holds from its date until the next one begins."
        )
        columns: list[TableColumn[Rate]] = [
            TableColumn("from", lambda: _("From"), lambda row: date_text(row.valid_from), 110),
            TableColumn("amount", lambda: _("Đồng a day"), lambda row: number_text(row.amount), 120, numeric=True),
            TableColumn("basis", lambda: _("On the basis of"), lambda row: row.basis, 240, stretches=True),
        ]
        super().__init__(context, "rates", _("Daily rates"), words, columns, size=(680, 380))
        self._add = self.add_button(_("Add…"), self.add)
        self._of_one = (self.add_button(_("Edit…"), self.edit), self.add_button(_("Remove"), self.remove))
        self.follow(Area.DOCUMENTS)

    def reload(self) -> None:
        """Read the rates again."""
        self.read_record(rates.list_rates, self._take)

    def _take(self, found: list[Rate]) -> None:
        self.table.replace(found)
        if self.table.current() is None:
            self.table.select_first()
        self.offer()
        if not found:
            self.banner.tell(_("No rate yet: the payment list can be made once there is one."), "warn")
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.banner.tell("")

    def offer(self) -> None:
        some = self.table.current() is not None
        for each in self._of_one:
            each.setEnabled(some)

    def add(self) -> None:
        """A new rate."""
        RateForm(self.context).open()

    def edit(self) -> None:
        """The rate the keyboard is on."""
        row = self.table.current()
        if row is not None:
            RateForm(self.context, row).open()

    def remove(self) -> None:
        """Remove the rate; Undo brings it back."""
        row = self.table.current()
        if row is not None:
            self.write(lambda tx: rates.remove_rate(tx, row.id))


class RateForm(FormDialog):
    """One rate: from when, how much, by which paper."""

    guide = Topic.PAPERS

    def __init__(self, context: Context, rate: Rate | None = None) -> None:
        title = _("Edit daily rate") if rate else _("Add a daily rate")
        super().__init__(context, title, _("Save") if rate else _("Add"), columns=2, width=480)
        self._rate = rate
        self.valid_from = DateField(context, rate.valid_from if rate else None)
        self.amount = line(
            number_text(rate.amount) if rate else "", _("for example: {amount}").format(amount=number_text(200_000))
        )
        self.basis = line(rate.basis if rate else "", _("for example: Nghị quyết số …/NQ-HĐND ngày …"))
        self.form.add("valid_from", _("From"), self.valid_from)
        self.form.add("amount", _("Đồng a day"), self.amount)
        self.form.add("basis", _("On the basis of"), self.basis, wide=True, hint=_("Printed under the list's title."))
        self.valid_from.setFocus()

    def submit(self) -> None:
        """Save it."""
        try:
            day = self.valid_from.day()
        except InvalidInput as error:
            raise InvalidInput(error.code, field="valid_from", value=error.details.get("value")) from error
        amount, basis, before = read_amount(self.amount.text()), self.basis.text(), self._rate
        if before is None:
            self.take(lambda tx: rates.add_rate(tx, valid_from=day, amount=amount, basis=basis))
        else:
            self.take(
                lambda tx: rates.edit_rate(
                    tx, before.id, version=before.version, valid_from=day, amount=amount, basis=basis
                )
            )

    def refuse(self, error: Exception) -> bool:
        told = super().refuse(error)
        self.fit()  # room for the words beside the field
        return told


def read_amount(text: str) -> int | None:
    """200.000, 200,000, 200 000 đ; None for an empty field. Raises InvalidInput beside the field."""
    given = re.sub(r"(?:đồng|đ|vnđ|vnd)\s*$", "", text.strip(), flags=re.IGNORECASE).strip()
    if not given:
        return None
    if not re.fullmatch(r"\d+|\d{1,3}(?:[., \u00a0]\d{3})+", given):
        raise InvalidInput("rate.no_amount", field="amount", value=text.strip())
    return int(re.sub(r"\D", "", given))
