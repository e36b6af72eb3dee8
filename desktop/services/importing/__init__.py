"""Import: files are loaded, planned, looked at, applied, and can be taken back as a whole.

A plan is the report. An import is read, planned and looked at; applying it changes nothing that the plan did not say
(`desktop/services/importing/planning.py::plan`, `desktop/services/importing/applying.py::apply`).
"""

from desktop.services.importing.applying import apply
from desktop.services.importing.asking import asked_columns
from desktop.services.importing.loading import CLIPBOARD, Loaded, LoadedFile, load, loaded_from_clipboard
from desktop.services.importing.naming_rows import rows_named
from desktop.services.importing.planning import plan
from desktop.services.importing.refused import count_refused, is_refused, write_refused
from desktop.services.importing.undoing import BatchView, list_batches, undo_import

__all__ = [
    "CLIPBOARD",
    "BatchView",
    "Loaded",
    "LoadedFile",
    "apply",
    "asked_columns",
    "count_refused",
    "is_refused",
    "list_batches",
    "load",
    "loaded_from_clipboard",
    "plan",
    "rows_named",
    "undo_import",
    "write_refused",
]
