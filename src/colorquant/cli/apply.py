"""``colorquant apply``: images in the colors of a palette file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from colorquant.cli.blocks import by_blocks, scheduler_option
from colorquant.cli.failures import Failures
from colorquant.cli.messages import colors, examples
from colorquant.cli.options import dither_options, file_path, space_option, threads_option
from colorquant.errors import ImageFileError, InvalidOptionError

if TYPE_CHECKING:
    from colorquant.palette import IndexedImage, Palette


@click.command(
    short_help="Map images to the colors of a palette file.",
    epilog=examples(
        "colorquant apply brand.gpl photo.jpg -o branded.png",
        "colorquant apply gameboy.hex *.png --dither none -o reduced/",
        "colorquant apply inks.ase photo.jpg --space lab -o print.tif",
        "colorquant apply map.gpl big.zarr --scheduler tcp://10.0.0.1:8786 -o indices.zarr",
    ),
)
@click.argument("palette", metavar="PALETTE", type=file_path)
@click.argument("images", metavar="IMAGE...", nargs=-1, required=True, type=file_path)
@space_option
@dither_options
@threads_option
@scheduler_option
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    help="A .png, .gif, .webp, .tif, .bmp or .zarr or, for any number of images, a folder.",
)
@click.option("-f", "--force", is_flag=True, help="Replace files that exist.")
def apply(
    palette: Path,
    images: tuple[Path, ...],
    space: str,
    output: str,
    force: bool,
    scheduler: str | None,
    **mapping: Any,
) -> None:
    """Map every pixel of images to the colors of the file PALETTE.

    The palette stays as it is: all of its entries, in their order, also those that no pixel gets.
    A PNG, GIF, TIFF or BMP of up to 256 colors holds it like that. Metadata is left out.

    Zarr arrays, and TIFF files of more than 67 million pixels, are mapped block by block, without
    dithering, to a .zarr or a tiled .tif.

    An image that cannot be mapped is reported and the others go on; the exit status is then 1.
    """
    if by_blocks(images, scheduler) or output.endswith(".zarr"):
        from colorquant.cli.applied_blocks import apply_blocks

        apply_blocks(palette, images, space, output, force, scheduler, **mapping)
        return
    from colorquant.cli.reduce.inputs import Input
    from colorquant.cli.reduce.outputs import plan_outputs
    from colorquant.dithering import get_ditherer
    from colorquant.palette import Palette

    get_ditherer(mapping["dither"], mapping["dither_strength"])
    entries = Palette.load(palette, space=space)
    inputs = [Input(image) for image in images]
    tasks = plan_outputs(inputs, output, len(entries), force=force, also_read=[palette])
    _check_alpha(entries, [task.target for task in tasks if task.target is not None])
    failures = Failures()
    for task in tasks:
        with failures.reported():
            if task.refused is not None:
                raise ImageFileError(task.refused)
            image, target = task.source.path, task.target
            if image is not None and target is not None:
                click.echo(_summary(image, target, _written(image, target, entries, mapping)))
    failures.end()


def _written(image: Path, target: Path, palette: Palette, mapping: dict[str, Any]) -> IndexedImage:
    from colorquant.cli.reduce.job import against, make_folder, read_for

    picture, shown = read_for(target.suffix[1:], image)
    make_folder(target.parent)
    indexed = palette.apply(shown, **mapping)
    indexed.save(target)
    return against(picture, shown, indexed)


def _check_alpha(palette: Palette, targets: Sequence[Path]) -> None:
    """Make sure that no output would change what the palette has between opaque and not at all."""
    from colorquant.files import alpha_levels

    soft = sum(0 < color[3] < 255 for color in palette.colors.tolist() if len(color) == 4)
    for target in targets:
        if soft and alpha_levels(target) == 2:
            raise InvalidOptionError(
                f"output {target} would hold {soft:,} colors of partial opacity; "
                f"allowed in a {target.suffix} file are opaque colors and a transparent one"
            )


def _summary(image: Path, target: Path, indexed: IndexedImage) -> str:
    used = int((indexed.counts > 0).sum())
    return (
        f"{click.format_filename(image)} -> {click.format_filename(target)}: "
        f"{used:,} of {colors(len(indexed.palette))} used, "
        f"distortion {indexed.distortion:.2f}, {target.stat().st_size:,} bytes"
    )
