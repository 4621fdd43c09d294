"""The size of our PNGs beside pngquant's at the same number of colors, all dithered or none."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import click
import numpy as np
from PIL import Image

import colorquant as cq
from colorquant.dithering import DITHERERS, NONE
from colorquant.files import COMPRESSIONS, Compression

from .images import SHARED, photos
from .options import colors, folders_beside, names, only

FOLDERS = [each for each in (SHARED / "kodak", SHARED / "screenshots") if each.is_dir()]
OF_PNGQUANT = "pngquant -s4"

Sizes = dict[str, int]


def measured(image: np.ndarray, n: int, dither: str, compressions: Iterable[Compression]) -> Sizes:
    """The bytes of each file, of pngquant's first."""
    sizes = {OF_PNGQUANT: len(pngquants_file(image, n, is_dithered=dither != NONE))}
    indexed = cq.quantize(image, n, dither=dither)
    for compression in compressions:
        sizes[compression] = len(indexed.encode("png", compression=compression))
    return sizes


def pngquants_file(image: np.ndarray, n: int, *, is_dithered: bool) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.png")
        Image.fromarray(image).save(source, compress_level=1)
        options = ["-s4"] if is_dithered else ["-s4", "--nofs"]
        command = ["pngquant", *options, "-o", "-", str(max(n, 2)), "--", str(source)]
        return subprocess.run(command, check=True, capture_output=True).stdout


def table(results: dict[int, list[Sizes]]) -> str:
    """The median ratio to pngquant's files for each N, and the ratio of all bytes together."""
    everything = [sizes for of_n in results.values() for sizes in of_n]
    rows = [["", *(f"N = {n}" for n in results), "total"]]
    for way in everything[0]:
        medians = [
            median(sizes[way] / sizes[OF_PNGQUANT] for sizes in of_n) for of_n in results.values()
        ]
        total = sum(sizes[way] for sizes in everything) / sum(
            sizes[OF_PNGQUANT] for sizes in everything
        )
        rows.append([way, *(f"{ratio:.3f}" for ratio in (*medians, total))])
    return "\n".join(
        "".join([f"{row[0]:22}", *(f"{cell:>10}" for cell in row[1:])]) for row in rows
    )


@click.command()
@folders_beside("the samples", FOLDERS)
@only
@colors("16,64,256")
@click.option(
    "--dither",
    type=click.Choice([NONE, *DITHERERS]),
    default=NONE,
    show_default=True,
    help="How we dither; pngquant then does as it always does.",
)
@click.option(
    "--compressions",
    type=names,
    default=",".join(COMPRESSIONS),
    show_default=True,
    help="The last takes long, and zopfli.",
)
def sizes(
    folders: tuple[Path, ...],
    names: list[str],
    numbers: list[int],
    dither: str,
    compressions: list[Compression],
) -> None:
    """Size of PNGs beside pngquant's at the same N: the median ratio, and the total."""
    if shutil.which("pngquant") is None:
        raise click.UsageError("pngquant is not installed")
    chosen = photos(folders, names)
    results = {
        n: [measured(photo.load(), n, dither, compressions) for photo in chosen] for n in numbers
    }
    click.echo(f"{len(chosen)} images, dither {dither}; size of our PNG / pngquant's")
    click.echo(table(results))
