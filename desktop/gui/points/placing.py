"""Where the attendees selected sit, whatever their unit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from desktop.domain.guide import Topic
from desktop.domain.people import AttendeeView
from desktop.gui.attendees import NOBODY
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _, ngettext
from desktop.services.opening import Transaction
from desktop.services.points import keeping
from desktop.wording.points import hall


class PlaceDialog(FormDialog):
    """One point for all of them, the main hall, or where their units sit."""

    guide = Topic.POINTS

    def __init__(self, context: Context, rows: Sequence[AttendeeView], points: Mapping[uuid.UUID, str]) -> None:
        title = ngettext("Point of {count} attendee", "Point of {count} attendees", len(rows)).format(count=len(rows))
        super().__init__(context, title, _("Set the point"), columns=1, width=460)
        self._ids = [row.id for row in rows]
        common = {row.point_id or NOBODY for row in rows}
        self.point = PickBox()
        named: list[tuple[str, object]] = [(name, key) for key, name in points.items()]
        offered = [(_("Where their unit sits"), None), (hall(), NOBODY), *named]
        self.point.offer(offered, common.pop() if len(common) == 1 else None)
        self.form.add(
            "point", _("Point"), self.point, hint=_("Whatever their unit. “Where their unit sits” ends that.")
        )

    def submit(self) -> None:
        """Write it down."""
        ids, point = self._ids, self.point.value()

        def work(tx: Transaction) -> int:
            if not isinstance(point, uuid.UUID):
                return keeping.unplace(tx, ids)
            return keeping.place(tx, ids, None if point == NOBODY else point)

        self.take(work)
