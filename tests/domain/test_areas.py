"""The areas' words stand in journals and travel between desks: they stay what they are."""

from __future__ import annotations

from desktop.domain.areas import ALL_AREAS, Area, areas_in, areas_text


def test_the_words_that_journals_keep_and_notices_carry_never_change():
    kept = (
        "agenda attendance attendees conferences connection copy dialogues documents groups imports opinions points "
        "procedures replies sheets tasks units"
    )
    assert areas_text(ALL_AREAS) == kept
    assert areas_in(kept.split()) == ALL_AREAS


def test_a_word_that_only_a_newer_version_knows_is_passed_over():
    assert areas_in(["units", "menus", "agenda"]) == {Area.UNITS, Area.AGENDA}
    assert areas_in(["menus"]) == frozenset()


def test_each_area_is_written_once_and_in_order():
    assert areas_text([Area.UNITS, Area.AGENDA, Area.UNITS]) == "agenda units"
