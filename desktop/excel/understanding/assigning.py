"""Each field its best column and each column one field, so that the whole is the likeliest."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf


def assign(scores: Mapping[tuple[str, int], float]) -> dict[str, int]:
    """The pairs with the greatest sum of scores, no field and no column twice; pairs that speak against are left.

    The Hungarian method: fields come one by one, and each may push those before it to their next best columns.
    """
    worth = {pair: score for pair, score in scores.items() if score > 0}
    fields = list(dict.fromkeys(field for field, _column in worth))
    columns = list(dict.fromkeys(column for _field, column in worth))
    count, width = len(fields), len(columns) + len(fields)  # a column of its own for each field that gets none
    cost = [[-worth.get((field, column), 0.0) for column in columns] + [0.0] * count for field in fields]
    field_price, column_price = [0.0] * (count + 1), [0.0] * (width + 1)
    taken_by = [0] * (width + 1)  # column -> field, both from 1
    for field in range(1, count + 1):
        taken_by[0] = field
        column = 0
        least, via, seen = [inf] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while True:
            seen[column] = True
            pushed, step, following = taken_by[column], inf, 0
            for other in range(1, width + 1):
                if seen[other]:
                    continue
                reduced = cost[pushed - 1][other - 1] - field_price[pushed] - column_price[other]
                if reduced < least[other]:
                    least[other], via[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(width + 1):
                if seen[other]:
                    field_price[taken_by[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
            if not taken_by[column]:
                break
        while column:
            taken_by[column] = taken_by[via[column]]
            column = via[column]
    return {
        fields[field - 1]: columns[column - 1]
        for column, field in enumerate(taken_by[1 : len(columns) + 1], 1)
        if field and (fields[field - 1], columns[column - 1]) in worth
    }
