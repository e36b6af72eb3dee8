"""The unit a whole sheet speaks of, told by what stands around its list."""

from __future__ import annotations

import pytest

from desktop.domain.importing import RowKind, SetAsideRow
from desktop.domain.units import candidate_keys, unit_key
from desktop.excel.understanding.sheet_unit import Settled, guess_units, settle, units_of_list
from tests.excel.understanding.tops_of_forms import DOUBTFUL, KNOWN, MORE, TOPS, Top

_RECORD = {unit_key(name): name for name in KNOWN}


def known(spelling: str) -> str:
    return next((_RECORD[key] for key in candidate_keys(spelling) if key in _RECORD), "")


def settled(top: Top) -> Settled | None:
    above, sheet, file, _unit = top
    return settle(guess_units(above, sheet, file), known)


@pytest.mark.parametrize("top", [*TOPS.values(), *MORE], ids=[*TOPS, *(str(top[0][-1][0]) for top in MORE)])
def test_the_top_of_a_form_names_its_unit_or_none(top: Top) -> None:
    found = settled(top)
    assert unit_key(found.name if found else "") == unit_key(top[3])
    assert not found or not found.other


@pytest.mark.parametrize(("top", "other"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_two_bodies_about_as_likely_are_both_named(top: Top, other: str) -> None:
    found = settled(top)
    assert found
    assert {unit_key(found.name), unit_key(found.other)} == {unit_key(top[3]), unit_key(other)}


def test_the_signature_under_a_list_names_the_unit_where_nothing_else_does() -> None:
    foot = [SetAsideRow(9, RowKind.SIGNATURE, "NGƯỜI LẬP BIỂU | TM. ỦY BAN NHÂN DÂN PHƯỜNG PHÚC XÁ")]
    found = settle(guess_units([["DANH SÁCH ĐĂNG KÝ"]], "Sheet1", "", foot), known)
    assert found == Settled("Ủy ban nhân dân phường Phúc Xá", "foot")


@pytest.mark.parametrize(
    "text", ["TM. UBND | CHỦ TỊCH", "HIỆU TRƯỞNG", "XÁC NHẬN CỦA UBND PHƯỜNG PHÚC XÁ", "Kế toán | Đoàn Văn Công"]
)
def test_a_signature_that_names_no_unit_in_full_or_another_s_confirmation_gives_none(text: str) -> None:
    foot = [SetAsideRow(9, RowKind.SIGNATURE, text)]
    assert settle(guess_units([["DANH SÁCH"]], "Sheet1", "", foot), known) is None


def test_a_further_list_s_title_or_label_names_its_unit_and_its_letterhead_none() -> None:
    assert units_of_list(["UBND QUẬN HAI BÀ TRƯNG", "PHÒNG NỘI VỤ", "DANH SÁCH"]) == []
    assert units_of_list(["DANH SÁCH CÁN BỘ HỘI NÔNG DÂN XÃ PHÚ AN DỰ HỌP"]) == ["Hội Nông dân xã Phú An"]
    assert units_of_list(["DANH SÁCH ĐẠI BIỂU", "Đơn vị: Sở Tài chính"]) == ["Sở Tài chính"]
