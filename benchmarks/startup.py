"""``startup``: how long the command takes to start, beside what it needs to import anyway."""

import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

import click

from . import options

OURS = [sys.executable, "-m", "colorquant", "--version"]
NEEDED = [sys.executable, "-c", "import numpy, PIL.Image"]


def seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def median_ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median of the ratios of what ran one right after the other."""
    return median(ours / needed for ours, needed in pairs)


@click.command()
@options.rounds(21)
def startup(rounds: int) -> None:
    """Start of `colorquant --version` ÷ that of Python with NumPy and Pillow, in turns."""
    seconds(OURS), seconds(NEEDED)  # once each, to have the files in memory
    pairs = [(seconds(OURS), seconds(NEEDED)) for _ in range(rounds)]
    ours, needed = (1e3 * median(each) for each in zip(*pairs, strict=True))
    click.echo(f"colorquant --version: {ours:.0f} ms; import numpy, PIL.Image: {needed:.0f} ms")
    click.echo(f"median ratio: {median_ratio(pairs):.2f}")
