"""What there is to tell of files and sheets: unusable ones, hidden rows, guessed encodings, columns passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.importing import ImportPlan, PlannedFile, PlannedSheet, Severity
from desktop.i18n import _, ngettext
from desktop.wording import sentence
from desktop.wording.import_preview import PASTED, short_name


@dataclass(frozen=True, slots=True)
class FileNotice:
    """One sentence about a file or a sheet."""

    file: str
    sheet: str
    sentence: str
    severity: Severity = Severity.INFO


def collect(plan: ImportPlan, source: tuple[str, str | None] | None = None) -> list[FileNotice]:
    """Everything to tell of a file (and sheet), or of all of them; unusable files first."""
    found: list[FileNotice] = []
    for file in plan.files:
        if source is not None and file.file != source[0]:
            continue
        if file.error is not None:
            found.append(FileNotice(file.file, "", sentence(file.error.code, file.error.details), Severity.ERROR))
        for sheet in file.sheets:
            if source is None or source[1] in (None, sheet.name):
                found.extend(_of_sheet(file, sheet))
    return sorted(found, key=lambda one: one.severity is not Severity.ERROR)


def _named(details: Mapping[str, object]) -> dict[str, object]:
    """Details in which a pasted table is called what people call it."""
    return {name: short_name(PASTED) if value == PASTED else value for name, value in details.items()}


def _of_sheet(file: PlannedFile, sheet: PlannedSheet) -> list[FileNotice]:
    found = [
        FileNotice(file.file, sheet.name, sentence(notice.code, _named(notice.details))) for notice in sheet.notices
    ]
    if sheet.ignored_columns:
        names = ", ".join(f"“{name}”" for name in sheet.ignored_columns)
        found.append(FileNotice(file.file, sheet.name, passed_over(names)))
    return found


def passed_over(names: str) -> str:
    """Columns that hold no field, and what can be made of them."""
    words = _("Columns passed over: {names}. “Map columns…” can take them as custom questions.")
    return words.format(names=names)


def summary(plan: ImportPlan, source: tuple[str, str | None] | None) -> tuple[str, Severity | None]:
    """One line of it, and how much it matters: the sentence when it is the only one, a count otherwise."""
    found = collect(plan, source)
    if not found:
        return "", None
    unusable = [one for one in found if one.severity is Severity.ERROR]
    if len(unusable) == 1:
        one = unusable[0]
        line = _("{file}: {sentence}").format(file=short_name(one.file), sentence=one.sentence)
    elif unusable:
        text = ngettext("{count} file can't be used.", "{count} files can't be used.", len(unusable))
        line = text.format(count=len(unusable))
    elif len(found) == 1:
        line = found[0].sentence
    else:
        text = ngettext("{count} remark about the files", "{count} remarks about the files", len(found))
        line = text.format(count=len(found))
    return line, found[0].severity
