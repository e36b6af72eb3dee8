"""A person's card: who they are and the conferences they were registered in."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from desktop.domain.people import PersonCard, Registration
from desktop.domain.phones import format_phone
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.rows import Column, RowsModel
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import attendees
from desktop.wording import field
from desktop.wording.formats import code_text, date_text, full_name_text


def show_card(context: Context, person_id: uuid.UUID) -> None:
    """Ask for the person and open the card."""
    context.operations.read(
        "card", lambda tx: attendees.person_card(tx, person_id), lambda card: PersonDialog(context, card).open()
    )


class PersonDialog(QDialog):
    """The card."""

    def __init__(self, context: Context, card: PersonCard) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        name = full_name_text(card)
        self.setWindowTitle(name)
        heading = QLabel(name)
        heading.setProperty("role", "title")
        facts = QGridLayout()
        facts.setHorizontalSpacing(GRID * 3)
        facts.setVerticalSpacing(2)
        shown = (
            (_("Date of birth"), field.birth(card.birth)),
            (_("Gender"), field.gender(card.gender)),
            (_("Phone"), format_phone(card.phone)),
            (_("Email"), card.email),
        )
        for column, (label, value) in enumerate(shown):
            words = QLabel(label)
            words.setProperty("role", "caption")
            text = QLabel(value or "–")
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setAccessibleName(f"{label}: {value}")
            facts.addWidget(words, 0, column)
            facts.addWidget(text, 1, column)
        count = len(card.registrations)
        attended = QLabel(
            ngettext("Registered in {count} conference", "Registered in {count} conferences", count).format(count=count)
        )
        attended.setProperty("role", "heading")
        model: RowsModel[Registration] = RowsModel(
            [
                Column("conference", lambda: _("Conference"), lambda row: row.conference, 300, stretches=True),
                Column("date", lambda: _("Date"), lambda row: date_text(row.starts_on), 90),
                Column("unit", lambda: _("Unit"), lambda row: row.unit, 170),
                Column("position", lambda: _("Position"), lambda row: row.position, 130),
                Column("code", lambda: _("Code"), lambda row: code_text(row.code), 92, quiet=True),
            ]
        )
        self.table = Table(context, "card", model, _("Conferences"))
        model.set_rows(list(card.registrations))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addLayout(facts)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        layout.setSpacing(GRID + 4)
        layout.addWidget(heading)
        layout.addLayout(row)
        layout.addSpacing(GRID)
        layout.addWidget(attended)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        scale = context.theme.scale
        room = context.window.screen().availableSize()
        self.resize(min(round(860 * scale), room.width() - 40), min(round(420 * scale), room.height() - 60))
