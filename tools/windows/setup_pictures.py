"""The pictures of the setup's pages for README and docs/install, taken under Wine: `python -m tools.windows.setup_pictures`.

Needs root and what `make windows` made. Look at them before they are committed: Wine draws other frames than Windows.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading

from tools.packing.folder import say
from tools.windows import ROOT
from tools.windows.bench import setup_file
from tools.windows.wine import PLACE, Wine, set_up

TARGET = ROOT / "docs" / "pictures"
_DISPLAY = ":79"
_PAGES = {"vi": ("Tập Huấn", ()), "en": ("Tập Huấn", ("Down",))}
_SECONDS, _LINKS = 300, 2
"""How long setting up may take under Wine; how many shortcuts it makes last."""
_SHOT = "import -window \"$(xdotool search --onlyvisible --name 'Huấn' | tail -1)\" /work/{name}.png"


def main() -> int:
    """Take them in each language."""
    if not setup_file().exists():
        say("There is no setup in dist/: run make windows first.")
        return 2
    set_up()
    for language, (_title, choose) in _PAGES.items():
        wine = Wine(PLACE / "pictures")
        wine.begin()
        # Wine's own letters in place of Windows' compose no Vietnamese ones.
        for face in ("Tahoma", "MS Shell Dlg", "MS Shell Dlg 2"):
            wine.run("reg", "add", "HKCU\\Software\\Wine\\Fonts\\Replacements", "/v", face, "/d", "DejaVu Sans", "/f")
        try:
            _take(wine, language, choose)
        finally:
            wine.end()
    return 0


def _take(wine: Wine, language: str, choose: tuple[str, ...]) -> None:
    here = wine.work / setup_file().name
    shutil.copyfile(setup_file(), here)
    screen = threading.Thread(
        target=wine.enter,
        args=(["Xvfb", _DISPLAY, "-screen", "0", "1024x768x24"],),
        kwargs={"seconds": 900},
        daemon=True,
    )
    screen.start()
    _shell(wine, "sleep 2")
    setup = threading.Thread(
        target=lambda: wine.run(wine.windows_path(here), seconds=800, display=_DISPLAY), daemon=True
    )
    setup.start()
    _shell(
        wine,
        "for n in $(seq 60); do xdotool search --onlyvisible --name Huấn >/dev/null 2>&1 && break; sleep 1; done; sleep 3",
    )
    _keys(wine, *choose)
    _keys(wine, "Return")  # the language
    for number in (1, 2):
        _shell(wine, "sleep 3")
        _picture(wine, f"install-{number}", language)
        _keys(wine, "Return")
    _keys(wine, "Return")  # the folder
    for _turn in range(_SECONDS // 5):
        _shell(wine, "sleep 5")
        if len(list(wine.home.rglob("Tập Huấn.lnk"))) == _LINKS:
            break
    _shell(wine, "sleep 20")  # the optional parts
    _picture(wine, "install-3", language)
    _shell(wine, f"kill $(cat /tmp/.X{_DISPLAY[1:]}-lock)")
    screen.join(10)


def _shell(wine: Wine, script: str) -> None:
    wine.enter(["bash", "-c", script], seconds=120, variables={"DISPLAY": _DISPLAY})


def _keys(wine: Wine, *keys: str) -> None:
    for key in keys:
        _shell(wine, f"xdotool key {key}; sleep 1")


def _picture(wine: Wine, name: str, language: str) -> None:
    _shell(wine, _SHOT.format(name=name))
    taken = wine.work / f"{name}.png"
    if not taken.exists():
        say(f"{language}: no picture {name}")
        return
    target = TARGET / language / taken.name
    subprocess.run(["convert", str(taken), "-strip", "+dither", "-colors", "64", f"PNG8:{target}"], check=True)
    say(f"{target.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
