"""Over a signed sheet: its number, which signature column is entered, and who entered it before."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QComboBox

from desktop.domain.signed_sheet import PaperSheet
from desktop.gui.signed_sheets.foot import labelled
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import line
from desktop.gui.widgets.layout import muted, plain
from desktop.i18n import _, ngettext
from desktop.wording.formats import clock_text, desk_text, moment_text
from desktop.wording.sheet import column_and_date


def written_to(sheet: PaperSheet) -> str:
    """To which sessions the column is written, in a sentence."""
    count = len(sheet.sessions)
    words = ngettext("Written to {count} session: {sessions}", "Written to {count} sessions: {sessions}", count)
    named = "; ".join(f"{clock_text(each.starts_at)} “{each.title}”" for each in sheet.sessions)
    return words.format(count=count, sessions=named) if count else ""


def not_begun(sheet: PaperSheet, now: dt.datetime) -> str:
    """A warning of those that have not begun at a local moment; "" for none."""
    coming = ", ".join(clock_text(each.starts_at) for each in sheet.sessions if each.starts_at > now)
    return "⚠ " + _("Not begun yet: {times}.").format(times=coming) if coming else ""


class PaperHead(FlowLayout):
    """The fields; what is typed or chosen in them is the dialog's to follow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=GRID)
        self.number = line("", _("number, or scan"))
        self.number.setFixedWidth(theme.px(120))
        self.number.setAccessibleName(_("Number of the sheet"))
        self.columns = QComboBox()
        self.columns.setMinimumWidth(theme.px(150))
        self.columns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.columns.setAccessibleName(_("Signature column"))
        self.state = muted(wrap=False)
        self.written, self.warning = plain(role="caption"), plain(role="warning")
        """Under the fields: to which sessions the column is written, and which of them have not begun."""
        self.addWidget(labelled(_("&Sheet no."), self.number, role="field"))
        self.addWidget(labelled(_("Colu&mn"), self.columns, role="field"))
        self.addWidget(self.state)

    def say(self, sheet: PaperSheet) -> None:
        """The sheet's number and columns, and who entered it."""
        self.number.setText(str(sheet.number))
        self.columns.clear()
        for each, done in zip(sheet.columns, sheet.entered, strict=True):
            text = column_and_date(each)
            self.columns.addItem(_("{column} ✓ entered").format(column=text) if done else text)
        self.columns.setCurrentIndex(sheet.column)
        for place, told in ((self.written, written_to(sheet)), (self.warning, not_begun(sheet, dt.datetime.now()))):
            place.setText(told)
            place.setVisible(bool(told))
        entered = sheet.entered[sheet.column]
        if entered is None:
            self.state.setText(_("Printed {at}. Not entered yet.").format(at=moment_text(sheet.at)))
        else:
            words = _("Entered {at}, {desk}. What you change now corrects it.")
            self.state.setText(words.format(at=moment_text(entered.at), desk=desk_text(entered.desk)))
