"""Opinions of trainees, citizens and businesses: rounds, answers that nobody can be known by, what they come to.

Nobody is known by an answer. An opinion has a random key and its marks, its words are kept apart, and no line of the
journal tells of a single one; when somebody stops typing all of a round are written anew by chance
(`desktop/services/opinions/entering.py::mix`). What may be told of how many is worked out in one place
(`desktop/domain/opinion_results.py::results`).
"""

from desktop.services.opinions.entering import Entered, enter, enter_tally, take_back, tell
from desktop.services.opinions.looking import find_round, get_round, list_rounds, results, told_in_report
from desktop.services.opinions.rounds import add_round, edit_round, remove_round

__all__ = [
    "Entered",
    "add_round",
    "edit_round",
    "enter",
    "enter_tally",
    "find_round",
    "get_round",
    "list_rounds",
    "remove_round",
    "results",
    "take_back",
    "tell",
    "told_in_report",
]
