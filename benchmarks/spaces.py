"""``spaces``: how far photographs are from their originals to the eye, by working space."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean

import click
import numpy as np
from PIL import Image

import colorquant as cq
from colorquant.color import SPACES

from . import options
from .images import Photo, photos
from .peers import ImageArray

Reduce = Callable[[Photo, int], ImageArray]


@click.command()
@options.folder
@options.colors("4,16,64,256")
def spaces(folder: Path, numbers: Sequence[int]) -> None:
    """Mean CIEDE2000 without dithering, of each working space and of pngquant, and distortion."""
    photographs = [photo for photo in photos([folder]) if photo.name.startswith(folder.name)]
    if not photographs:
        raise click.UsageError(f"{folder} has no images")
    click.echo(f"{len(photographs)} photographs: mean CIEDE2000 · mean distortion\n")
    click.echo(f"| | {' | '.join(f'N = {n}' for n in numbers)} |")
    click.echo(f"| --- |{' ---: |' * len(numbers)}")
    for name, reduce in _ways().items():
        cells = [_cell(reduce, photographs, n) for n in numbers]
        click.echo(f"| {name} | {' | '.join(cells)} |")


def _ways() -> dict[str, Reduce]:
    ways: dict[str, Reduce] = {f"`{space}`": partial(_ours, space=space) for space in SPACES}
    if shutil.which("pngquant"):
        version = subprocess.run(["pngquant", "--version"], capture_output=True, text=True)
        ways[f"pngquant {version.stdout.split()[0]} --nofs"] = _pngquant
    return ways


def _ours(photo: Photo, n: int, *, space: str) -> ImageArray:
    return cq.quantize(photo.load(), n, space=space, dither="none").to_array()


def _pngquant(photo: Photo, n: int) -> ImageArray:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.png"
        subprocess.run(["pngquant", "--nofs", "-o", out, str(n), photo.path], check=True)
        with Image.open(out) as image:
            return np.array(image.convert("RGB"))


def _cell(reduce: Reduce, photographs: Sequence[Photo], n: int) -> str:
    pairs = [(photo.load(), reduce(photo, n)) for photo in photographs]
    delta_e = fmean(cq.metrics.delta_e_2000(a, b) for a, b in pairs)
    distortion = fmean(cq.metrics.distortion(a, b) for a, b in pairs)
    return f"{delta_e:.2f} · {distortion:.4g}"
