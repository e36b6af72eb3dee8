"""Everything there is to tell of the files and sheets of an import."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.importing import ImportPlan, Severity
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import button_row, resize_within
from desktop.i18n import _
from desktop.wording.import_notices import collect
from desktop.wording.import_preview import short_name


class NoticesDialog(QDialog):
    """File by file, sheet by sheet."""

    def __init__(
        self, context: Context, plan: ImportPlan, source: tuple[str, str | None] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent or context.window)
        self.setWindowTitle(_("About the files"))
        resize_within(self, context.theme, 620, 460)
        inner = QWidget()
        inner.setObjectName("plain")
        column = QVBoxLayout(inner)
        column.setSpacing(GRID // 2)
        place = ("", "")
        for one in collect(plan, source):
            if (one.file, one.sheet) != place:
                place = (one.file, one.sheet)
                heading = QLabel(_place(*place), textFormat=Qt.TextFormat.PlainText)
                heading.setProperty("role", "field")
                column.addSpacing(GRID)
                column.addWidget(heading)
            words = QLabel(one.sentence, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            words.setProperty("role", "error" if one.severity is Severity.ERROR else "")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.addWidget(scroll, 1)
        whole.addLayout(button_row(self)[0])


def _place(file: str, sheet: str) -> str:
    if not sheet:
        return short_name(file)
    return _("{file}, sheet {sheet}").format(file=short_name(file), sheet=sheet)
