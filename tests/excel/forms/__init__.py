"""Registration forms as units send them, made by a seeded grammar, with the truth of every row.

`make_form(seed, number)` makes one, `score` holds it against an import's plan, `python -m tests.excel.forms` does so
for thousands. The grammar knows forms, not the reader: what it makes is what a careful clerk could read.
"""

from tests.excel.forms.grammar import make_form
from tests.excel.forms.scoring import Score, score

__all__ = ["Score", "make_form", "score"]
