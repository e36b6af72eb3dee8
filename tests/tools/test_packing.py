"""Of the packages only what is used travels, to Windows and to Linux."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.linux import icu
from tools.packing.binaries import can_be_mapped, closure, imports
from tools.packing.folder import placed
from tools.packing.notices import is_notice
from tools.packing.pruning import (
    asked_by_packages,
    for_developers,
    of_another_language,
    of_qt,
    qt_modules,
    travelling,
    unloaded,
)
from tools.packing.systems import LINUX, WINDOWS

SECTION = 0x1000


def library(*loaded: str, delayed: tuple[str, ...] = (), text: bytes = b"") -> bytes:
    """A Windows library with these imports: one section, as small as the format allows."""
    body = bytearray()
    tables = {}
    for place, names, size, name_at in ((1, loaded, 20, 12), (13, delayed, 32, 4)):
        if names:
            tables[place] = SECTION + len(body)
            strings = SECTION + len(body) + size * (len(names) + 1)
            tail = b""
            for name in names:
                entry = bytearray(size)
                struct.pack_into("<I", entry, name_at, strings + len(tail))
                body += entry
                tail += name.encode() + b"\0"
            body += bytes(size) + tail
    body += text + b"\0"
    directories = b"".join(struct.pack("<II", tables.get(n, 0), 0) for n in range(16))
    optional = struct.pack("<H", 0x20B) + bytes(106) + struct.pack("<I", 16) + directories
    head = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0"
    head += struct.pack("<2xH12xH2x", 1, len(optional)) + optional
    section = b".rdata\0\0" + struct.pack("<IIII", len(body), SECTION, len(body), len(head) + 40) + bytes(16)
    return head + section + bytes(body)


def shared(*loaded: str, text: bytes = b"") -> bytes:
    """A library for Linux with these entries: one segment, as small as the format allows."""
    names = b"\0" + b"".join(name.encode() + b"\0" for name in loaded)
    start = 64 + 2 * 56
    entries, place = b"", 1
    for name in loaded:
        entries += struct.pack("<qQ", 1, place)
        place += len(name) + 1
    strings = start + len(entries) + 32
    entries += struct.pack("<qQqQ", 5, strings, 0, 0)
    body = entries + names + b"\0" + text + b"\0"
    whole = start + len(body)
    head = b"\x7fELF\x02\x01" + bytes(26) + struct.pack("<Q", 64) + bytes(14) + struct.pack("<HH", 56, 2) + bytes(6)
    return (
        head
        + struct.pack("<IIQQQQQQ", 1, 4, 0, 0, 0, whole, whole, 8)
        + struct.pack("<IIQQQQQQ", 2, 4, start, start, start, len(entries), len(entries), 8)
        + body
    )


def test_a_library_names_what_it_loads_at_once_and_later():
    assert imports(shared("libQt6Core.so.6", "libc.so.6")) == {"libQt6Core.so.6", "libc.so.6"}
    assert imports(shared()) == set()


def test_a_library_whose_segments_slipped_is_not_taken():
    whole = bytearray(shared("libc.so.6"))
    assert can_be_mapped(whole)
    struct.pack_into("<QQ", whole, 64 + 8, 0x1000, 0x2004)  # its place in the file and in memory
    assert not can_be_mapped(whole)
    assert imports(library("Qt6Core.dll", "KERNEL32.dll", delayed=("mf.dll",))) == {
        "qt6core.dll",
        "kernel32.dll",
        "mf.dll",
    }
    assert imports(library()) == set()


@given(st.binary(max_size=400), st.integers(0, 400))
def test_what_is_no_library_is_refused_and_never_read_on(noise, cut):
    for binary in (noise, library("a.dll")[:cut], b"MZ" + noise, shared("a.dll")[:cut], b"\x7fELF" + noise):
        try:
            assert imports(binary) <= {"a.dll"}
        except ValueError:
            continue


def test_what_is_loaded_comes_along_over_any_steps():
    files = {
        "one.dll": library("Two.dll"),
        "two.dll": library("three.DLL", "kernel32.dll"),
        "three.dll": library("one.dll"),
    }
    files["four.dll"] = library()
    assert closure(["one.dll"], {name: name for name in files}, files.__getitem__) == {
        "one.dll",
        "two.dll",
        "three.dll",
    }


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("from PySide6.QtGui import QColor", {"QtGui"}),
        ("import PySide6.QtPdf as pdf", {"QtPdf"}),
        ("from PySide6 import QtSvg, QtCore", {"QtSvg", "QtCore"}),
        ("def later():\n    from PySide6.QtMultimedia import QCamera", {"QtMultimedia"}),
        ("import PySide7.QtQuick\nx = 'PySide6.QtQuick'", set()),
    ],
)
def test_the_modules_of_qt_are_those_that_the_source_imports(source, modules):
    assert qt_modules([source]) == modules


def test_of_qt_also_travels_what_a_package_can_not_do_without():
    source = (
        "import importlib\nimport PySide6.QtCore\n"
        "try:\n    from PySide6 import QtSvg\nexcept ImportError:\n    QtSvg = None\n"
        "QtOpenGL = importlib.import_module(f'{QT_LIB}.QtOpenGL')\nimportlib.import_module(name)\n"
    )
    assert asked_by_packages([source]) == {"QtCore", "QtOpenGL"}


@pytest.fixture
def qt():
    """A small Qt: a window's libraries, a web engine that nobody asked for, plugins."""
    return {
        "PySide6/__init__.py": b"",
        "PySide6/QtWidgets.pyd": library("Qt6Widgets.dll", "python3.dll", "shiboken6.abi3.dll"),
        "PySide6/QtQuick.pyd": library("Qt6Quick.dll"),
        "PySide6/Qt6Widgets.dll": library("Qt6Gui.dll", text=b"/styles"),
        "PySide6/Qt6Gui.dll": library("msvcp140.dll", text="/imageformats".encode("utf-16-le") + b"/platforms"),
        "PySide6/Qt6Svg.dll": library("Qt6Gui.dll"),
        "PySide6/Qt6Quick.dll": library("Qt6Qml.dll", text=b"/qmltooling"),
        "PySide6/Qt6Qml.dll": library(),
        "PySide6/avcodec-61.dll": library(),
        "PySide6/msvcp140.dll": library(),
        "PySide6/opengl32sw.dll": library(),
        "shiboken6/msvcp140.dll": library(),
        "shiboken6/shiboken6.abi3.dll": library(),
        "shiboken6/Shiboken.pyd": library("shiboken6.abi3.dll"),
        "PySide6/plugins/platforms/qwindows.dll": library("Qt6Gui.dll"),
        "PySide6/plugins/platforms/qdirect2d.dll": library("Qt6Gui.dll"),
        "PySide6/plugins/imageformats/qsvg.dll": library("Qt6Svg.dll"),
        "PySide6/plugins/imageformats/qvideo.dll": library("avcodec-61.dll"),
        "PySide6/plugins/qmltooling/debugger.dll": library("Qt6Gui.dll"),
        "PySide6/translations/qtbase_vi.qm": b"",
        "PySide6/translations/qtbase_ru.qm": b"",
        "PySide6/resources/qtwebengine.pak": b"",
        "PySide6/qml/QtQuick/plugin.dll": b"",
    }


def test_of_qt_travels_what_is_loaded_and_the_plugins_its_libraries_look_for(qt):
    assert of_qt(list(qt), qt.__getitem__, {"QtWidgets"}, WINDOWS).kept == {
        "PySide6/__init__.py",
        "PySide6/QtWidgets.pyd",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt6Gui.dll",
        "PySide6/Qt6Svg.dll",
        "PySide6/msvcp140.dll",
        "shiboken6/shiboken6.abi3.dll",
        "shiboken6/Shiboken.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/translations/qtbase_vi.qm",
    }


def test_on_linux_a_plugin_travels_when_the_system_has_what_it_loads_and_ffmpeg_goes_beside():
    qt = {
        "PySide6/__init__.py": b"",
        "PySide6/QtMultimedia.abi3.so": shared("libQt6Multimedia.so.6", "libpyside6.abi3.so.6.11"),
        "PySide6/libpyside6.abi3.so.6.11": shared("libshiboken6.abi3.so.6.11"),
        "shiboken6/Shiboken.abi3.so": shared("libshiboken6.abi3.so.6.11"),
        "shiboken6/libshiboken6.abi3.so.6.11": shared("libc.so.6"),
        "PySide6/Qt/lib/libQt6Multimedia.so.6": shared("libQt6Gui.so.6", text=b"/multimedia"),
        "PySide6/Qt/lib/libQt6Gui.so.6": shared("libEGL.so.1", text=b"/platformthemes"),
        "PySide6/Qt/lib/libQt6Quick.so.6": shared("libQt6Gui.so.6"),
        "PySide6/Qt/lib/libavcodec.so.61": shared("libc.so.6"),
        "PySide6/Qt/lib/libavcodec.so": shared("libc.so.6"),
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so": shared("libgtk-3.so.0"),
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so": shared("libQt6Gui.so.6"),
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so": shared("libavcodec.so.61", "libQt6Quick.so.6"),
    }
    found = of_qt(list(qt), qt.__getitem__, {"QtMultimedia"}, LINUX)
    beside = {
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/lib/libavcodec.so.61",
        "PySide6/Qt/lib/libQt6Quick.so.6",
    }
    assert found.beside == beside
    behind = {"PySide6/Qt/lib/libavcodec.so", "PySide6/Qt/plugins/platformthemes/libqgtk3.so"}
    assert found.kept == set(qt) - beside - behind


def test_a_library_that_no_module_loads_and_no_python_of_its_package_names_stays_behind():
    files = {
        "cv2/__init__.py": b"import cv2.cv2",
        "cv2/cv2.pyd": library("Core-5.dll", "kernel32.dll"),
        "cv2/videoio_ffmpeg.dll": library(),
        "n.libs/core-5.dll": library("deeper.dll"),
        "n.libs/deeper.dll": library(),
        "pdf/__init__.py": b"from ctypes import CDLL\nCDLL(here / f'pdfium{ending}')",
        "pdf/pdfium.dll": library(),
        "other/films.py": b"videoio_ffmpeg = None",
    }
    assert unloaded(list(files), files.__getitem__, WINDOWS) == {"cv2/videoio_ffmpeg.dll"}
    told = travelling({"c": list(files)}, files.__getitem__, ["import cv2, pdf, other.films"], [], WINDOWS)
    assert set(files) - told.kept == {"cv2/videoio_ffmpeg.dll"}


def test_what_a_wheel_keeps_in_its_data_stands_among_the_packages():
    assert placed("pi_heif-1.4.0.data/platlib/libheif-75.dll") == "libheif-75.dll"
    assert placed("a-1.data/purelib/a/b.py") == "a/b.py"
    assert placed("a-1.data/scripts/a") == "a-1.data/scripts/a"
    assert placed("a/x.data/platlib/b") == "a/x.data/platlib/b"


def test_a_notice_may_stand_in_a_folder_of_the_licences():
    assert is_notice("pypdfium2-5.dist-info/licenses/BUILD_LICENSES/lcms.txt")
    assert is_notice("a-1.dist-info/LICENSE-3RD-PARTY.txt")
    assert not is_notice("a-1.dist-info/sboms/auditwheel.cdx.json")
    assert not is_notice("a/licenses/mit.txt")


def test_of_pythons_own_library_travels_what_is_imported_or_named_in_what_is_compiled():
    standard = {
        "python": b"\x7fELF\0codecs\0",
        "codecs.py": b"import builtins",
        "encodings/__init__.py": b"",
        "encodings/utf_8.py": b"",
        "json/__init__.py": b"from . import decoder",
        "json/decoder.py": b"",
        "pydoc.py": b"",
        "lib-dynload/_decimal.cpython-311-x86_64-linux-gnu.so": b"\0numbers\0",
        "numbers.py": b"",
        "lib-dynload/_dbm.cpython-311-x86_64-linux-gnu.so": b"",
    }
    packages = {"c": {"c/_c.cpython-311-x86_64-linux-gnu.so": b"\0_decimal\0", "c/__init__.py": b"import json"}}
    files = {**standard, **packages["c"]}
    names = {package: list(found) for package, found in packages.items()}
    found = travelling(names, files.__getitem__, ["import c"], ["encodings."], LINUX, standard).kept
    assert set(files) - found == {"pydoc.py", "lib-dynload/_dbm.cpython-311-x86_64-linux-gnu.so"}


def test_of_fonts_travel_those_that_the_program_names():
    fonts = {
        "f/__init__.py": b"",
        "f/fonts/signs6-web-1.2.ttf": b"",
        "f/fonts/signs5-web.ttf": b"",
        "f/signs5.txt": b"",
    }
    source = "import f\nfiles = folder.glob('signs6-*.ttf')"
    assert travelling({"f": list(fonts)}, fonts.__getitem__, [source], [], LINUX).kept == set(fonts) - {
        "f/fonts/signs5-web.ttf"
    }


def test_of_icu_travel_the_languages_that_the_program_speaks():
    every = {
        "icudt73l/root.res": b"root",
        "icudt73l/vi.res": b"vi",
        "icudt73l/coll/vi.res": b"coll",
        "icudt73l/curr/zh_Hant.res": b"zh",
        "icudt73l/ja.res": b"ja",
        "icudt73l/pool.res": b"pool",
        "icudt73l/ibm-943.cnv": b"cnv",
        "icudt73l/brkitr/laodict.dict": b"dict",
    }
    header = struct.pack("<H", 32) + bytes(10) + b"CmnD" + bytes(16)
    data = icu.packed(header, every)
    found = {name: content.rstrip(b"\0") for name, content in icu.items(data).items()}
    assert found == every
    behind = set(every) - {"icudt73l/root.res", "icudt73l/vi.res", "icudt73l/coll/vi.res", "icudt73l/pool.res"}
    assert {name for name in every if not icu.wanted(name)} == behind
    with pytest.raises(ValueError, match="ICU"):
        icu.items(bytes(64))


def test_tests_and_what_only_builders_need_stay_behind():
    behind = [
        "numpy/tests/a.py",
        "sqlalchemy/testing/config.py",
        "lxml/includes/x.h",
        "a/b.pyi",
        "sqlite.lib",
        "x.data/scripts/pybabel",
        "numpy/f2py.exe",
    ]
    assert all(map(for_developers, behind))
    assert not any(map(for_developers, ["numpy/testing.py", "docx/templates/default.docx", "attest/x.py", "a/b.pyd"]))


def test_of_languages_only_those_travel_that_the_program_speaks():
    assert not any(
        map(of_another_language, [f"babel/locale-data/{x}.dat" for x in ("root", "vi", "vi_VN", "en", "en_GB")])
    )
    assert all(map(of_another_language, [f"babel/locale-data/{x}.dat" for x in ("ru", "zh_Hans_CN", "env")]))
    assert of_another_language("x/locale/de/LC_MESSAGES/x.mo")
    assert not of_another_language("x/locale/vi/LC_MESSAGES/x.mo")
    assert not of_another_language("docx/locales.py")


@pytest.fixture
def packages():
    """One package in plain Python, one with a compiled module, and what the program asks of them."""
    plain = {
        "p/__init__.py": b"from .used import f",
        "p/used/__init__.py": b"import importlib\nimportlib.import_module('p.named')",
        "p/named/__init__.py": b"",
        "p/named/deep/__init__.py": b"",
        "p/asked/__init__.py": b"from ..used import x",
        "p/lonely/__init__.py": b"from . import inner",
        "p/lonely/inner.py": b"",
        "p/lonely/big.dat": b"",
        "p/by_name/__init__.py": b"",
        "p/beside.py": b"import p.lonely",
        "p/data/words.txt": b"",
    }
    compiled = {"c/_c.pyd": library(), "c/_c_avx2.pyd": library(), "c/__init__.py": b"", "c/unseen/__init__.py": b""}
    idle = {"d/_d.pyd": library(), "d/__init__.py": b""}
    return {"p": plain, "c": compiled, "d": idle}


def test_a_subpackage_that_nothing_imports_or_names_stays_behind(packages):
    files = {name: content for found in packages.values() for name, content in found.items()}
    names = {package: list(found) for package, found in packages.items()}
    kept = travelling(names, files.__getitem__, ["import p, c\nfrom p import asked"], ["p.by_name."], WINDOWS).kept
    behind = {"p/lonely/__init__.py", "p/lonely/inner.py", "p/lonely/big.dat", "p/named/deep/__init__.py"}
    newer_processors, nobody_imports = {"c/_c_avx2.pyd"}, {"d/_d.pyd", "d/__init__.py"}
    assert set(files) - kept == behind | newer_processors | nobody_imports
