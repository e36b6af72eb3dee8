"""A start says in one sentence what is missing, and else goes where its words say."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import __main__ as start
from desktop import __version__, app, cli, startup

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str, language: str = "en", **variables: str) -> subprocess.CompletedProcess[str]:
    dropped = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"LANG": f"{language}.UTF-8", "PYTHONIOENCODING": "utf-8", **variables}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def only_sentence(result: subprocess.CompletedProcess[str]) -> str:
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


OLD_PYTHON = "import sys, runpy; sys.version_info = (3, 8, 10); runpy.run_path('main.py', run_name='__main__')"


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Tập Huấn cần Python 3.11 trở lên"), ("en", "needs Python 3.11 or newer")]
)
def test_an_old_python_is_told_which_one_is_needed(language, words):
    result = run("-c", OLD_PYTHON, language=language)
    assert result.returncode == 2
    assert words in only_sentence(result)
    assert "3.8" in result.stderr


def test_an_old_python_can_read_main_up_to_the_check():
    ast.parse((ROOT / "main.py").read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize(("language", "words"), [("vi", "còn thiếu gói Python"), ("en", "lacks Python packages")])
def test_a_python_without_the_packages_is_told_to_set_up(language, words):
    result = run("-S", "main.py", language=language)
    assert result.returncode == 2
    assert words in only_sentence(result)
    assert "sqlalchemy" in result.stderr
    assert "make run" in result.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.parametrize(("language", "words"), [("vi", "Không có màn hình"), ("en", "There is no display")])
def test_the_window_without_a_display_is_refused_with_words(language, words):
    result = run("main.py", language=language)
    assert result.returncode == 1
    assert words in only_sentence(result)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_the_refusal_speaks_the_language_asked_for():
    assert "Không có màn hình" in only_sentence(run("main.py", "--language", "vi", language="en"))


def test_a_command_needs_no_display():
    result = run("main.py", "--version")
    assert result.returncode == 0
    assert __version__ in result.stdout


def test_the_module_starts_like_main():
    result = run("-m", "desktop", "--version")
    assert result.returncode == 0
    assert __version__ in result.stdout


@pytest.mark.parametrize(
    "words",
    [[], ["--data", "x.db"], ["--data=x.db"], ["--language", "vi"], ["--data", "x.db", "--language=en"]],
)
def test_without_a_command_the_window_opens(monkeypatch, words):
    monkeypatch.setattr(startup, "has_display", lambda: True)
    monkeypatch.setattr(app, "main", lambda argv: ("window", list(argv)))
    assert start.main(words) == ("window", words)


@pytest.mark.parametrize(
    "words",
    [["demo"], ["--help"], ["--version"], ["--data", "x.db", "conference", "list"], ["--data"], ["--dat", "x"], ["-h"]],
)
def test_anything_else_goes_to_the_command_line(monkeypatch, words):
    monkeypatch.setattr(cli, "main", lambda argv: ("command", list(argv)))
    assert start.main(words) == ("command", words)


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_each_kind_of_display_counts(monkeypatch, variable):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not startup.has_display()
    monkeypatch.setenv(variable, "x")
    assert startup.has_display()


def test_the_packages_asked_for_are_the_ones_of_the_project():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {name.lower().replace("_", "-") for name in startup.PACKAGES}
    needed = {line.split(">")[0].split("[")[0].lower() for line in project["dependencies"]}
    # What brings its own words when it is missing: a shared record, its password, the camera, Word files.
    assert needed - asked <= {"psycopg", "keyring", "zxing-cpp", "docxtpl", "python-docx"}
    assert asked <= needed
