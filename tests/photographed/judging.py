"""What the program said of the pictures, held against what is true of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.photographed.making import Made
from tests.photographed.sheets import Page
from tests.photographed.signing import NEVER_BLANK, NEVER_SIGNED, OVERFLOWN, SIGNED, Truth

Sessions = dict[tuple[str, int, int], dict[int, str]]
"""By conference, sheet and the page's place in the PDF: the id that the program gives each of its columns."""


@dataclass
class Fault:
    """A cell or page that the program got wrong."""

    what: str
    made: Made
    truth: Truth | None = None
    verdict: str = ""
    ink: float = 0.0
    message: str = ""


@dataclass
class Verdicts:
    """All counts."""

    pages: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By kind of picture."""
    marks: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By kind of mark."""
    faults: list[Fault] = field(default_factory=list)


def judge(answer: dict[str, Any], made: list[Made], sessions: Sessions, into: Verdicts) -> None:
    """Add what the program said of a batch."""
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for page in answer["pages"]:
        by_file[page["file"].rpartition("/")[2]].append(page)
    groups: dict[str, list[tuple[Made, dict[str, Any] | None]]] = defaultdict(list)
    for each in made:
        told = by_file[each.task.path.name]
        if each.task.foreign:
            _judge_foreign(each, told, into)
            continue
        found = _found(each, told, sessions)
        if each.task.together:
            groups[each.task.together].append((each, found))
        elif found is None or found["result"] != "read":
            _not_read(each, told, found, into)
        else:
            _count(each, "read", into)
            _judge_cells(each, each.truths, found, sessions, into)
    for group in groups.values():
        _judge_group(group, by_file, sessions, into)


def _key(page: Page) -> tuple[str, int, int]:
    return page.conference, page.sheet, page.place


def _found(made: Made, told: list[dict[str, Any]], sessions: Sessions) -> dict[str, Any] | None:
    """What is said of this page in its file."""
    ids = sessions[_key(made.page)]
    cells = {(each.row, ids[each.column]) for each in made.page.cells}
    for page in told:
        if page["result"] == "read" and page["sheet"] == made.page.sheet and page["page"] == made.page.page:
            if {(each["row"], each["session"]) for each in page["cells"]} == cells:
                return page
        elif page["result"] == "duplicate" and (page["sheet"], page["page"]) == (made.page.sheet, made.page.page):
            return page
    return None


def _count(made: Made, result: str, into: Verdicts) -> None:
    into.pages[made.task.kind if not made.task.foreign else f"foreign: {made.task.foreign}"][result] += 1


def _judge_foreign(made: Made, told: list[dict[str, Any]], into: Verdicts) -> None:
    results = {page["result"] for page in told}
    wrong = results & {"read", "duplicate"}
    _count(made, "wrong" if wrong else min(results, default="unnamed"), into)
    if wrong or not told:
        into.faults.append(Fault("foreign page read" if wrong else "not named", made, message=str(results)))


def _not_read(made: Made, told: list[dict[str, Any]], found: dict[str, Any] | None, into: Verdicts) -> None:
    others = len(made.task.pages) > 1
    results = [page["result"] for page in told if found is None]
    refused = [each for each in results if each in ("unreadable", "foreign")]
    if found is not None or (not others and set(results) & {"read", "duplicate"}):
        what = "wrong"
    elif refused:
        what = refused[0]
    else:
        what = "unnamed"
    _count(made, what, into)
    said = [(p["result"], p["sheet"], p["page"], p.get("message", "")) for p in told]
    into.faults.append(Fault(f"page {what}", made, message=str(said)))


def _judge_group(
    group: list[tuple[Made, dict[str, Any] | None]],
    by_file: dict[str, list[dict[str, Any]]],
    sessions: Sessions,
    into: Verdicts,
) -> None:
    """Several pictures of one page: one is read and says what they say together."""
    read = [(made, found) for made, found in group if found is not None and found["result"] == "read"]
    name = group[0][0].task.together.split()[0]
    if len(read) != 1:
        for made, found in group:
            _not_read(made, by_file[made.task.path.name], found, into)
        return
    for made, found in group:
        if found is None:
            _not_read(made, by_file[made.task.path.name], found, into)
        else:
            _count(made, found["result"], into)
    made, found = read[0]
    if any(each is None for _made, each in group):
        _judge_cells(made, made.truths, found, sessions, into)
        return
    truths = made.truths
    for other in (each for each, _found in group if each is not made):
        truths = [_merged(a, b, name == "contradict") for a, b in zip(truths, other.truths, strict=True)]
    _judge_cells(made, truths, found, sessions, into)


def _merged(one: Truth, two: Truth, contradict: bool) -> Truth:
    seen, covered = max(one.seen, two.seen), min(one.covered, two.covered)
    mark = one.mark
    strange = max(one.strange, two.strange)
    bare = min((each.strange for each in (one, two) if not each.mark), default=0.0) <= OVERFLOWN
    if contradict and bool(one.mark) != bool(two.mark):
        mark = "contradiction" if bare else "overflow and mark"
    elif contradict and one.mark not in SIGNED:
        mark = one.mark or two.mark
    elif contradict and two.mark not in SIGNED:
        mark = two.mark
    return Truth(one.cell, mark, one.blank_line, one.own, strange, seen, covered, one.corners)


def _judge_cells(made: Made, truths: list[Truth], found: dict[str, Any], sessions: Sessions, into: Verdicts) -> None:
    ids = sessions[_key(made.page)]
    told = {(each["row"], each["session"]): each for each in found["cells"]}
    for truth in truths:
        said = told[truth.cell.row, ids[truth.cell.column]]
        fault = error(truth, said["verdict"])
        kind = state(truth)
        into.marks[kind][said["verdict"]] += 1
        counts = into.pages[made.task.kind]
        if kind in CLEAN:
            counts["clean"] += 1
            counts["decided"] += said["verdict"] != "ask"
        elif kind not in ("outside", "hidden"):
            counts["doubtful"] += 1
            counts["asked"] += said["verdict"] == "ask"
        counts["cells"] += 1
        if fault:
            counts[fault] += 1
            into.marks[kind][fault] += 1
            into.faults.append(Fault(fault, made, truth, said["verdict"], said["ink"]))


CLEAN = ("signature", "flourish", "empty", "blank line")


def state(truth: Truth) -> str:
    """Under which name the cell is counted."""
    if truth.seen < 0.05:
        return "outside"
    if truth.seen < 0.99 or truth.covered > 0.04:
        return "hidden"
    kind = truth.kind
    return f"{kind}, overflown" if kind in SIGNED and truth.strange > OVERFLOWN else kind


def error(truth: Truth, verdict: str) -> str:
    """`silent` where the issue forbids the verdict, `lost` where something written was called blank, "" where all is well."""
    if verdict == "ask":
        return ""
    kind = state(truth)
    if kind == "outside":
        return "silent"
    if truth.blank_line:
        return "silent" if verdict == "signed" else "lost" if truth.mark else ""
    there = truth.mark in SIGNED or truth.mark.endswith(", signed")
    if verdict == "signed":
        absent = not truth.mark or truth.mark in NEVER_SIGNED or truth.mark == "contradiction"
        return "silent" if absent else ""
    if there or truth.mark == "contradiction":
        return "silent"
    if truth.mark in NEVER_BLANK or (truth.mark in NEVER_SIGNED and "empty" not in truth.mark):
        return "lost"
    return ""


def tables(verdicts: Verdicts) -> str:
    """Both tables as text."""
    names = ("read", "duplicate", "unreadable", "foreign", "unnamed", "wrong", "cells", "clean", "decided")
    lines = [f"{'picture':<26}" + "".join(f"{each:>11}" for each in (*names, "%", "silent", "lost", "asked %"))]
    total: Counter[str] = Counter()
    for kind, counts in [*sorted(verdicts.pages.items()), ("all", total)]:
        share = f"{100 * counts['decided'] / counts['clean']:.2f}" if counts["clean"] else "–"
        asked = f"{100 * counts['asked'] / counts['doubtful']:.1f}" if counts["doubtful"] else "–"
        row = [*(counts[each] for each in names), share, counts["silent"], counts["lost"], asked]
        lines.append(f"{kind:<26}" + "".join(f"{each!s:>11}" for each in row))
        if kind != "all":
            total.update({name: count for name, count in counts.items() if not kind.startswith("foreign:")})
    lines += [
        "",
        f"{'mark':<26}"
        + "".join(f"{each:>11}" for each in ("cells", "signed", "blank", "ask", "ask %", "silent", "lost")),
    ]
    for kind, counts in sorted(verdicts.marks.items()):
        cells = counts["signed"] + counts["blank"] + counts["ask"]
        row = [cells, counts["signed"], counts["blank"], counts["ask"], f"{100 * counts['ask'] / cells:.1f}"]
        lines.append(f"{kind:<26}" + "".join(f"{each!s:>11}" for each in [*row, counts["silent"], counts["lost"]]))
    return "\n".join(lines)
