"""A folder that the office names tells of a newer version, whose file is offered only when its checksum is right."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

from desktop import __version__, paths
from desktop.domain.errors import AppError, Cancelled, InvalidInput
from desktop.domain.releases import Edition, FileState, Newness
from desktop.services import releases

ROOT = Path(__file__).resolve().parents[2]
SETUP = "TapHuan-99.0-setup.exe"


def offer(folder: Path, version: str = "99.0", content: bytes = b"setup", **other: object) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / SETUP).write_bytes(content)
    file = {"name": SETUP, "for": "windows", "sha256": hashlib.sha256(content).hexdigest()}
    told = {"program": "tap-huan", "version": version, "released": "2026-11-30", "files": [file], **other}
    (folder / "version.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def look(folder: Path) -> releases.Found:
    return releases.look(str(folder), Edition.SETUP)


def test_a_newer_version_with_the_right_checksum_is_offered(tmp_path):
    found = look(offer(tmp_path / "Bản mới"))
    assert (found.newness, found.state, found.file) == (
        Newness.NEWER,
        FileState.WHOLE,
        tmp_path / "Bản mới" / SETUP,
    )


def test_a_changed_or_missing_file_is_never_offered(tmp_path):
    folder = offer(tmp_path / "share")
    (folder / SETUP).write_bytes(b"setup, and something more")
    assert look(folder).state is FileState.CHANGED
    (folder / SETUP).unlink()
    assert look(folder).state is FileState.MISSING
    (folder / SETUP).mkdir()
    assert look(folder).state is FileState.MISSING
    assert look(folder).file is None


@pytest.mark.parametrize(("version", "newness"), [(__version__, Newness.SAME), ("0.0.1", Newness.OLDER)])
def test_no_newer_version_is_said_without_reading_its_file(tmp_path, version, newness):
    folder = offer(tmp_path, version)
    (folder / SETUP).unlink()
    found = look(folder)
    assert (found.newness, found.state) == (newness, FileState.NONE)


def test_another_way_of_installing_has_its_own_file(tmp_path):
    assert releases.look(str(offer(tmp_path)), Edition.DEBIAN).state is FileState.NONE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "release.none_there"),
        (b"", "release.unreadable"),
        (b"\xff\xfe\x00", "release.unreadable"),
        (b"<html>", "release.unreadable"),
        (b" " * 100_000, "release.unreadable"),
    ],
)
def test_a_folder_that_tells_no_version_says_why(tmp_path, content, code):
    if content is not None:
        (tmp_path / "version.json").write_bytes(content)
    with pytest.raises(AppError) as told:
        look(tmp_path)
    assert told.value.code == code


def test_a_folder_that_is_away_or_not_named_says_so(tmp_path):
    for place, code in ((str(tmp_path / "away"), "release.unreachable"), ("", "release.no_place")):
        with pytest.raises(AppError) as told:
            releases.look(place)
        assert told.value.code == code


def test_looking_can_be_given_up_and_tells_how_far_it_is(tmp_path):
    steps: list[tuple[int, int]] = []
    folder = str(offer(tmp_path, content=b"x" * 3_000_000))
    releases.look(folder, Edition.SETUP, lambda done, of: steps.append((done, of)))
    assert steps[-1] == (3_000_000, 3_000_000)
    with pytest.raises(Cancelled):
        releases.look(folder, Edition.SETUP, cancelled=lambda: True)


def test_a_place_is_a_whole_folder_or_a_page():
    assert releases.check_place(f" {ROOT} ") == str(ROOT)
    assert releases.is_page(releases.check_place("https://taphuan.gov.vn/ban-moi"))
    with pytest.raises(InvalidInput, match=r"release\.place_not_whole"):
        releases.check_place("ban-moi")


def test_an_edition_is_told_by_where_the_program_stands(tmp_path, monkeypatch):
    assert releases.edition() is Edition.SOURCE
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program = tmp_path / "tap-huan"
    for platform, place, portable, found in (
        ("linux", "/usr/lib/tap-huan/tap-huan", False, Edition.DEBIAN),
        ("linux", str(program), False, Edition.FOLDER),
        ("win32", str(program), False, Edition.SETUP),
        ("win32", str(program), True, Edition.PORTABLE),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(sys, "executable", place)
        (tmp_path / paths.PORTABLE).unlink(missing_ok=True)
        if portable:
            (tmp_path / paths.PORTABLE).touch()
        assert releases.edition() is found


def test_the_news_are_told_in_the_language_and_else_in_english():
    assert "Trợ giúp › Kiểm tra bản mới" in releases.news("vi")
    assert releases.news("en")
    assert releases.news("fr") == releases.news("en")
    assert releases.news("vi", "99.0") == ""


def test_the_vietnamese_changelog_tells_of_no_other_versions():
    sections = {
        name: re.findall(r"^## \[(.+?)\]", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("CHANGELOG.md", "CHANGELOG.vi.md")
    }
    assert set(sections["CHANGELOG.vi.md"]) <= set(sections["CHANGELOG.md"])
    assert sections["CHANGELOG.vi.md"]
