"""From cells to people: where a sheet's lists stand, what its columns hold, and what each row is.

Judged by evidence. Rows, columns, the sheet's unit and who a row is are decided by weighed clues together with their
neighbours, never by one word; a doubt is a question, and no row vanishes
(`desktop/excel/understanding/row_weights.py`).
"""
