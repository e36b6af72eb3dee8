"""Under the attendee list: how many people are selected and shown, in the words of the export."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from desktop.gui.widgets.layout import caption
from desktop.gui.widgets.rows import RowsModel
from desktop.gui.widgets.table import Table
from desktop.wording.formats import selected_text, shown_text


class ListFoot(QObject):
    """Follows the table's selection. One row, which the keyboard always leaves somewhere, is none to speak of."""

    def __init__(self, table: Table, model: RowsModel[Any]) -> None:
        super().__init__(table)
        self.label = caption(wrap=False)
        self._table, self._model = table, model
        table.selectionModel().selectionChanged.connect(lambda *_changed: self.tell())
        model.modelReset.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Count again; ranges are counted, not rows, for everybody may be selected."""
        chosen = self._table.selectionModel().selection()
        ranges = {(chosen.at(place).top(), chosen.at(place).bottom()) for place in range(chosen.count())}
        selected = sum(self._model.count_between(*each) for each in ranges)
        shown = self._model.count_between(0, self._model.rowCount() - 1)
        words = [selected_text(selected)] if selected > 1 else []
        self.label.setText(" · ".join([*words, shown_text(shown)]))
