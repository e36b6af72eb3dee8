"""Versions are compared by their numbers, and what a folder tells of one is believed only where it is whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import releases
from desktop.domain.releases import Edition, Newness, Release, ReleaseFile

NUMBERS = st.lists(st.integers(0, 99), min_size=1, max_size=4)
DIGEST = "ab" * 32


def version(numbers: list[int]) -> str:
    return ".".join(map(str, numbers))


@given(NUMBERS, NUMBERS)
def test_a_version_is_newer_exactly_when_the_other_is_older(one, other):
    found = releases.newness(version(one), version(other))
    back = releases.newness(version(other), version(one))
    assert {found, back} in ({Newness.SAME}, {Newness.NEWER, Newness.OLDER})
    assert (found is Newness.SAME) == (releases.number(version(one)) == releases.number(version(other)))


@pytest.mark.parametrize(
    ("theirs", "ours", "found"),
    [
        ("0.10.0", "0.9.9", Newness.NEWER),
        ("1.0", "1.0.0", Newness.SAME),
        ("0.1.0", "0.1.1", Newness.OLDER),
    ],
)
def test_numbers_are_compared_as_numbers(theirs, ours, found):
    assert releases.newness(theirs, ours) is found


@pytest.mark.parametrize("text", ["", "1.x", "v1.0", "1.0-beta", "1..0", "1.0\n", "١.٠", "1" * 40])
def test_what_is_no_version_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - that it is refused counts
        releases.number(text)


def test_what_the_build_writes_is_read_again():
    release = Release("0.2.0", "2026-11-30", (ReleaseFile("TapHuan-0.2.0-setup.exe", Edition.SETUP, DIGEST),))
    assert releases.read(releases.written(release)) == release
    assert release.file_for(Edition.SETUP) == release.files[0]
    assert release.file_for(Edition.DEBIAN) is release.file_for(Edition.SOURCE) is None


def told(**other: object) -> str:
    file = {"name": "a.exe", "for": "windows", "sha256": DIGEST}
    return json.dumps({"program": "tap-huan", "version": "0.2.0", "released": "2026-11-30", "files": [file], **other})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"version": "0.2.0"}',
        told(program="another"),
        told(version="zwei"),
        told(version=2),
        told(released="30/11/2026"),
        told(files={}),
        told(files=["a.exe"]),
        told(files=[{"name": "../a.exe", "for": "windows", "sha256": DIGEST}]),
        told(files=[{"name": "C:a.exe", "for": "windows", "sha256": DIGEST}]),
        told(files=[{"name": "a.exe", "for": "windows", "sha256": DIGEST.upper()}]),
        told(files=[{"name": "a.exe", "for": "windows"}]),
    ],
)
def test_what_tells_no_version_or_names_a_file_elsewhere_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - that it is refused counts
        releases.read(text)


@given(st.text(max_size=60) | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_no_text_makes_reading_a_version_break_off(text):
    try:
        releases.read(text)
    except ValueError:
        return


def test_a_file_for_an_edition_of_later_is_passed_over():
    read = releases.read(told(files=[{"name": "a.flatpak", "for": "flatpak", "sha256": DIGEST}]))
    assert read.files == ()


CHANGELOG = """# Changelog

## [Unreleased]

### Added
- now

## [0.2.0] - 2026-11-30

- two

## [0.1.0] - 2026-01-01

- one

[0.2.0]: somewhere
"""


@pytest.mark.parametrize(
    ("ours", "since", "texts"),
    [
        ("0.3.0", "0.2.0", ["now"]),
        ("0.3.0", "0.1.0", ["now", "two"]),
        ("0.3.0", "0", ["now", "two", "one"]),
        ("0.1.0", "0.1.0", []),
        ("0.1.0", "0.3.0", []),
    ],
)
def test_the_news_are_those_of_the_versions_in_between(ours, since, texts):
    found = releases.news(CHANGELOG, ours, since)
    assert [text for text in ("now", "two", "one") if text in found] == texts
    assert "##" not in found.replace("### Added", "")
