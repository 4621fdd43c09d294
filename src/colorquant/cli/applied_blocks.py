"""What ``colorquant apply`` does with images that are taken block by block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from colorquant.cli.blocks import dask_room, shown_progress
from colorquant.cli.messages import Failures, colors
from colorquant.cli.plan import spellings
from colorquant.errors import ImageFileError, InvalidOptionError

if TYPE_CHECKING:
    from colorquant.palette import Palette
    from colorquant.quantizer import Quantizer


def apply_blocks(
    ctx: click.Context,
    plan: Quantizer,
    images: Sequence[Path],
    palette: Path | None,
    scheduler: str | None,
    options: Mapping[str, Any],
) -> None:
    """Map images to the colors of a palette, block by block.

    Parameters
    ----------
    ctx, plan, images, scheduler, options
        Of ``colorquant apply``.
    palette
        The palette file, if it is one.

    Raises
    ------
    click.exceptions.Exit
        With status 1, after the reports, if an image failed.
    InvalidOptionError
        If an output is not possible, or an option has no effect on blocks, such as ``--dither``.
    """
    from colorquant.batch import make_folder
    from colorquant.palette import Palette

    _refuse_other_options(ctx)
    room, output = dask_room(), options["output"]
    entries = Palette.of(plan.palette)  # type: ignore[arg-type]  # there is one
    if output is None:
        raise InvalidOptionError("-o is missing; needed for images in blocks is a file or folder")
    targets = _targets(images, output)
    _check(targets, output, entries, [*images, *([palette] if palette else [])])
    failures, opened = Failures(), []
    for image, target in zip(images, targets, strict=True):
        with failures.reported():
            if target.exists() and not options["force"]:
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
                    scheduler=scheduler,
                    threads=options["threads"],
                    progress=progress,
                    overwrite=options["force"],
                )
            click.echo(_summary(image, target, array, entries))
    failures.end()


def _refuse_other_options(ctx: click.Context) -> None:
    """Refuse what images in blocks do not have, so that nothing is silently ignored."""
    used = {"palette", "files", "space", "output", "force", "threads", "scheduler"}
    for name, written in spellings(ctx.command).items():
        is_none = name == "dither" and ctx.params.get(name) == "none"
        given = ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE
        if given and name not in used and not is_none:
            raise InvalidOptionError(
                f"{written} is given for an image in blocks; allowed are --space, -o, -f, "
                "--threads, --scheduler and --dither none"
            )


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
