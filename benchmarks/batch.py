"""``batch``: whole commands over a folder of images, beside pngquant: seconds, bytes and looks."""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median

import click

from colorquant.metrics import blurred_mse, distortion

from . import options

OURS = [sys.executable, "-m", "colorquant", "reduce"]
PNGQUANT = ["pngquant", "-s4", "--ext", "-pq.png"]
WAYS = {
    "colorquant reduce": OURS,
    "colorquant reduce --compression fast": [*OURS, "--compression", "fast"],
    "colorquant reduce --dither none": [*OURS, "--dither", "none"],
    "pngquant -s4": PNGQUANT,
    "pngquant -s4 --nofs": [*PNGQUANT, "--nofs"],
}


@dataclass
class Outcome:
    """What one way took, and what it made at last."""

    seconds: list[float] = field(default_factory=list)
    byte_count: int = 0
    distortion: float = 0.0
    low_passed: float = 0.0


def run_once(command: Sequence[str], n: int, images: Sequence[Path], outcome: Outcome) -> None:
    """Let a command reduce copies of images, beside which it writes, and measure what it made."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(shutil.copy(image, folder)) for image in images]
        start = time.perf_counter()
        subprocess.run([*command, str(n), "--", *map(str, copies)], check=True, capture_output=True)
        outcome.seconds.append(time.perf_counter() - start)
        pairs = [(copy, next(copy.parent.glob(f"{copy.stem}-*.png"))) for copy in copies]
        if len(outcome.seconds) == 1:
            outcome.byte_count = sum(made.stat().st_size for _, made in pairs)
            outcome.distortion = fmean(distortion(*pair) for pair in pairs)
            outcome.low_passed = fmean(blurred_mse(*pair) for pair in pairs)


def table(outcomes: dict[str, Outcome]) -> str:
    rows = [f"{'':38}{'seconds':>9}{'bytes':>12}{'distortion':>12}{'blurred MSE':>12}"]
    rows += [
        f"{way:38}{median(each.seconds):9.2f}{each.byte_count:12,}{each.distortion:12.2f}"
        f"{each.low_passed:12.3f}"
        for way, each in outcomes.items()
    ]
    return "\n".join(rows)


@click.command()
@options.folder
@click.option("-k", "n", type=click.IntRange(2, 256), default=256, show_default=True)
@options.rounds(5)
def batch(folder: Path, n: int, rounds: int) -> None:
    """Seconds (median of the rounds, in turns), bytes and looks of all images of a folder."""
    if shutil.which("pngquant") is None:
        raise click.UsageError("pngquant is not installed")
    images = sorted(folder.glob("*.png"))
    outcomes = {way: Outcome() for way in WAYS}
    for number in range(rounds):
        for way in random.Random(number).sample(sorted(WAYS), len(WAYS)):
            run_once(WAYS[way], n, images, outcomes[way])
    click.echo(f"{len(images)} images, N = {n}; median of {rounds}")
    click.echo(table(outcomes))
