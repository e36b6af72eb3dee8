"""version: what the window tells, without a window."""

from __future__ import annotations

import json

import pytest

from desktop import __version__
from desktop.cli import main
from desktop.domain.releases import Edition
from desktop.services import releases
from desktop.settings import Settings
from tests.services.test_releases import SETUP, offer


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    monkeypatch.setattr(releases, "edition", lambda: Edition.SETUP)


def test_the_version_is_told_in_words_and_as_json(capsys):
    assert main(["version"]) == 0
    assert capsys.readouterr().out == f"tap-huan {__version__}\n"
    assert main(["version", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": __version__, "edition": "windows"}


def test_a_newer_version_is_told_with_its_file_and_a_changed_one_refused(tmp_path, capsys):
    folder = offer(tmp_path / "Bản mới")
    assert main(["version", "--check", str(folder), "--language", "vi"]) == 0
    told = capsys.readouterr()
    assert "99.0" in told.out
    assert str(folder / SETUP) in told.out
    assert "mã kiểm tra đúng" in told.err
    (folder / SETUP).write_bytes(b"another")
    assert main(["version", "--check", str(folder), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["newness"], found["state"]) == ("newer", "changed")


def test_without_a_folder_that_of_the_settings_is_looked_into(tmp_path, capsys):
    assert main(["version", "--check", "--language", "en"]) == 2
    assert "Nobody has named a place" in capsys.readouterr().err
    Settings(update_place=str(offer(tmp_path, "0.0.1"))).save()
    assert main(["version", "--check", "--language", "en"]) == 0
    assert "older" in capsys.readouterr().out
    assert main(["version", "--check", "https://taphuan.gov.vn", "--language", "en"]) == 0
    assert "https://taphuan.gov.vn" in capsys.readouterr().err


def test_news_are_told_since_a_version(capsys):
    assert main(["version", "--news", "--language", "vi"]) == 0
    assert "Kiểm tra bản mới" in capsys.readouterr().out
    assert main(["version", "--news", __version__, "--language", "vi"]) == 0
    assert not capsys.readouterr().out.strip()
    assert main(["version", "--news", "mới", "--language", "vi"]) == 2
