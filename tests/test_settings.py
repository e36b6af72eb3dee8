"""A desk's settings survive a restart, and a broken file never stops a start."""

from __future__ import annotations

import json

from desktop import paths
from desktop.settings import Settings


def test_settings_come_back_as_they_were_saved():
    settings = Settings(language="en", desk="Bàn số 2", text_scale=150, views={"attendees": {"widths": [40, 200]}})
    settings.save()
    assert Settings.load() == settings


def test_a_first_start_has_the_defaults():
    assert Settings.load() == Settings()


def test_a_broken_file_gives_the_defaults_and_is_kept_beside():
    paths.settings_file().write_text("{broken", encoding="utf-8")
    assert Settings.load() == Settings()
    assert paths.settings_file().with_suffix(".broken.json").read_text(encoding="utf-8") == "{broken"


def test_a_file_that_holds_no_settings_gives_the_defaults():
    paths.settings_file().write_text("[1, 2]", encoding="utf-8")
    assert Settings.load() == Settings()


def test_a_value_of_the_wrong_kind_is_passed_over_and_the_others_stay():
    paths.settings_file().write_text(
        json.dumps({"text_scale": "big", "desk": "Cửa A", "from_a_newer_version": 1}), encoding="utf-8"
    )
    assert Settings.load() == Settings(desk="Cửa A")


def test_no_settings_file_holds_a_password():
    assert not [name for name in Settings.__dataclass_fields__ if "password" in name]


def test_saving_leaves_no_scratch_file(home):
    Settings().save()
    assert [file.name for file in home.iterdir()] == ["settings.json"]
