"""Everything there is to tell of the files and sheets of an import."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.guide import Topic
from desktop.domain.importing import ImportPlan, Severity
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.layout import STRETCH, Part, column, grow, plain, scroll
from desktop.i18n import _
from desktop.wording.import_notices import collect
from desktop.wording.import_preview import short_name


class NoticesDialog(Dialog):
    """File by file, sheet by sheet."""

    guide = Topic.MENDING

    def __init__(
        self, context: Context, plan: ImportPlan, source: tuple[str, str | None] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, _("About the files"), size=(620, 460), parent=parent)
        told: list[Part] = []
        place = ("", "")
        for one in collect(plan, source):
            if (one.file, one.sheet) != place:
                place = (one.file, one.sheet)
                told += [GRID, plain(_place(*place), "field", wrap=False)]
            told.append(plain(one.sentence, "error" if one.severity is Severity.ERROR else "", selectable=True))
        words = column(*told, STRETCH, spacing=GRID // 2, margins=None)
        self.lay_out(grow(scroll(words, spoken=self.windowTitle())), self.buttons()[0], margins=None, spacing=None)


def _place(file: str, sheet: str) -> str:
    if not sheet:
        return short_name(file)
    return _("{file}, sheet {sheet}").format(file=short_name(file), sheet=sheet)
