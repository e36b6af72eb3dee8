"""What the data file knows already, offered in a dialog's fields while somebody types: people of the directory, rooms."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop.domain.by_hand import Offered
from desktop.domain.titles import split_honorific
from desktop.gui.suggesting import Suggesting, Suggestion, suggest_from
from desktop.gui.widgets.dialog import Dialog
from desktop.services import agenda, by_hand, conferences
from desktop.wording.by_hand import offered_text
from desktop.wording.formats import full_name_text


def suggest_people(dialog: Dialog, field: QLineEdit, *, separator: str = "") -> Suggesting:
    """Offer people of the directory; `chosen` gives the newest registration (`AttendeeView`) of who was chosen.

    With `separator` several are named in the field.
    """
    context = dialog.context
    conference_id = context.conference_id
    made = Suggesting(context.theme, field, separator=separator)

    def ask(typed: str) -> None:
        def show(found: list[Offered]) -> None:
            if not dialog.gone:
                made.offer(
                    typed, [Suggestion(full_name_text(each.last), offered_text(each), each.last) for each in found]
                )

        _title, name = split_honorific(typed)
        context.operations.read(
            f"{dialog.read_key}.people", lambda tx: by_hand.offered(tx, conference_id, name), show, lambda _error: True
        )

    made.wanted.connect(ask)
    return made


def suggest_rooms(dialog: Dialog, field: QLineEdit) -> Suggesting:
    """Offer the rooms and venues of all conferences."""
    known: list[str] = []
    dialog.context.operations.read(f"{dialog.read_key}.rooms", agenda.rooms_known, known.extend, lambda _error: True)
    return suggest_from(dialog.context.theme, field, lambda: known)


def suggest_for_figures(dialog: Dialog, name: str, field: QLineEdit) -> Suggesting:
    """Offer what is usual for a field that figures are told apart by, and what was typed before."""
    known: list[str] = []
    dialog.context.operations.read(
        f"{dialog.read_key}.{name}", lambda tx: conferences.known(tx, name), known.extend, lambda _error: True
    )
    return suggest_from(dialog.context.theme, field, lambda: known)
