"""Options of documents: what is typed, kept and shown is one description."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.documents import fields
from desktop.domain.errors import InvalidInput
from desktop.papers import documents


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a document, one of each kind."""

    size: str = fields.pick("a6", "card")
    blank: int = fields.number(0, 0, 60)
    marks: bool = fields.flag(True)
    words: str = fields.text("", lines=3)
    title: str = fields.text("Tên")
    on: dt.date | None = fields.day()


values = st.builds(
    Options,
    size=st.sampled_from(["a6", "card"]),
    blank=st.integers(0, 60),
    marks=st.booleans(),
    words=st.text(),
    title=st.text(),
    on=st.none() | st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)),
)


@given(values)
def test_options_come_back_from_the_record_as_they_were(options):
    import json

    assert fields.from_plain(Options, json.loads(json.dumps(fields.to_plain(options)))) == options


@given(st.dictionaries(st.sampled_from([*fields.fields_of(Options), "gone"]), st.from_type(type(None)) | st.text()))
def test_whatever_another_version_kept_gives_usable_options(kept):
    options = fields.from_plain(Options, kept)
    assert options.size in ("a6", "card")
    assert isinstance(options.blank, int)
    assert isinstance(options.marks, bool)


def test_a_truth_is_no_number_and_a_number_out_of_bounds_is_left_out():
    assert fields.from_plain(Options, {"blank": True}).blank == 0
    assert fields.from_plain(Options, {"blank": 61}).blank == 0


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("size", "card", "card"),
        ("blank", "12", 12),
        ("marks", "no", False),
        ("marks", "YES", True),
        ("on", "23/05/2018", dt.date(2018, 5, 23)),
        ("on", "2018-05-23", dt.date(2018, 5, 23)),
        ("words", "một\nhai", "một\nhai"),
        ("title", "  một   hai ", "một hai"),
    ],
)
def test_an_option_is_read_as_it_is_typed(name, typed, value):
    assert fields.parse(Options, name, typed) == value


@pytest.mark.parametrize(
    ("name", "typed", "known"),
    [("size", "a7", "card"), ("blank", "-1", "0–60"), ("marks", "maybe", "yes"), ("on", "32/05/2018", "23/05/2018")],
)
def test_a_value_that_does_not_fit_is_refused_with_what_does(name, typed, known):
    with pytest.raises(InvalidInput) as told:
        fields.parse(Options, name, typed)
    assert told.value.code == "document.bad_value"
    assert known in told.value.details["known"]


def test_an_unknown_option_is_refused_with_those_there_are():
    with pytest.raises(InvalidInput) as told:
        fields.parse(Options, "colour", "red")
    assert told.value.details["known"] == tuple(fields.fields_of(Options))


def test_names_of_documents_are_unique_and_every_field_of_their_options_is_described():
    names = [document.name for document in documents.every()]
    assert len(names) == len(set(names))
    for document in documents.every():
        assert documents.find(document.name) is document
        assert set(fields.fields_of(document.options)) == set(document.options.__dataclass_fields__)
