"""The unit a whole sheet speaks of, told by what stands around its list."""

from __future__ import annotations

import pytest

from desktop.domain.units import candidate_keys, unit_key
from desktop.excel.understanding.sheet_unit import Settled, guess_units, settle
from tests.excel.understanding.tops_of_forms import DOUBTFUL, KNOWN, TOPS, Top

_RECORD = {unit_key(name): name for name in KNOWN}


def known(spelling: str) -> str:
    return next((_RECORD[key] for key in candidate_keys(spelling) if key in _RECORD), "")


def settled(top: Top) -> Settled | None:
    above, sheet, file, _unit = top
    return settle(guess_units(above, sheet, file), known)


@pytest.mark.parametrize("top", TOPS.values(), ids=TOPS)
def test_the_top_of_a_form_names_its_unit_or_none(top: Top) -> None:
    found = settled(top)
    assert unit_key(found.name if found else "") == unit_key(top[3])
    assert not found or not found.other


@pytest.mark.parametrize(("top", "other"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_two_bodies_about_as_likely_are_both_named(top: Top, other: str) -> None:
    found = settled(top)
    assert found
    assert {unit_key(found.name), unit_key(found.other)} == {unit_key(top[3]), unit_key(other)}
