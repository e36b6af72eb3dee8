"""quotas: how many people each unit is to send."""

from __future__ import annotations

import json

from tests.commands.test_documents import Commands, commands

__all__ = ["Commands", "commands"]


def test_a_units_quota_is_set_and_stands_beside_what_is_registered(commands):
    code, told, _err = commands.run("quotas", "set", "101", "P. Bạch Đằng", "3", "--who", "lãnh đạo")
    assert (code, told.strip()) == (0, "UBND phường Bạch Đằng: 3")
    assert commands.run("quotas", "set", "101", "Phòng Lạ", "3")[0] == 2
    _code, told, _err = commands.run("quotas", "list", "101", "--json")
    line = next(line for line in json.loads(told) if line["unit"] == "UBND phường Bạch Đằng")
    assert (line["quota"], line["who"], line["registered"] > 0) == (3, "lãnh đạo", True)
    assert "UBND phường Bạch Đằng" in commands.run("quotas", "list", "101")[1]
