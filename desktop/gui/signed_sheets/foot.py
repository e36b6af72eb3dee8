"""Under a signed sheet: the counts of what was typed, beside those that somebody wrote at the foot of the paper."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.attendance import Status
from desktop.gui.signed_sheets.draft import PaperDraft
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.attendance_parts import INKS, counted
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import column, holder, label, muted, rich, row
from desktop.gui.widgets.text import joined, markup
from desktop.i18n import _


class PaperFoot(QWidget):
    """Counts run along while the sheet is typed; the paper's own are compared as soon as they are typed too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._draft: PaperDraft | None = None
        self.counts, self.verdict = rich(), label()
        self.fields: dict[str, QLineEdit] = {}
        foot = FlowLayout(spacing=GRID)
        foot.addWidget(muted(_("At the foot of the signed sheet:"), wrap=False))
        for name, text in _names().items():
            field = self.fields[name] = QLineEdit()
            field.setFixedWidth(theme.px(56))
            field.setValidator(QIntValidator(0, 99_999, field))
            field.setAccessibleName(_("{what}, as the foot of the signed sheet says").format(what=text))
            field.textChanged.connect(lambda _text: self._compare())
            foot.addWidget(labelled(text, field))
        foot.addWidget(self.verdict)
        column(self.counts, foot, on=self)

    def clear(self) -> None:
        """Another paper: its foot is not typed yet."""
        for field in self.fields.values():
            field.clear()

    def show_draft(self, draft: PaperDraft) -> None:
        """Count what was typed so far."""
        self._draft = draft
        statuses = (Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT, Status.UNRECORDED)
        counts = joined(counted(each, draft.count(each), self._theme.colour(INKS[each])) for each in statuses)
        total = markup("<b>{total}</b>", total=draft.total)
        self.counts.setText(markup(_("{counts} · of {total}"), counts=counts, total=total))
        self._compare()

    def _compare(self) -> None:
        draft = self._draft
        if draft is None:
            return
        typed = {name: int(field.text()) for name, field in self.fields.items() if field.text()}
        mine = {"present": draft.present, "absent": draft.absent}
        wrong = [name for name in typed if typed[name] != mine[name]]
        told = _("✓ the same") if typed else ""
        if wrong:
            told = _("✕ {name}: {mine} typed, {theirs} on the signed sheet").format(
                name=_names()[wrong[0]], mine=mine[wrong[0]], theirs=typed[wrong[0]]
            )
        self.verdict.setText(told)
        self.verdict.setStyleSheet(f"color: {self._theme.colour('bad' if wrong else 'good').name()}")


def _names() -> dict[str, str]:
    return {"present": _("Present"), "absent": _("Absent")}


def labelled(text: str, field: QWidget, *, role: str = "") -> QWidget:
    """A field with its name before it."""
    name = label(text, role)
    name.setBuddy(field)
    return holder(row(name, field, margins=(0, 0, GRID, 0)))
