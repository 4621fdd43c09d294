"""The lowest distortion anyone has found, as data, and the long search that lowers it.

``best_known.json`` maps an image's name to N to the distortion of an 8-bit palette. Entries only
ever go down.
"""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

import colorquant as cq
from colorquant.files import write_atomically

from . import options
from .images import photos

TABLE = Path(__file__).with_name("best_known.json")

BestKnownTable = dict[str, dict[int, float]]


@click.command("best-known")
@options.folders
@options.only
@options.colors("16,32,64,128,256")
@click.option("--seconds", type=float, default=60.0, show_default=True, help="For each search.")
@click.option(
    "--seed", type=int, default=0, show_default=True, help="Another seed, another search."
)
def best_known(
    folders: Sequence[Path],
    names: Sequence[str],
    numbers: Sequence[int],
    seconds: float,
    seed: int,
) -> None:
    """Search long for better palettes, and lower the table where one is found."""
    for photo in photos(folders, names):
        histogram = cq.ColorHistogram.from_image(photo.load())
        for n in numbers:
            palette = long_search(histogram, n, seconds, seed)
            found = histogram_distortion(histogram, palette)
            table = load_best_known()
            known = table.get(photo.name, {}).get(n)
            if lower(table, photo.name, n, found):
                save_best_known(table)
            click.echo(f"{photo.name} N={n}: known {known}, found {found:.4f}")


def long_search(histogram: cq.ColorHistogram, n: int, seconds: float, seed: int) -> cq.Palette:
    """Fit with one seed after another until the time is over, and keep the best palette."""
    start = time.monotonic()
    best = cq.KMeans(n, effort="best", seed=seed).fit(histogram)
    while time.monotonic() - start < seconds:
        seed += 1
        palette = cq.KMeans(n, effort="best", seed=seed).fit(histogram)
        best = min(best, palette, key=lambda each: histogram_distortion(histogram, each))
    return best


def histogram_distortion(histogram: cq.ColorHistogram, palette: cq.Palette) -> float:
    """Distortion of the image that was counted, each color mapped to its nearest entry."""
    colors = histogram.colors[np.newaxis]
    error = colors.astype(np.int64) - palette.apply(colors, dither="none").to_array()
    return int(histogram.counts @ (error * error).sum(axis=2)[0]) / histogram.pixel_count


def lower(table: BestKnownTable, image: str, n: int, distortion: float) -> bool:
    """Enter a distortion if it is lower than what is known; tell whether it was."""
    entries = table.setdefault(image, {})
    if distortion >= entries.get(n, float("inf")):
        return False
    entries[n] = distortion
    return True


def load_best_known() -> BestKnownTable:
    table = json.loads(TABLE.read_text())
    return {
        image: {int(n): distortion for n, distortion in entries.items()}
        for image, entries in table.items()
    }


def save_best_known(table: BestKnownTable) -> None:
    """Write the table, one line for each image."""
    lines = [
        f"{json.dumps(image)}: {json.dumps({str(n): entries[n] for n in sorted(entries)})}"
        for image, entries in sorted(table.items())
    ]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    write_atomically(TABLE, lambda file: file.write(text.encode()))
