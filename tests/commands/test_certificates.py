"""certificates: who has earned one, and why others have not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop import cli
from tests.papers.conftest import Printable, case

__all__ = ["case"]


@pytest.fixture
def run(case: Printable, capsys: pytest.CaptureFixture[str]) -> Any:
    """A command on the conference of the case, which it only reads."""

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(["--data", str(case.database.path), *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_the_list_tells_who_qualifies_with_the_number_and_who_does_not_and_why(run: Any) -> None:
    code, out, _err = run("certificates", "101", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["qualify"], told["issued"], len(told["people"])) == (122, 122, 173)
    first, other = told["people"][0], next(who for who in told["people"] if not who["qualifies"])
    assert (first["number"], first["issued"], first["why_not"]) == (1, True, [])
    assert other["number"] is None
    assert other["why_not"][0]["message"]
    code, out, err = run("certificates", "101")
    assert code == 0
    assert out.startswith("Dự ít nhất 1 buổi.\n01/GCN")
    assert "122 đủ điều kiện · 51 chưa" in err
