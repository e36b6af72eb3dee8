"""What is said of the rows selected in the list of attendees: whether they come, are paid, where they are, that all is well."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.people import AttendeeState
from desktop.gui.page import PageCommand
from desktop.i18n import _
from desktop.services import attendance, attendees

if TYPE_CHECKING:
    from desktop.domain.people import AttendeeView
    from desktop.gui.attendees.page import AttendeesPage


class SelectionCommands:
    """Commands of the page of attendees."""

    def __init__(self, page: AttendeesPage) -> None:
        self._page = page

    def commands(self) -> dict[str, PageCommand]:
        """By their names, each with why it can't be done with the rows selected."""
        page = self._page
        return {
            "cancel": PageCommand(
                self.cancel, lambda: self._why_none(self._of(AttendeeState.REGISTERED), _("nobody selected is coming"))
            ),
            "reinstate": PageCommand(
                self.reinstate,
                lambda: self._why_none(self._of(AttendeeState.CANCELLED), _("nobody selected has cancelled")),
            ),
            "off_payroll": PageCommand(partial(self.set_off_payroll, True), partial(self._why_not_paid, True)),
            "on_payroll": PageCommand(partial(self.set_off_payroll, False), partial(self._why_not_paid, False)),
            "point": PageCommand(
                self.set_point, lambda: self._why_none(page.points, _("the conference has no points"))
            ),
            "fine": PageCommand(self.accept, lambda: self._why_none(page.cases_of_list, _("nothing to review"))),
        }

    def _of(self, state: AttendeeState) -> list[AttendeeView]:
        return [row for row in self._page.table.selected() if row.state == state]

    def _why_none(self, fit: object, reason: str) -> str:
        return self._page.table.why_no_row() or ("" if fit else reason)

    def _why_not_paid(self, off: bool) -> str:
        others = any(row.off_payroll is not off for row in self._page.table.selected())
        return self._why_none(others, _("it is so already"))

    def cancel(self) -> None:
        """The selected people will not come; they stay on the list, and the door is told why."""
        from desktop.gui.attendees.removing import cancel

        cancel(self._page.context, self._of(AttendeeState.REGISTERED))

    def reinstate(self) -> None:
        """The selected people come after all."""
        ids = [row.id for row in self._of(AttendeeState.CANCELLED)]
        self._page.context.operations.write(lambda tx: attendance.reinstate(tx, ids))

    def set_off_payroll(self, off: bool) -> None:
        """The selected people draw no salary from the state, or do."""
        ids = [row.id for row in self._page.table.selected()]
        self._page.context.operations.write(lambda tx: attendees.set_off_payroll(tx, ids, off))

    def set_point(self) -> None:
        """One point for the selection, whatever their unit."""
        from desktop.gui.points.placing import PlaceDialog

        PlaceDialog(self._page.context, self._page.table.selected(), self._page.points).open()

    def accept(self) -> None:
        """The selected people are right as they stand, and nobody whom they are like."""
        from desktop.services import settling

        cases = self._page.cases_of_list
        if cases:
            self._page.context.operations.write(lambda tx: settling.accept(tx, cases))
