"""The signed sheet comes back: what is typed from it becomes attendance, and what the door says otherwise is shown.

naming: which sheet a code names · reading: the sheet as printed and what is known of its people now · entering: what is written of it.

The paper's own marks carry the sheet's name (TH:CONFERENCE:SHEET) as their reason: by it they are known again when the
sheet is entered a second time. Whatever anybody else said of a person is the door's word, and stays unless somebody
settles the difference for the paper.
"""

from desktop.services.signed_sheets.entering import enter
from desktop.services.signed_sheets.naming import number_of
from desktop.services.signed_sheets.reading import column_of_session, sheet_for_entry

__all__ = ["column_of_session", "enter", "number_of", "sheet_for_entry"]
