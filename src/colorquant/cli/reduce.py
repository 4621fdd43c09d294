"""``colorquant reduce``: photos in, indexed images out."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from colorquant.cli.messages import colours, examples, print_error, refusal
from colorquant.cli.options import (
    LazyHelpOption,
    file_path,
    fitting_options,
    help_of_dither,
    help_of_sort,
    parse_dither,
    parse_grid,
    parse_sort,
)
from colorquant.errors import ImageFileError, InvalidImageError

if TYPE_CHECKING:
    from colorquant.image import MetadataOption, Picture, Profile
    from colorquant.indexed import IndexedImage

Color = tuple[int, ...]


def parse_color(value: str) -> Color:
    """Return the red, green, blue and alpha of ``#rrggbb``, which is opaque, or ``#rrggbbaa``."""
    if not re.fullmatch("#?([0-9a-fA-F]{6}|[0-9a-fA-F]{8})", value):
        raise click.BadParameter(f"got {value!r}; allowed is #rrggbb or #rrggbbaa")
    red, green, blue, *alpha = bytes.fromhex(value.removeprefix("#"))
    return red, green, blue, *(alpha or [255])


def parse_profile(value: str) -> str:
    """Return what is to be done with colour profiles."""
    from colorquant.image import PROFILES

    if value not in PROFILES:
        raise click.BadParameter(refusal(value, PROFILES))
    return value


@dataclass(frozen=True)
class Job:
    """What is done to every photo."""

    n: int
    fitting: dict[str, Any]
    weights: Picture | None
    nodata: tuple[Color, ...]
    profile: Profile
    metadata: MetadataOption

    def run(self, photo: Path, target: Path) -> IndexedImage:
        """Reduce one photo and write it."""
        from colorquant.files import alpha_levels
        from colorquant.image import as_picture
        from colorquant.metrics import distortion
        from colorquant.pipeline import quantize

        picture = as_picture(photo, profile=self.profile, metadata=self.metadata)
        shown = picture.with_binary_alpha() if alpha_levels(target) == 2 else picture
        indexed = quantize(
            shown, self.n, weights=self.weights, nodata=self.nodata or None, **self.fitting
        )
        indexed.save(target)
        if shown is not picture:
            indexed = replace(indexed, distortion=distortion(picture, indexed.to_array()))
        return indexed


@click.command(
    short_help="Reduce photos to their N best colours.",
    epilog=examples(
        "colorquant reduce photo.jpg -k 64 -o photo.png",
        "colorquant reduce logo.png -k 16 -o logo.gif",
        "colorquant reduce *.jpg -k 256 --effort best -o reduced/",
        "colorquant reduce photo.jpg -k 16 --space lab -o photo.png",
        "colorquant reduce sprites.png -k 16 --grid rgb555 --lock '#00000000' -o sprites.gif",
    ),
)
@click.argument("photos", metavar="PHOTO...", nargs=-1, required=True, type=file_path)
@fitting_options
@click.option(
    "--lock",
    metavar="COLOR",
    type=parse_color,
    multiple=True,
    help="A colour that the palette must have, exactly, #rrggbb or #rrggbbaa; repeatable.",
)
@click.option(
    "--grid",
    metavar="GRID",
    type=parse_grid,
    help="The colours that the hardware has: rgb565, rgb555 or another name, or bits: 4,5,4.",
)
@click.option(
    "--catalog",
    metavar="FILE",
    type=file_path,
    help="A palette file of the colours that there are: the best N of them are taken.",
)
@click.option(
    "--sort",
    metavar="ORDER",
    type=parse_sort,
    default="given",
    show_default=True,
    cls=LazyHelpOption,
    lazy_help=help_of_sort,
)
@click.option(
    "--dither",
    metavar="KIND",
    type=parse_dither,
    default="auto",
    show_default=True,
    cls=LazyHelpOption,
    lazy_help=help_of_dither,
)
@click.option(
    "--dither-strength",
    metavar="S",
    type=click.FloatRange(0.0, 1.0),
    show_default="what suits the kind",
    help="How much is mixed, from 0, not at all, to 1.",
)
@click.option(
    "--weights",
    metavar="MASK",
    type=file_path,
    help="A grey image of the photo's size: white where colour matters, black where not at all.",
)
@click.option(
    "--nodata",
    metavar="COLOR",
    type=parse_color,
    multiple=True,
    help="A colour to leave out of the fit, #rrggbb or #rrggbbaa; repeatable.",
)
@click.option(
    "--profile",
    metavar="WHAT",
    type=parse_profile,
    default="convert",
    show_default=True,
    help="What to do with an embedded colour profile: convert to sRGB, keep, ignore.",
)
@click.option(
    "--keep/--strip",
    "keep",
    default=False,
    show_default=True,
    help="Keep the photo's metadata (EXIF, XMP, resolution, texts) or leave it out.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=file_path,
    help="A .png, .gif, .webp, .tif or .bmp file or, for any number of photos, an existing folder.",
)
@click.pass_context
def reduce(
    ctx: click.Context,
    /,
    photos: tuple[Path, ...],
    n: int,
    output: Path | None,
    lock: tuple[Color, ...],
    catalog: Path | None,
    weights: Path | None,
    nodata: tuple[Color, ...],
    profile: Profile,
    keep: bool,
    **fitting: Any,
) -> None:
    """Reduce photos to their N best colours and write them as indexed images.

    OUT is a .png, .gif, .webp (lossless), .tif or .bmp file, or an existing folder, where each
    PHOTO becomes a .png of its own name. A PNG gets 1, 2, 4 or 8 bits per pixel, the fewest that
    its colours need; above 256 colours it is a true-colour PNG. Transparency is kept; a GIF
    has but one transparent entry, and its pixels are transparent or opaque; a BMP is opaque. A
    photo that has N colours or fewer keeps them all, unchanged, but for those that a mask or
    --nodata leaves out of the fit.

    A photo that cannot be reduced is reported and the others go on; the exit status is then 1.
    """
    if output is None:
        raise click.UsageError(
            "-o OUT is needed: a .png, .gif, .webp, .tif or .bmp file, or an existing folder"
        )

    from colorquant.cli.outputs import plan_outputs
    from colorquant.image import as_picture
    from colorquant.palette import Palette

    also_read = [path for path in (weights, catalog) if path is not None]
    targets = plan_outputs(photos, output, n, also_read=also_read)
    mask = None if weights is None else as_picture(weights, profile="ignore")
    fitting["lock"] = lock or None
    fitting["catalog"] = None if catalog is None else Palette.load(catalog, space=fitting["space"])
    job = Job(n, fitting, mask, nodata, profile, "keep" if keep else "strip")
    failed = False
    for photo, target in zip(photos, targets, strict=True):
        try:
            indexed = job.run(photo, target)
        except (InvalidImageError, ImageFileError) as error:
            print_error(str(error))
            failed = True
        else:
            all_count = mask is None and not nodata
            click.echo(_summary(photo, target, indexed, all_count=all_count))
    if failed:
        ctx.exit(1)


def _summary(photo: Path, target: Path, indexed: IndexedImage, *, all_count: bool) -> str:
    """Return one line: from where to where, and what it took away."""
    optimal = ", proven optimal" if indexed.palette.optimal and all_count else ""
    quality = "lossless" if math.isinf(indexed.psnr) else f"PSNR {indexed.psnr:.2f} dB{optimal}"
    return (
        f"{click.format_filename(photo)} -> {click.format_filename(target)}: "
        f"{colours(len(indexed.palette))}, distortion {indexed.distortion:.2f}, {quality}, "
        f"{target.stat().st_size:,} bytes"
    )
