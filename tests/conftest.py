"""What every test stands on: an own home, Vietnamese, no screen, and a watch over what the window leaves behind."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import i18n
from desktop.excel.reading import reader
from desktop.excel.reading.job import JOB
from desktop.isolated.runner import Runner
from desktop.services.opening import Transaction
from desktop.store import sealing
from desktop.store.database import Database
from tests import kept_record, properties
from tests.memory import in_memory

# Qt itself is imported in the fixtures only: the services' tests run without it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MODAL_STATICS = {
    "QColorDialog": ["getColor"],
    "QDialog": ["exec"],
    "QFileDialog": ["getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"],
    "QFontDialog": ["getFont"],
    "QInputDialog": ["getDouble", "getInt", "getItem", "getMultiLineText", "getText"],
    "QMenu": ["exec"],
    "QMessageBox": ["about", "aboutQt", "critical", "information", "question", "warning"],
}
"""What stops a program until a person answers; nobody would in a test."""

HERE = Path(__file__).parent
LEFT_ALONE = {"QTipLabel"}
"""Windows that Qt keeps for itself."""


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "run the property tests at random, with so many examples where each tries 100 otherwise"
    parser.addoption("--fuzz", type=int, metavar="EXAMPLES", help=words)


def pytest_configure(config: pytest.Config) -> None:
    if "TMPDIR" not in os.environ and (memory := in_memory()) is not None:
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # for the hundreds of children, which would compile everything anew
    gc.set_threshold(50_000, 20, 50)  # most of what a test makes is gone with it; looking for cycles took a seventh
    properties.begin(config.getoption("fuzz"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    properties.settle(items, config.getoption("fuzz"))


def pytest_collection_finish() -> None:
    """Look no more for cycles in what was imported and collected: it stays to the end."""
    gc.collect()
    gc.freeze()


_seconds: defaultdict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid.partition("::")[0]] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep how long each file took for `make quick`; a run of some of its tests says little of it."""
    config = session.config
    if (
        "PYTEST_XDIST_WORKER" in os.environ
        or not config.pluginmanager.hasplugin("cacheprovider")
        or config.cache is None
    ):
        return
    before = config.cache.get("tests/seconds", {})
    took = {file: max(round(seconds, 1), 0.9 * before.get(file, 0.0)) for file, seconds in _seconds.items()}
    config.cache.set("tests/seconds", {**before, **took})


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of this test alone."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TAP_HUAN_HOME", str(folder))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")  # never this computer's own
    return folder


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key of an encrypted file is known yet, none is kept for the next test, and trying a passphrase costs little."""
    monkeypatch.setitem(sealing._SCRYPT, "n", 2**10)
    monkeypatch.delenv("TAP_HUAN_KEY_FILE", raising=False)
    yield
    sealing.forget_keys()
    sealing.ask()


@pytest.fixture(autouse=True)
def language() -> Iterator[str]:
    """Vietnamese unless the test installs another language."""
    if i18n.language() != "vi":
        i18n.install("vi")
    yield "vi"
    if i18n.language() != "vi":
        i18n.install("vi")


@pytest.fixture(scope="session")
def reading() -> Iterator[Runner[Any]]:
    """A child process that reads workbooks."""
    running: Runner[Any] = Runner(JOB)
    yield running
    running.close()


@pytest.fixture(autouse=True)
def readers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests read workbooks in the same child, but those that are about it."""
    if request.path.is_relative_to(HERE / "excel"):
        return
    running = request.getfixturevalue("reading")  # costs nothing before something is read
    monkeypatch.setattr(reader, "Runner", lambda _job: running)
    monkeypatch.setattr(reader.Reader, "close", lambda _reader: None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """The server; tests that need it are skipped where PostgreSQL is not installed."""
    from tests.postgresql import Server

    server = Server(_installed())
    yield server
    server.stop()


@pytest.fixture(scope="session")
def mortal() -> Iterator[Any]:
    """A PostgreSQL that keeps what it was told, as an office's does, and may be killed."""
    from tests.postgresql import Server

    server = Server(_installed(), safe=True)
    yield server
    server.stop()


@pytest.fixture
def server(mortal: Any) -> Iterator[Any]:
    """The same, running before and after each test."""
    if mortal.process.poll() is not None:
        mortal.start()
    yield mortal
    if mortal.process.poll() is not None:
        mortal.start()


def _installed() -> Path:
    from tests.postgresql import binaries

    installed = binaries()
    if installed is None:
        pytest.skip("PostgreSQL is not installed here (Debian and Ubuntu: apt install postgresql)")
    return installed


@pytest.fixture
def beginning() -> Callable[[Transaction], object]:
    """What a record of a test holds at first: nothing."""
    return kept_record.nothing


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, beginning: Callable[[Transaction], object]
) -> Iterator[Database]:
    """A record as it begins, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        database, _made = kept_record.filled(tmp_path / "record.db", beginning)
        yield database
        database.close()
        return
    with request.getfixturevalue("postgresql").filled(beginning, desk="Bàn 1") as server:  # without a desk's copy
        yield server


@pytest.fixture
def sqlite(tmp_path: Path, beginning: Callable[[Transaction], object]) -> Iterator[Database]:
    """A record as it begins, on SQLite alone."""
    database, _made = kept_record.filled(tmp_path / "record.db", beginning)
    yield database
    database.close()


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Once a window was there Python's collector runs where a window lets it: also between tests that have none."""
    yield
    if "desktop.gui.collecting" in sys.modules:
        from desktop.gui.collecting import at_work

        if (collector := at_work()) is not None:
            collector.look()


@pytest.fixture(autouse=True)
def window_watch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a window's test that meets an unexpected modal dialog or leaves a window behind.

    An exception in a slot fails it too: pytest-qt sees to that.
    """
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    if request.node.get_closest_marker("modal") is None:
        _refuse_modal_dialogs(monkeypatch)
    before = _windows().keys()
    yield
    left = _windows()
    if left.keys() - before:
        gc.collect()  # a window caught in a reference cycle is no leak
        left = _windows()
    names = [name for pointer, name in left.items() if pointer not in before]
    if names:
        pytest.fail(f"windows left behind: {', '.join(sorted(names))} (give them to qtbot.addWidget, or close them)")


def _windows() -> dict[int, str]:
    """The windows that nobody owns, by address."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    if QApplication.instance() is None:
        return {}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {
        Shiboken.getCppPointer(window)[0]: f"{type(window).__name__} {window.windowTitle()!r}"
        for window in QApplication.topLevelWidgets()
        if window.parent() is None and window.metaObject().className() not in LEFT_ALONE
    }


def _refuse_modal_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6 import QtWidgets
    from PySide6.QtPrintSupport import QPrintDialog

    for kind, methods in MODAL_STATICS.items():
        for method in methods:
            monkeypatch.setattr(getattr(QtWidgets, kind), method, _refusal(f"{kind}.{method}"))
    monkeypatch.setattr(QPrintDialog, "exec", _refusal("QPrintDialog.exec"))


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(*arguments: Any, **_options: Any) -> Any:
        words = [text for text in map(_words, arguments) if text]
        raise AssertionError(f"unexpected modal dialog: {name} {words}")

    return refuse


def _words(thing: object) -> str:
    """What a dialog would have said."""
    if isinstance(thing, str):
        return thing
    parts = [getattr(thing, name, None) for name in ("windowTitle", "text")]
    return " ".join(part() for part in parts if callable(part))
