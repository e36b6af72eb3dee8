"""The Windows program is put together from the parts that are pinned, and says whose they are."""

from __future__ import annotations

import re
import struct
import zipfile
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tools.packing import notices, wheels
from tools.packing.systems import LINUX, WINDOWS
from tools.windows import DATA, ROOT, build, launcher, layout, parts
from tools.windows.check_tests import came_to, skipped

LOCK = WINDOWS.lock.read_text(encoding="utf-8")
SETUP = (DATA / "setup.nsi").read_text(encoding="utf-8-sig")
LANGUAGES = {"LANG_VIETNAMESE", "LANG_ENGLISH"}


def test_the_lock_holds_what_the_constraints_pin_and_nothing_else():
    pinned = wheels.pins()
    for system in (WINDOWS, LINUX):
        of_lock = {n: version for n, (version, _h) in wheels.locked(system.lock.read_text(encoding="utf-8")).items()}
        beside = {n: of_lock.pop(n) for n in set(of_lock) - set(pinned)}
        assert of_lock == {each: pinned[each] for each in wheels.owners(system)}
        assert set(beside) == ({parts.PACKED_CPYTHON} if system is WINDOWS else set())


def test_an_optional_part_is_only_what_the_program_does_not_need_itself():
    owners = wheels.owners(WINDOWS)
    assert owners["pyside6-essentials"] == owners["lxml"] == ""
    assert owners["pyhanko"] == owners["aiohttp"] == "signatures"
    assert "secretstorage" not in owners, "wanted on Linux only"
    assert owners["pywin32-ctypes"] == "", "wanted on Windows only"
    assert "pywin32-ctypes" not in wheels.owners(LINUX)
    assert wheels.owners(LINUX)["secretstorage"] == ""


def test_the_lock_names_packages_versions_and_hashes_only():
    assert "://" not in LOCK
    found = wheels.locked(LOCK)
    hashes = {name: digest for name, (_version, digest) in found.items()}
    packed = {parts.PACKED_CPYTHON: found[parts.PACKED_CPYTHON][0]}
    assert wheels.lock_text(WINDOWS, hashes, packed) == LOCK
    with pytest.raises(ValueError, match="--index-url"):
        wheels.locked("--index-url somewhere")


def test_every_part_is_told_of_in_the_list_of_dependencies():
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    named = {
        re.sub(r"[-_.]+", "-", name).lower()
        for name in re.findall(r"^\| ([\w.-]+) \||`([\w.-]+)`", told, re.M)
        for name in name
    }
    every = wheels.locked(LOCK).keys() | wheels.locked(LINUX.lock.read_text(encoding="utf-8")).keys()
    assert every - named == set()


def test_a_licence_text_of_every_part_travels():
    packages, said = {}, {}
    for name in wheels.owners(WINDOWS):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # wanted on Windows only
        packages[name] = [file.as_posix() for file in found.files or []]
        said[name] = found.read_text("METADATA") or ""
    assert len(packages) > 45
    assert notices.without_text(packages, said.__getitem__) == []
    texts = {text for metadata in said.values() for text in notices.kept_texts(notices.licence(metadata))}
    assert texts <= {file.name for file in notices.TEXTS.iterdir()}
    inside = (notices.TEXTS / "inside-libraries.txt").read_text(encoding="utf-8")
    assert set(re.findall(r"[\w.-]+\.txt\b", inside)) - {
        "LICENSE.txt",
        "LICENSE-3RD-PARTY.txt",
        "license.txt",
        "server_license.txt",
    } <= {file.name for file in notices.TEXTS.iterdir()}


@pytest.mark.parametrize(
    ("metadata", "licence", "texts"),
    [
        ("Name: a\nLicense-Expression: MIT\n", "MIT", []),
        ("Name: a\nLicense: LGPL-2.1-only\n", "LGPL-2.1-only", ["LGPL-2.1.txt"]),
        (
            "Name: a\nClassifier: License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)\n",
            "GNU Lesser General Public License v3 (LGPLv3)",
            ["GPL-3.0.txt", "LGPL-3.0.txt"],
        ),
        ("Name: a\n", "", []),
    ],
)
def test_a_licence_is_what_a_package_says(metadata, licence, texts):
    assert notices.licence(metadata) == licence
    assert notices.kept_texts(licence) == texts


def test_a_package_that_brings_no_licence_is_not_passed_over():
    assert notices.without_text({"a": ["a/LICENSE", "a-1.dist-info/METADATA"]}, lambda _: "License: MIT\n") == ["a"]
    assert notices.without_text({"a": ["a-1.dist-info/licenses/COPYING"]}, lambda _: "") == []


def report(current: str, signer: str = "/O=Python Software Foundation/CN=Python Software Foundation") -> str:
    return (
        f"Current message digest    : {current}\nCalculated message digest : AB12\n\nSigner's certificate:\n"
        f"\tSigner #0:\n\t\tSubject: /C=US{signer}\n\t\tIssuer : /C=US/O=Microsoft Corporation/CN=Microsoft\n"
    )


def test_a_binary_is_signed_by_its_first_signer_and_only_when_unchanged():
    assert parts.signer(report("AB12")) == "Python Software Foundation"
    assert parts.signer(report("AB13")) == "", "changed since"
    assert parts.signer(report("AB12", "/O=Somebody/CN=Python Software Foundation")) == "Somebody"
    assert parts.signer("No signature found.") == ""


def test_another_cpython_than_the_listed_one_is_refused(tmp_path):
    archive = tmp_path / "python.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("cp313/python313.dll", b"something else")
    with pytest.raises(ValueError, match="python"):
        parts.unpack_cpython(archive, tmp_path / "out")


def test_the_listed_cpython_is_taken_from_any_folder_of_an_archive(tmp_path, monkeypatch):
    listed = tmp_path / "listed"
    listed.write_text(f"{parts.hashlib.sha256(b'x').hexdigest()}  python313.dll\n")
    monkeypatch.setattr(parts, "CONTENTS", listed)
    for place in ("python313.dll", "cp313/python313.dll"):
        with zipfile.ZipFile(tmp_path / "python.zip", "w") as packed:
            packed.writestr(place, b"x")
        parts.unpack_cpython(tmp_path / "python.zip", tmp_path / "out")
        assert (tmp_path / "out" / "python313.dll").read_bytes() == b"x"


def test_the_icon_holds_a_picture_for_each_size():
    pictures = launcher.drawn(ROOT / "resources" / "packaging" / "tap-huan.svg", (16, 256))
    made = launcher.icon(pictures)
    assert struct.unpack_from("<HHH", made) == (0, 1, 2)
    for entry, size in enumerate((16, 256)):
        width, _height, *_rest, length, place = struct.unpack_from("<BBBBHHII", made, 6 + 16 * entry)
        assert width == size % 256
        assert made[place : place + length] == pictures[size]
        assert pictures[size].startswith(b"\x89PNG")


def test_a_version_has_four_numbers_on_windows():
    assert launcher.version_numbers("0.1.0") == "0,1,0,0"
    assert launcher.version_numbers("12.3") == "12,3,0,0"
    assert launcher.version_numbers("1.2.3.4.5") == "1,2,3,4"


def test_the_setup_says_everything_in_both_languages():
    said: dict[str, set[str]] = {}
    for name, language in re.findall(r"^LangString (\w+) \$\{(\w+)\}", SETUP, re.M):
        said.setdefault(name, set()).add(language)
    assert {name: languages for name, languages in said.items() if languages != LANGUAGES} == {}
    asked = set(
        re.findall(
            r"\$\((\w+)\)",
            SETUP + build.parts_script({name: DATA for name in (*wheels.extras(), layout.SERVING) if name}),
        )
    )
    assert asked <= set(said)


def test_a_silent_setup_never_waits_for_an_answer():
    boxes = re.findall(r"^\s*MessageBox .*", SETUP, re.M)
    assert len(boxes) >= 3
    assert [box for box in boxes if "/SD " not in box] == []


def test_why_tests_were_skipped_is_counted():
    said = (
        "SKIPPED [6] tests\\store\\test_a.py:84: Windows lets nobody take away a file\n"
        "SKIPPED [2] tests\\store\\test_b.py:9: Windows lets nobody take away a file\n"
        "SKIPPED [1] tests\\x.py: no server: none is here\n3 passed, 9 skipped in 1.0s\n"
    )
    assert skipped(said) == {"Windows lets nobody take away a file": 8, "no server: none is here": 1}


def test_the_setup_removes_only_what_it_brought():
    whole = re.findall(r'RMDir /r "(.*)"', SETUP)
    assert whole
    assert set(whole) == {f"$INSTDIR\\{name}" for name in ("python", "site", "app", "licences", "postgresql")}
    assert "tap-huan" not in "".join(re.findall(r"^\s*(?:RMDir|Delete) .*", SETUP, re.M)).replace("tap-huan.exe", "")


def test_of_tests_that_time_ends_it_is_told_how_many_had_passed():
    assert came_to("..F. [ 40%]\n3 passed, 1 failed in 9.0s", 9.0) == "3 passed, 1 failed in 9.0s"
    said = "..F.                                      [ 40%]\n.s.\nWindows fatal exception"
    assert came_to(said, 900.4) == "time ran out after 900 s: 5 passed and 1 failed by then"
