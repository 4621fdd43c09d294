"""What ``colorquant apply`` does with images that are taken block by block."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from colorquant.cli.blocks import dask_room, shown_progress
from colorquant.cli.failures import Failures
from colorquant.cli.messages import colors
from colorquant.errors import ImageFileError, InvalidOptionError

if TYPE_CHECKING:
    from colorquant.palette import Palette


def apply_blocks(
    palette: Path,
    images: Sequence[Path],
    space: str,
    output: str,
    force: bool,
    scheduler: str | None,
    *,
    dither: str,
    dither_strength: float | None,
    threads: int | None,
) -> None:
    """Map images to the colors of a palette file, block by block.

    Parameters
    ----------
    palette, images, space, output, force, scheduler, dither, dither_strength, threads
        Of ``colorquant apply``. No dither is meant unless one is asked for, which is refused.

    Raises
    ------
    click.exceptions.Exit
        With status 1, behind the reports, if an image failed.
    InvalidOptionError
        If an output cannot be, or a dither was asked for.
    """
    from colorquant.cli.reduce.job import make_folder
    from colorquant.dithering import NONE, get_ditherer
    from colorquant.palette import Palette

    context = click.get_current_context()
    if context.get_parameter_source("dither") is ParameterSource.DEFAULT:
        dither = NONE
    get_ditherer(dither, dither_strength)
    room, entries = dask_room(), Palette.load(palette, space=space)
    targets = _targets(images, output)
    _check(targets, output, entries, [*images, palette])
    failures, opened = Failures(), []
    for image, target in zip(images, targets, strict=True):
        with failures.reported():
            if target.exists() and not force:
                raise ImageFileError(f"{click.format_filename(target)} exists; -f replaces it")
            opened.append((image, target, room.open_raster(image)))
    for image, target, array in opened:
        with failures.reported():
            make_folder(target.parent)
            with shown_progress() as progress:
                room.write(
                    entries,
                    array,
                    target,
                    dither=dither,
                    scheduler=scheduler,
                    threads=threads,
                    progress=progress,
                )
            click.echo(_summary(image, target, array, entries))
    failures.end()


def _check(targets: Sequence[Path], output: str, palette: Palette, inputs: Sequence[Path]) -> None:
    """Make sure that the outputs can be written; a folder of them is made when it is needed."""
    from colorquant.rasters import check_raster_output, check_raster_palette

    if len(set(targets)) < len(targets):
        raise InvalidOptionError(
            f"several images would become one file in {output}; allowed is one image a file"
        )
    for target in targets:
        if target.parent.is_dir() or target == Path(output):
            check_raster_output(target, palette.colors, has_nodata=False, inputs=inputs)
        else:
            check_raster_palette(target, palette.colors, has_nodata=False)


def _targets(images: Sequence[Path], output: str) -> list[Path]:
    """Return the file of each image: the one that was named, or one in the folder that was."""
    target = Path(output)
    if len(images) == 1 and target.suffix and not output.endswith("/"):
        return [target]
    if target.suffix.lower() == ".zarr":
        raise InvalidOptionError(
            f"-o: got {output} for {len(images)} images; allowed is a folder, such as {output}/"
        )
    return [target / f"{image.stem}{'.zarr' if image.is_dir() else '.tif'}" for image in images]


def _summary(image: Path, target: Path, array: Any, palette: Palette) -> str:
    height, width = array.shape[:2]
    return (
        f"{click.format_filename(image)} -> {click.format_filename(target)}: "
        f"{height * width:,} pixels in {colors(len(palette))}"
    )
