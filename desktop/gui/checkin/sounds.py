"""Two short tones at the door: one for in, one for trouble. Made here, so that no file has to come along.

Without a sound device or QtMultimedia there is silence, and nothing else.
"""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop import scratch
from desktop.gui.context import Context

SOUND = "door.sound"

_RATE = 22_050
_LOUDNESS = 0.35
_FADE = 0.008
GOOD: Sequence[tuple[float, float]] = ((880.0, 0.07), (1318.5, 0.11))
"""Hertz and seconds, one after the other: up."""
BAD: Sequence[tuple[float, float]] = ((330.0, 0.12), (0.0, 0.05), (247.0, 0.2))
"""Down, and longer."""


def write_tones(path: Path, tones: Sequence[tuple[float, float]]) -> None:
    """A WAV file of tones, each faded in and out so that it does not click."""
    samples: list[int] = []
    for hertz, seconds in tones:
        count = int(_RATE * seconds)
        for place in range(count):
            edge = min(place, count - 1 - place) / (_RATE * _FADE)
            level = math.sin(2 * math.pi * hertz * place / _RATE) * _LOUDNESS * min(edge, 1.0)
            samples.append(int(level * 32_767))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


def wanted(context: Context) -> bool:
    """Whether this desk has its sound on."""
    return context.remembered(SOUND) is not False


class Sounds:
    """Plays the tones while `on`; the first one loads what is needed."""

    def __init__(self, on: bool = True) -> None:
        self.on = on
        self.played: list[str] = []
        """What was asked for last, newest at the end."""
        self._effects: dict[str, Any] | None = None
        self._folder: TemporaryDirectory[str] | None = None

    def play(self, name: str) -> None:
        """Play the sound of this name, "good" or "bad", unless sounds are off."""
        if not self.on:
            return
        self.played = [*self.played[-9:], name]
        if self._effects is None:
            self._effects = self._load()
        effect = self._effects.get(name)
        if effect is not None:
            effect.play()

    @property
    def mute(self) -> bool:
        """Whether nothing can be heard here: no loudspeaker, or what plays sounds is missing."""
        return self._effects == {}

    def _load(self) -> dict[str, Any]:
        try:
            from PySide6.QtCore import QUrl
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

            if QMediaDevices.defaultAudioOutput().isNull():
                return {}
            self._folder = scratch.folder()
            effects = {}
            for name, tones in (("good", GOOD), ("bad", BAD)):
                path = Path(self._folder.name) / f"{name}.wav"
                write_tones(path, tones)
                effects[name] = QSoundEffect()
                effects[name].setSource(QUrl.fromLocalFile(str(path)))
            return effects
        except (ImportError, OSError, RuntimeError):  # a part or a device is missing: silence
            return {}
