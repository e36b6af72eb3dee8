"""Every code that is raised anywhere has its sentence, in both languages, and every detail it names can be filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop import i18n, wording

SOURCE = Path(__file__).resolve().parents[1] / "desktop"
RAISED = re.compile(
    r"(?:AppError|NotFound|Ambiguous|InvalidInput|Conflict|UnreadableFile|UnusableRecord|Notice|AgendaWarning)\("
    r'\s*"([a-z_0-9]+\.[a-z_.0-9]+)"'
)
CODES = sorted({code for path in SOURCE.rglob("*.py") for code in RAISED.findall(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_sentence(code, language):
    i18n.install(language)
    assert code in wording._SENTENCES
    assert wording.sentence(code, {}).strip()


def test_details_are_shown_as_people_read_them():
    import datetime as dt

    told = wording.sentence(
        "conflict.edited",
        {"name": "Lê Văn Thử", "who": "Bàn 2", "at": dt.datetime.now(dt.UTC), "fields": ("phone", "unit")},
    )
    assert "Số điện thoại, Đơn vị" in told
    assert "Bàn 2" in told
