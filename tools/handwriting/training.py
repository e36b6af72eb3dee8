"""The network that tells a signature from a mark, trained and written down."""

from __future__ import annotations

import math
import multiprocessing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from desktop.scans.signature import HIGH, WIDE
from tools.handwriting import pens
from tools.handwriting.cells import cells
from tools.handwriting.fonts import Typeface

Looks = tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]
"""The kinds, by their place in `pens.Kind`, and the looks."""

_FIRST = len(pens.SIGNATURES)
_PART = 2000
_RATE = 2e-3


class Network(nn.Module):
    """Seven layers of small filters, then whether anything like each was seen, and how much of it."""

    def __init__(self) -> None:
        super().__init__()
        self.filters = nn.Sequential(
            *_layer(1, 16, 2, 5), *_layer(16, 32, 2), *_layer(32, 48), nn.MaxPool2d(2), *_layer(48, 72), *_layer(72, 72),
            nn.MaxPool2d(2), *_layer(72, 112), *_layer(112, 112),
        )  # fmt: skip
        self.drop = nn.Dropout(0.2)
        self.kinds = nn.Linear(224, len(pens.Kind))

    def forward(self, looks: torch.Tensor) -> torch.Tensor:
        """The unscaled logarithms of how likely each kind is; looks are N × 1 × HIGH × WIDE, 0 to 1."""
        seen = self.filters(looks)
        found: torch.Tensor = self.kinds(self.drop(torch.cat([seen.amax((2, 3)), seen.mean((2, 3))], 1).float()))
        return found


def _layer(given: int, made: int, stride: int = 1, size: int = 3) -> list[nn.Module]:
    filters = nn.Conv2d(given, made, size, stride=stride, padding=size // 2, bias=False)
    return [filters, nn.BatchNorm2d(made), nn.ReLU()]


class _Odds(nn.Module):
    """What is written down: the logarithm of the odds that it is a signature."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, looks: torch.Tensor) -> torch.Tensor:
        return odds(self.network(looks))


def odds(kinds: torch.Tensor) -> torch.Tensor:
    """The logarithm of the odds that it is one of `pens.SIGNATURES`."""
    return torch.logsumexp(kinds[:, :_FIRST], 1) - torch.logsumexp(kinds[:, _FIRST:], 1)


def use(workers: int) -> None:
    """Keep to so many processors."""
    torch.set_num_threads(workers)


def drawn(folder: Path, faces: tuple[Typeface, ...], count: int, workers: int) -> Looks:
    """So many cells, kept in the folder part by part: a run that was broken off goes on."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [(folder / f"{number}.npz", number, faces) for number in range(math.ceil(count / _PART))]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.starmap(_draw, [each for each in parts if not each[0].exists()], chunksize=1)
    made = [np.load(path) for path, _number, _faces in parts]
    return np.concatenate([each["kinds"] for each in made]), np.concatenate([each["looks"] for each in made])


def _draw(path: Path, number: int, faces: tuple[Typeface, ...]) -> None:
    kinds, looks, order = [], [], list(pens.Kind)
    for kind, seen in cells(number, faces):
        kinds.append(order.index(kind))
        looks.append(seen)
        if len(kinds) == _PART:
            break
    half = path.with_suffix(".part")
    with half.open("wb") as file:
        np.savez_compressed(file, kinds=np.array(kinds, np.uint8), looks=np.array(looks))
    half.rename(path)


def trained(learnt: Looks, asked: Looks, rounds: int, seed: int, batch: int = 64) -> Network:
    """A network that went so many times through the cells, telling after each how it does with others."""
    torch.manual_seed(seed)
    dice, network = np.random.default_rng(seed), Network().to(memory_format=torch.channels_last)
    steps = len(learnt[0]) * rounds // batch
    optimizer = torch.optim.AdamW(network.parameters(), _RATE, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps, pct_start=0.05)
    for step in range(steps):
        if step % (steps // rounds) == 0:
            order = dice.permutation(len(learnt[0]))
        at = order[(step * batch) % (len(order) - batch) :][:batch]
        looks = torch.from_numpy(learnt[1][at]).float()[:, None] / 255
        looks = _varied(looks, dice)
        kinds = torch.from_numpy(learnt[0][at]).long()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            said = network(looks)
        said = said.float()
        loss = functional.cross_entropy(said, kinds)
        loss = loss + functional.binary_cross_entropy_with_logits(odds(said), (kinds < _FIRST).float())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % (steps // (2 * rounds)) == 0:
            print(f"{step + 1} of {steps}: {told(network, asked)}", flush=True)  # noqa: T201
    return network


def _varied(looks: torch.Tensor, dice: np.random.Generator) -> torch.Tensor:
    """Each a little larger or smaller, turned, slanted and moved, all of them paler or broader."""
    count = len(looks)
    turn, slant = dice.normal(0, 0.04, count), dice.normal(0, 0.12, count)
    wide, high = np.exp(dice.normal(0, 0.1, (2, count)))
    across = np.stack([wide * np.cos(turn), (slant - np.sin(turn)) * HIGH / WIDE, dice.normal(0, 0.05, count)], 1)
    down = np.stack([high * np.sin(turn) * WIDE / HIGH, high * np.cos(turn), dice.normal(0, 0.08, count)], 1)
    grid = functional.affine_grid(
        torch.from_numpy(np.stack([across, down], 1)).float(), list(looks.shape), align_corners=False
    )
    looks = functional.grid_sample(looks, grid, align_corners=False)
    if dice.random() < 0.2:
        looks = functional.max_pool2d(looks, 3, 1, 1) if dice.random() < 0.5 else functional.avg_pool2d(looks, 3, 1, 1)
    return (looks * float(dice.uniform(0.6, 1.5))).clamp(0, 1)


def told(network: Network, asked: Looks) -> str:
    """How many signatures are found where so few of the other marks are taken for one."""
    network.eval()
    with torch.no_grad():
        parts = [
            torch.from_numpy(asked[1][at : at + 256]).float()[:, None] / 255 for at in range(0, len(asked[1]), 256)
        ]
        found = torch.cat([odds(network(each)) for each in parts]).numpy()
    network.train()
    kinds, lines = list(pens.Kind), []
    for share in (0.01, 0.005, 0.002, 0.001):
        limit = float(np.quantile(found[asked[0] >= _FIRST], 1 - share))
        shares = (f"{kind} {np.mean(found[asked[0] == kinds.index(kind)] > limit):.3f}" for kind in pens.SIGNATURES)
        lines.append(f"{share:.1%} above {limit:.2f}: {', '.join(shares)}")
    return "; ".join(lines)


def write(network: Network, path: Path) -> None:
    """Write the weights down as OpenCV reads them."""
    network.eval()
    example: Any = torch.zeros(1, 1, HIGH, WIDE)
    torch.onnx.export(_Odds(network), (example,), path, input_names=["looks"], output_names=["odds"], dynamo=False)
