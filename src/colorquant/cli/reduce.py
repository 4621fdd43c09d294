"""``colorquant reduce``: photos in, indexed images out."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colorquant.cli.messages import colours, examples, print_error
from colorquant.cli.options import file_path, fitting_options
from colorquant.errors import ImageFileError, InvalidImageError

if TYPE_CHECKING:
    from colorquant._options import Effort
    from colorquant.indexed import IndexedImage


@click.command(
    short_help="Reduce photos to their N best colours.",
    epilog=examples(
        "colorquant reduce photo.jpg -k 64 -o photo.png",
        "colorquant reduce logo.png -k 16 -o logo.gif",
        "colorquant reduce *.jpg -k 256 --effort best -o reduced/",
    ),
)
@click.argument("photos", metavar="PHOTO...", nargs=-1, required=True, type=file_path)
@fitting_options
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=file_path,
    help="A .png or .gif file or, for any number of photos, an existing folder.",
)
@click.pass_context
def reduce(
    ctx: click.Context,
    photos: tuple[Path, ...],
    n: int,
    output: Path | None,
    effort: Effort,
    seed: int,
    threads: int | None,
) -> None:
    """Reduce photos to their N best colours and write them as indexed images.

    OUT is a .png or .gif file, or an existing folder, where each PHOTO becomes a .png of its own
    name. A PNG gets 1, 2, 4 or 8 bits per pixel, the fewest that its colours need; above 256
    colours it is a true-colour PNG. A photo that has N colours or fewer keeps them all, unchanged.

    A photo that cannot be reduced is reported and the others go on; the exit status is then 1.
    """
    if output is None:
        raise click.UsageError("-o OUT is needed: a .png or .gif file, or an existing folder")

    from colorquant.cli.outputs import plan_outputs
    from colorquant.pipeline import quantize

    failed = False
    for photo, target in zip(photos, plan_outputs(photos, output, n), strict=True):
        try:
            indexed = quantize(photo, n, effort=effort, seed=seed, threads=threads)
            indexed.save(target)
        except (InvalidImageError, ImageFileError) as error:
            print_error(str(error))
            failed = True
        else:
            click.echo(_summary(photo, target, indexed))
    if failed:
        ctx.exit(1)


def _summary(photo: Path, target: Path, indexed: IndexedImage) -> str:
    """Return one line: from where to where, and what it took away."""
    optimal = ", proven optimal" if indexed.palette.optimal else ""
    quality = "lossless" if math.isinf(indexed.psnr) else f"PSNR {indexed.psnr:.2f} dB{optimal}"
    return (
        f"{click.format_filename(photo)} -> {click.format_filename(target)}: "
        f"{colours(len(indexed.palette))}, distortion {indexed.distortion:.2f}, {quality}, "
        f"{target.stat().st_size:,} bytes"
    )
