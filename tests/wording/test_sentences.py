"""Every code that is raised anywhere has its sentence, in both languages, and every detail it names can be filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop import i18n, wording
from desktop.domain.importing import Clue, RowKind
from desktop.excel.understanding import evidence, row_weights
from desktop.wording import row_clues

SOURCE = Path(__file__).resolve().parents[2] / "desktop"
RAISED = re.compile(
    r"(?:AppError|NotFound|Ambiguous|InvalidInput|Conflict|UnreadableFile|UnusableDatabase|Notice|AgendaWarning)\("
    r'\s*"([a-z_0-9]+\.[a-z_.0-9]+)"'
)
CODES = sorted({code for path in SOURCE.rglob("*.py") for code in RAISED.findall(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_sentence(code, language):
    i18n.install(language)
    assert code in wording._sentences()
    assert wording.sentence(code, {}).strip()


def test_details_are_shown_as_people_read_them():
    import datetime as dt

    told = wording.sentence(
        "conflict.edited",
        {"name": "Lê Văn Thử", "who": "Bàn 2", "at": dt.datetime.now(dt.UTC), "fields": ("phone", "unit")},
    )
    assert "Số điện thoại, Đơn vị" in told
    assert "Bàn 2" in told


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_clue_that_is_weighed_has_words_and_no_other(language):
    i18n.install(language)
    weighed = {f"clue.{clue}" for clue in row_weights.WEIGHTS} - {"clue.base"} | set(evidence.WEIGHTS)
    given = set(re.findall(r'Clue\("([a-z_.]+)"|"(column\.[a-z_]+)"', _understanding()))
    assert set(row_clues.SENTENCES) == weighed | {code for pair in given for code in pair if code} - _NOTICES
    for code, words in row_clues.SENTENCES.items():
        assert words(), code
        assert not words().endswith("."), code


_NOTICES = {"column.doubtful", "column.department"}


def _understanding():
    folder = SOURCE / "excel" / "understanding"
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_kind_of_row_has_a_name_of_its_own(language):
    i18n.install(language)
    assert len({row_clues.kind(kind) for kind in RowKind}) == len(RowKind)


def test_a_clue_that_speaks_against_what_a_row_was_taken_for_says_so():
    i18n.install("en")
    why = (Clue("clue.name_looks", 2.0), Clue("clue.total_words", -1.5))
    assert row_clues.reasons(why) == [
        "the name cell looks like a person's name",
        "but it speaks of a total",
    ]
