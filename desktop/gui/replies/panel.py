"""Beside the list of replies: everything about one unit, and its reminder, to be copied, sent or saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.domain.reminders import About, Channel, Reminder
from desktop.domain.replies import ReplyView
from desktop.gui.context import Context
from desktop.gui.page import PageCommand
from desktop.gui.reminders import handing
from desktop.gui.replies.board import about
from desktop.gui.theme import GRID
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import (
    STRETCH,
    column,
    grow,
    heading,
    holder,
    muted,
    plain,
    row,
    scroll,
    splitter,
)
from desktop.i18n import _
from desktop.services import reminders
from desktop.services.opening import Transaction
from desktop.wording import reminders as words

_LARGE_TEXT = 1.3


class ReplyPanel(QWidget):
    """`show_reply` shows a unit; the reminder is read for it and follows the way it is sent."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._reply: ReplyView | None = None
        self.reminder: Reminder | None = None
        """What the unit would be told; None: nothing."""
        large = context.theme.scale > _LARGE_TEXT
        self.name = heading()
        self.name.setWordWrap(True)
        self.details = plain(selectable=True)
        self.edit_button = context.commands.button("page.invitation", _("&Invitation…"))
        self.decline_button = context.commands.button("page.decline", _("&Declined…"))
        top = column(self.name, self._buttons(self.edit_button, self.decline_button), grow(self._area()))
        bottom = self._make_reminder(large)
        if large:  # a small screen scrolls all of it
            column(scroll(column(top, bottom), sideways=False), on=self)
        else:
            parts = splitter(holder(top), holder(bottom), way=Qt.Orientation.Vertical, sizes=(300, 300))
            column(grow(parts), on=self)
        self.channel.currentIndexChanged.connect(lambda _place: self._read())

    def _make_reminder(self, large: bool) -> QVBoxLayout:
        """How the reminder goes, its text, and what hands it over."""
        self.channel = choice([(words.channel_text(each), each) for each in Channel])
        self.channel.setAccessibleName(_("How the reminder goes"))
        self.channel.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.channel.setMinimumContentsLength(7 if large else 14)
        self.fact, self.text = muted(), plain(selectable=True)
        commands = self.context.commands
        self.copy_button = commands.button("page.reminder_copy", _("&Copy"))
        self.letter_button = commands.button("page.reminder_letter", _("&E-mail"))
        self.save_button = commands.button("page.reminder_save", _("&Save…"))
        text = scroll(column(self.text, STRETCH), sideways=False, spoken=_("Text of the reminder"))
        if large:
            text.setMinimumHeight(self.context.theme.px(120))
        how = column(self.channel, self.fact) if large else row(self.channel, grow(self.fact))
        return column(how, grow(text), self._buttons(self.copy_button, self.letter_button, self.save_button))

    def _area(self) -> QWidget:
        area = scroll(column(self.details, STRETCH), sideways=False, spoken=_("About the unit"))
        area.setMinimumHeight(self.context.theme.px(90))
        return area

    @staticmethod
    def _buttons(*buttons: QWidget) -> FlowLayout:
        flow = FlowLayout(spacing=GRID)
        for each in buttons:
            flow.addWidget(each)
        return flow

    def commands(self) -> dict[str, PageCommand]:
        """What the page does with the reminder."""
        return {
            "reminder_copy": PageCommand(self.copy, self._why_no_reminder),
            "reminder_letter": PageCommand(self.write_letter, self._why_no_letter),
            "reminder_save": PageCommand(self.save, self._why_no_reminder),
        }

    def _why_no_reminder(self) -> str:
        return "" if self.reminder is not None else _("nothing to remind of")

    def _why_no_letter(self) -> str:
        by_mail = self._channel is Channel.EMAIL
        return self._why_no_reminder() or ("" if by_mail else _("choose e-mail as the way it goes"))

    @property
    def _channel(self) -> Channel:
        return Channel(str(self.channel.currentData()))

    def show_reply(self, reply: ReplyView | None) -> None:
        """Show this unit, and ask for its reminder."""
        self._reply = reply
        self.name.setText(reply.unit if reply is not None else "")
        self.details.setText(about(reply) if reply is not None else "")
        self.decline_button.setText(_("&Comes after all") if reply is not None and reply.declined else _("&Declined…"))
        for each in (self.edit_button, self.decline_button):
            each.setEnabled(reply is not None)
        self._read()

    def _read(self) -> None:
        reply, channel, conference_id = self._reply, self._channel, self.context.conference_id
        if reply is None or not reply.may_be_reminded:
            self._take(None)
            return
        unit_ids = [reply.unit_id]

        def work(tx: Transaction) -> Reminder | None:
            found = reminders.made(tx, conference_id, About.REPLY, channel, unit_ids=unit_ids, early=True)
            return found[0] if found else None

        self.context.operations.read("replies.reminder", work, self._take)

    def _take(self, reminder: Reminder | None) -> None:
        self.reminder = reminder
        self.fact.setText(words.before_text(reminder.before) if reminder is not None else _("nothing to remind of"))
        self.text.setText(reminder.text if reminder is not None else "")
        for each in (self.copy_button, self.save_button):
            each.setEnabled(reminder is not None)
        self.letter_button.setEnabled(reminder is not None and self._channel is Channel.EMAIL)

    def copy(self) -> None:
        """Put the text on the clipboard, and write down that the unit was reminded."""
        if self.reminder is not None:
            handing.copy(self.context, About.REPLY, self._channel, self.reminder)
            self.context.feedback.say(_("Copied the reminder to {unit}.").format(unit=self.reminder.unit))

    def write_letter(self) -> None:
        """Begin a letter in the mail program."""
        if self.reminder is not None:
            handing.write_letter(self.context, About.REPLY, self.reminder)

    def save(self) -> None:
        """Save it as a file."""
        if self.reminder is not None:
            handing.save(self.context, self, About.REPLY, self._channel, [self.reminder])
