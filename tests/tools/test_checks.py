"""The checks are the same wherever they run, and a subject that is too long is refused."""

from __future__ import annotations

import re
import tomllib

import pytest

from tools import checks, commit_subject


def test_every_check_is_a_hook_and_every_hook_runs_from_the_projects_own_packages():
    config = (checks.ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: (.+)", config)
    assert entries == [
        *(f".venv/bin/python -m tools.checks {name}" for name in checks.CHECKS),
        ".venv/bin/python -m tools.commit_subject",
    ]
    assert re.findall(r"repo: (\S+)", config) == ["local"]


@pytest.mark.parametrize("target", ["test", "coverage"])
def test_make_runs_every_check_and_then_the_tests(target):
    makefile = (checks.ROOT / "Makefile").read_text(encoding="utf-8")
    steps = makefile.split(f"\n{target}:\n")[1].split("\n\n")[0]
    assert steps.index("-m tools.checks") < steps.index("$(PYTEST)")
    run = (
        set(checks.CHECKS)
        if "-m tools.checks\n" in steps
        else set(re.findall(r"\w+", " ".join(re.findall(r"tools\.checks ([\w ]+)", steps))))
    )
    assert run == set(checks.CHECKS)


def test_coverage_has_a_floor():
    project = tomllib.loads((checks.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["coverage"]["report"]["fail_under"] >= 91


def test_a_check_that_fails_is_named_with_what_it_says(monkeypatch: pytest.MonkeyPatch, capsys):
    commands = {"good": ("-c", "print('fine')"), "bad": ("-c", "import sys; sys.exit('line 3 is wrong')")}
    monkeypatch.setattr(checks, "CHECKS", commands)
    assert checks.run(["good", "bad"]) == ["bad"]
    assert capsys.readouterr().out.splitlines() == ["good: passed", "line 3 is wrong", "bad: failed"]
    assert (checks.main(["good"]), checks.main([]), checks.main(["none"])) == (0, 1, 2)


@pytest.mark.parametrize(
    "message",
    [
        "x" * 72,
        "Say what\n\nand why: " + "long " * 40,
        "# a comment of git's\n\nSay what\n",
        "",
        f"Say what\n{commit_subject._CUT}\n" + "x" * 100,
    ],
)
def test_a_subject_that_fits_is_taken(message):
    assert commit_subject.problem(message) == ""


@pytest.mark.parametrize(("message", "told"), [("x" * 73, "73"), ("Say what\nand why\n", "blank")])
def test_a_subject_too_long_or_not_alone_is_refused(message, told, tmp_path, capsys):
    file = tmp_path / "COMMIT_EDITMSG"
    file.write_text(message, encoding="utf-8")
    assert commit_subject.main([str(file)]) == 1
    assert told in capsys.readouterr().err
