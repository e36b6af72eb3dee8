"""Filled questionnaires from pictures: printings and their copies, which pages pictures show, answers entered.

sheets: what was printed · reading: which copies pictures show, what stands in their bubbles · applying: what is sure, or what
somebody confirmed, becomes answers that nobody is known by, in one change that is taken back as a whole.

A filled questionnaire is known by its copy, nobody by its copy. Each copy bears a random number
(`desktop/domain/opinion_code.py::PaperCode`); pictures of one copy are one paper, a second with other marks is a
photocopy (`desktop/domain/scanned_opinions.py::together`). Its bubbles are found by their printed rings and judged by
the ink in them (`desktop/scans/bubbles.py::judge`); which copies were entered is kept apart from the answers
(`desktop/services/scanned_opinions/applying.py::confirm`).
"""

from desktop.services.scanned_opinions.applying import ConfirmedPaper, EnteredPapers, confirm, sure, undo_last
from desktop.services.scanned_opinions.reading import read, with_owners
from desktop.services.scanned_opinions.sheets import NewSheet, add_sheet, keep_places, known

__all__ = [
    "ConfirmedPaper",
    "EnteredPapers",
    "NewSheet",
    "add_sheet",
    "confirm",
    "keep_places",
    "known",
    "read",
    "sure",
    "undo_last",
    "with_owners",
]
