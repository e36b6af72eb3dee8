"""The office's own workbook for figures: saved to be changed in Excel, taken back, left again; every field with its meaning."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem, QWidget

from desktop.domain.file_names import file_stem
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import button, grow, heading, muted
from desktop.gui.widgets.list_dialog import list_of
from desktop.i18n import _
from desktop.services.training import office_layout
from desktop.whole_file import write_whole
from desktop.wording.workbooks import LAYOUT_FIELDS, LAYOUT_LINE_FIELDS


class LayoutDialog(Dialog):
    """Which layout the figures' workbook has, and what may stand in it."""

    guide = Topic.FIGURES

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Layout of the workbook"), size=(760, 560), parent=parent)
        self.state = heading(wrap=True)
        self.save_layout = button(_("&Save the layout to change it…"), self._save)
        self.take_layout = button(_("&Take a workbook as the layout…"), self._take)
        self.remove_layout = button(_("Back to the &program's layout"), self._remove)
        actions = FlowLayout(spacing=GRID)
        for each in (self.save_layout, self.take_layout, self.remove_layout):
            actions.addWidget(each)
        words = _(
            "Lay the sheet out in Excel as the report asks for it and write fields where numbers belong. The row with "
            "“dong.” fields comes once for each line."
        )
        self.list = list_of(context.theme, _("Fields of the layout"), [_("Written in Excel as"), _("What it holds")])
        for name, meaning in LAYOUT_FIELDS.items():
            QTreeWidgetItem(self.list, [f"{{{{ {name} }}}}", meaning()])
        for name, meaning in LAYOUT_LINE_FIELDS.items():
            QTreeWidgetItem(self.list, [f"{{{{ dong.{name} }}}}", meaning()])
        foot, _close = self.buttons()
        self.lay_out(
            self.state, muted(words), actions, self.banner, grow(self.list), foot, margins=WIDE, spacing=GRID + 4
        )
        self._show()

    def _show(self) -> None:
        kept = office_layout.is_kept()
        own, standard = _("The office's own layout is used."), _("The program's layout is used.")
        self.state.setText(own if kept else standard)
        self.remove_layout.setVisible(kept)

    def _save(self) -> None:
        name = file_stem(_("Layout of figures"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the layout"),
            str(Path.home() / f"{name}.xlsx"),
            _("Excel workbooks ({pattern})").format(pattern="*.xlsx"),
        )
        if not chosen:
            return
        target = Path(chosen)

        def work(_progress: object, _cancelled: object) -> Path:
            kept = office_layout.is_kept()
            write_whole(target, office_layout.path().read_bytes() if kept else office_layout.standard())
            return target

        self.context.operations.plain(f"{self.read_key}.save", work, self.context.feedback.say_saved, self.refuse)

    def _take(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Take a workbook"), str(Path.home()), _("Excel workbooks ({pattern})").format(pattern="*.xlsx")
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Take a workbook as the office's, if it can be filled."""
        self.banner.tell("")

        def taken(found: list[str]) -> None:
            self.banner.tell(_("Taken: {count} fields found.").format(count=len(found)), "good")
            self._show()

        self.context.operations.plain(
            f"{self.read_key}.take", lambda _progress, _stop: office_layout.keep(path), taken, self.refuse
        )

    def _remove(self) -> None:
        self.context.operations.plain(
            f"{self.read_key}.remove",
            lambda _progress, _stop: office_layout.remove(),
            lambda _done: self._show(),
            self.refuse,
        )
