"""Which list of units a new data file starts with; an own file is asked for only when the form is taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog

from desktop.i18n import _

_OWN = "own"


class UnitListChoice(QComboBox):
    """The district's list that comes with the program, an own file, or none; `source` is what `seed_units` takes."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self.addItem(_("Hai Bà Trưng district, 2018"), "hai-ba-trung")
        self.addItem(_("A list of my own (CSV)…"), _OWN)
        self.addItem(_("None: units come with the imports"), None)

    @property
    def source(self) -> str | Path | None:
        """The starter list's name, the own file, or None."""
        chosen = self.currentData()
        return self._path if chosen == _OWN else chosen

    def ask(self) -> bool:
        """Ask for the own file if it was chosen and is not known yet; False: it is still not."""
        if self.currentData() != _OWN or self._path is not None:
            return True
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a list of units"), "", _("Lists of units ({pattern})").format(pattern="*.csv *.txt")
        )
        if name:
            self._path = Path(name)
            self.setItemText(self.findData(_OWN), self._path.name)
        return bool(name)
