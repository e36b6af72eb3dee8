"""For whose people the door is: everybody's, the main hall's, or those of one point."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from PySide6.QtCore import Signal

from desktop.domain.at_points import PointId
from desktop.gui.context import Context
from desktop.gui.widgets.elided_box import ElidedBox
from desktop.gui.widgets.form import choose
from desktop.i18n import _
from desktop.wording.points import hall

_KEPT = "door.points"
_HALL = "hall"


class PointBox(ElidedBox):
    """Shown only in a conference with points; what is chosen is remembered on this computer for each conference."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName(_("Point of this door"))
        self.hide()
        self.activated.connect(lambda _place: self._keep())

    def offer(self, points: Mapping[uuid.UUID, str]) -> None:
        """The points there are now; one that is gone leaves the door to everybody."""
        kept = self._remembered().get(str(self._context.conference_id), "")
        self.clear()
        self.addItem(_("Every point"), "")
        self.addItem(hall(), _HALL)
        for key, name in points.items():
            self.addItem(name, key.hex)
        choose(self, kept if points and self.findData(kept) >= 0 else "")
        self.setVisible(bool(points))
        self.changed.emit()

    @property
    def at(self) -> tuple[PointId, ...]:
        """The point chosen, None for the main hall; () for everybody."""
        said = str(self.currentData() or "")
        if not said:
            return ()
        return (None,) if said == _HALL else (uuid.UUID(said),)

    def _remembered(self) -> dict[str, str]:
        kept = self._context.remembered(_KEPT)
        return {str(key): str(said) for key, said in kept.items()} if isinstance(kept, dict) else {}

    def _keep(self) -> None:
        said = str(self.currentData() or "")
        self._context.remember(_KEPT, {**self._remembered(), str(self._context.conference_id): said})
        self.changed.emit()
