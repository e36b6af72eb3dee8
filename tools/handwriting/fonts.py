"""Handwriting typefaces to learn from, fetched from npm's packages of open typefaces into a folder outside the project."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

from tools.handwriting.words import listed

NAMES = listed(
    """
dancing-script pacifico patrick-hand itim mali charm charmonman sriracha playpen-sans comforter comforter-brush
birthstone birthstone-bounce bonheur-royale carattere cherish corinthia ephesis estonia explora fleur-de-leah fuggles
grechen-fuemen grey-qo gwendolyn hurricane imperial-script inspiration island-moments kings kolker-brush
lavishly-yours licorice love-light luxurious-script mea-culpa meow-script monte-carlo moon-dance ms-madi ole oooh-baby
passions-conflict petemoss praise puppies-play qwigley qwitcher-grypen sassy-frass send-flowers shalimar square-peg
smooch splash the-nautigal twinkle-star updock vujahday-script water-brush windsong waterfall whisper caramel
babylonica are-you-serious allison beau-rivage caveat caveat-brush kalam indie-flower shadows-into-light
shadows-into-light-two architects-daughter gloria-hallelujah handlee homemade-apple reenie-beanie rock-salt
covered-by-your-grace nothing-you-could-do just-another-hand just-me-again-down-here la-belle-aurore over-the-rainbow
permanent-marker sacramento satisfy schoolbell sedgwick-ave sue-ellen-francisco swanky-and-moo-moo the-girl-next-door
waiting-for-the-sunrise walter-turncoat zeyada cedarville-cursive coming-soon crafty-girls dawning-of-a-new-day dekko
delius gaegu give-you-glory gochi-hand great-vibes herr-von-muellerhoff kristi league-script loved-by-the-king
marck-script meddon mr-dafoe mr-de-haviland mrs-saint-delafield mrs-sheppards nanum-pen-script neucha norican pangolin
pinyon-script rouge-script ruthie short-stack stalemate tangerine yellowtail sedgwick-ave-display grape-nuts rancho
bad-script amatic-sc annie-use-your-telescope calligraffitti alex-brush allura arizonia bilbo bilbo-swash-caps
condiment damion dr-sugiyama euphoria-script felipa italianno kavivanar kaushan-script leckerli-one long-cang
lovers-quarrel miss-fajardose molle monsieur-la-doulaise montez niconne patrick-hand-sc parisienne playball
quintessential redressed romanesco rochester ruge-boogie sofia sunshiney vibur yesteryear edu-nsw-act-foundation
edu-qld-beginner edu-sa-beginner edu-tas-beginner edu-vic-wa-nt-beginner gamja-flower hi-melody nanum-brush-script
yomogi klee-one zen-kurenaido hachi-maru-pop darumadrop-one mansalva comic-neue
    """
)
_LETTERS = "abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY0123456789-/().:?"
_MARKED = "ắđĐệốơưỳỹ"
_HELD_BACK = 6
"""Each so-manieth typeface is only asked, never learned from."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A hand."""

    path: Path
    is_marked: bool
    """Whether it has the letters that only Vietnamese has."""
    is_held_back: bool


def fetched(folder: Path) -> list[Typeface]:
    """The typefaces, in the order of their names; those that are in the folder are not fetched again."""
    found = []
    for place, name in enumerate(sorted(NAMES)):
        kept = folder / name
        if not kept.exists():
            kept.mkdir(parents=True)
            packed = subprocess.run(
                ["npm", "pack", "--silent", f"@expo-google-fonts/{name}"], cwd=kept, capture_output=True, text=True
            )
            if packed.returncode == 0:
                subprocess.run(["tar", "xzf", packed.stdout.split()[-1]], cwd=kept, check=True)
        for path in sorted(kept.rglob("*400Regular.ttf"))[:1]:
            with TTFont(path, lazy=True) as font:
                known = font.getBestCmap()
            if all(ord(each) in known for each in _LETTERS):
                marked = all(ord(each) in known for each in _MARKED)
                found.append(Typeface(path, marked, place % _HELD_BACK == 0))
    return found
