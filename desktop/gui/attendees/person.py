"""A person's card: who they are and the conferences they were registered in."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QGridLayout

from desktop.domain.guide import Topic
from desktop.domain.people import PersonCard, Registration
from desktop.domain.phones import format_phone
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import STRETCH, caption, fact, grow, heading, row, title
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import attendees
from desktop.wording import field, training
from desktop.wording.formats import code_text, date_text, dotted, full_name_text, number_text


def show_card(context: Context, person_id: uuid.UUID) -> None:
    """Ask for the person and open the card."""
    context.operations.read(
        "card", lambda tx: attendees.person_card(tx, person_id), lambda card: PersonDialog(context, card).open()
    )


class PersonDialog(Dialog):
    """The card."""

    guide = Topic.ATTENDEES

    def __init__(self, context: Context, card: PersonCard) -> None:
        name = full_name_text(card)
        super().__init__(context, name, size=(1000, 440))
        count = len(card.registrations)
        attended = ngettext("Registered in {count} conference", "Registered in {count} conferences", count)
        hours = _("{hours} training hours").format(
            hours=training.hours_text(sum(each.hours for each in card.registrations))
        )
        model: RowsModel[Registration] = RowsModel(columns())
        self.table = Table(context, "card", model, _("Conferences"), wraps=True)
        model.set_rows(list(card.registrations))
        above = (
            title(name),
            row(_facts(card), STRETCH, spacing=None),
            GRID,
            heading(dotted(attended.format(count=count), hours)),
        )
        foot, close = self.buttons()
        close.setDefault(True)
        self.lay_out(*above, grow(self.table), foot, margins=WIDE, spacing=GRID + 4)


def columns() -> list[TableColumn[Registration]]:
    """The columns of a person's conferences."""
    return [
        TableColumn("conference", lambda: _("Conference"), lambda row: row.conference, 220, stretches=True),
        TableColumn("date", lambda: _("Date"), lambda row: date_text(row.starts_on), 90),
        TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 150),
        TableColumn("position", lambda: _("Position"), lambda row: row.position, 120),
        TableColumn("sessions", lambda: _("Sessions"), lambda row: number_text(row.sessions), 60, numeric=True),
        TableColumn("hours", lambda: _("Training hours"), lambda row: training.hours_text(row.hours), 70, numeric=True),
        TableColumn("certificates", lambda: _("Certificate"), lambda row: ", ".join(row.certificates), 110),
        TableColumn("substitutes", lambda: _("Substitution"), _substitution, 140),
        TableColumn("code", lambda: _("Code"), lambda row: code_text(row.code), 92, quiet=True),
    ]


def _substitution(row: Registration) -> str:
    """In whose place they came, and who came in theirs."""
    said = [_("Substitute for {name}").format(name=row.instead_of)] if row.instead_of else []
    return dotted(*said, *(_("Substitute: {name}").format(name=name) for name in row.replaced_by))


def _facts(card: PersonCard) -> QGridLayout:
    """What is known of the person, each value under its name."""
    facts = QGridLayout()
    facts.setHorizontalSpacing(GRID * 3)
    facts.setVerticalSpacing(2)
    shown = (
        (_("Date of birth"), field.birth(card.birth)),
        (_("Gender"), field.gender(card.gender)),
        (_("Phone"), format_phone(card.phone)),
        (_("Email"), card.email),
    )
    for place, (name, value) in enumerate(shown):
        text = fact(value or "–")
        text.setAccessibleName(f"{name}: {value}")
        facts.addWidget(caption(name, wrap=False), 0, place)
        facts.addWidget(text, 1, place)
    return facts
