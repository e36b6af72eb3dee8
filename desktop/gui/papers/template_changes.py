"""What changed in the program's own template since the office made its copy."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.papers.code_edit import CodeEdit
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import grow, label
from desktop.i18n import _
from desktop.papers import templates


class TemplateChanges(Dialog):
    """The lines taken out and put in, with a sign before each."""

    guide = Topic.PAPERS

    def __init__(self, context: Context, name: str, parent: QWidget) -> None:
        title = _("What changed in the program's template")
        super().__init__(context, title, size=(900, 560), parent=parent)
        words = _("A line with − was taken out, one with + put in since the office made its copy.")
        self.lines = CodeEdit(context.theme)
        self.lines.setAccessibleName(title)
        self.lines.setReadOnly(True)
        self.lines.setPlainText("\n".join(templates.changes(name)))
        self.lay_out(label(words, wrap=True), grow(self.lines), self.buttons()[0], margins=WIDE, spacing=None)
