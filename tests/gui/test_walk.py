"""Nothing in the window keeps anybody out: every page and dialog is opened, found from the window itself, and looked at."""

from __future__ import annotations

import pytest

from desktop import i18n
from tests.gui.filled import filled_record
from tools.drive import Look
from tools.walk import never_met, walked

__all__ = ["filled_record"]

AS_IT_HAPPENS = {
    "attendance_workbook.importing.AttendanceImport",
    "attendees.join.JoinDialog",
    "backups.recovery.RecoveryDialog",
    "checkin.attendance_log.AttendanceLog",
    "checkin.attendance_log.CorrectDialog",
    "checkin.delegation.DelegationDialog",
    "checkin.move_arrivals.MoveArrivals",
    "conferences.groups.RemoveGroupForm",
    "conferences.sample.SampleDialog",
    "conferences.welcome.WelcomePage",
    "crash_dialog._Trouble",
    "dialogues.forms.QuestionDialog",
    "desks.exchange.MergeDialog",
    "desks.panel.DesksPanel",
    "desks.panel.RenameDialog",
    "desks.server_copy.PutFromServer",
    "desks.server_desks.AddDeskDialog",
    "desks.server_desks.LoginDialog",
    "desks.server_desks.StatusDialog",
    "encryption.dialogs.ChangePassphraseDialog",
    "encryption.dialogs.DecryptDialog",
    "encryption.new_file.NewFileDialog",
    "encryption.sheet.RecoverySheetDialog",
    "encryption.unlock.UnlockDialog",
    "importing.notices_dialog.NoticesDialog",
    "importing.pick_fields.PickFieldsDialog",
    "importing.unit_picker.UnitPicker",
    "importing.units.NewUnitForm",
    "importing.units.NewUnitsDialog",
    "opinion_scans.dialog.PaperScanDialog",
    "opinions.take.TakeAnswersDialog",
    "papers.certificates.RevokeDialog",
    "papers.printed_sheets.PrintedSheets",
    "papers.template_changes.TemplateChanges",
    "papers.word_form.WordFormDialog",
    "points.forms.PointForm",
    "points.forms.PointListForm",
    "points.forms.ReportedForm",
    "points.forms.UnitPointsForm",
    "points.placing.PlaceDialog",
    "scanned_sheets.dialog.ScanDialog",
    "scanned_sheets.kept.KeptPictures",
    "shell.versions.FoundDialog",
    "tasks.forms.CommitDialog",
    "tasks.forms.ExtendDialog",
    "tasks.forms.ProgressDialog",
    "tasks.given.ConclusionForm",
    "tasks.given.GivenForm",
    "tasks.take.TakeDialog",
    "training.periods.CorrectionForm",
    "training.periods.FinishForm",
    "units.history.UnitHistoryDialog",
    "units.succession.SuccessionDialog",
    "units.unit.MergeDialog",
    "wait_dialog._WaitDialog",
    "widgets.conflict.ConflictDialog",
    "widgets.one_line.OneLineDialog",
}
"""What needs a server, an encrypted file, rows of a kind, a clash or the like to open: `make walk` opens these too.

A dialog that is new and stands behind a button with "…" or a command is walked by itself and needs no line here.
"""


@pytest.mark.parametrize("look", [Look(), Look(theme="dark", scale=200, size=(1024, 700))], ids=lambda look: look.name)
def test_every_page_and_dialog_can_be_read_heard_and_walked_with_tab(qapp, filled_record, look):
    i18n.install(look.language)
    with walked(filled_record, look) as walk:
        walk.everything()
    assert walk.wrong == {}
    assert set(never_met(walk)) <= AS_IT_HAPPENS
