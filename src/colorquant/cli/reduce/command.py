"""``colorquant reduce``: its options, and what they come to."""

from __future__ import annotations

from typing import Any

import click
from click.core import ParameterSource

from colorquant.cli.messages import examples
from colorquant.cli.options import (
    LazyHelpOption,
    color_count_option,
    dither_options,
    file_path,
    help_of_sort,
    parse_color,
    parse_grid,
    parse_share,
    parse_sort,
    search_options,
    whole_number,
)
from colorquant.cli.reduce.help import SectionedCommand
from colorquant.cli.reduce.palettes import help_of_palette
from colorquant.cli.reduce.pngquant import parse_quality
from colorquant.cli.reduce.values import (
    parse_compression,
    parse_destination,
    parse_difference,
    parse_ext,
    parse_profile,
    parse_size,
)

_SECTIONS = {
    "How many colors": ("n", "quality", "max_delta_e", "target_size", "effort", "seed"),
    "Which colors": (
        *(
            "palette",
            "shared",
            "fixed_colors",
            "color_depth",
            "candidates",
            "min_delta_e",
            "space",
            "weights",
        ),
        *("nodata", "sort", "export_palette"),
    ),
    "Pixels": ("dither", "dither_strength"),
    "Where to": ("output", "ext", "force", "recursive", "skip_if_larger", "dry_run"),
    "What is in the files": ("compression", "keep", "profile", "preserve"),
    "Work and reports": ("threads", "as_json", "quiet", "verbose", "strict"),
    "As pngquant has it": ("nofs", "floyd", "speed", "posterize"),
}


def _print_version(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
    from colorquant.cli.group import print_version

    print_version(ctx, option, wanted)


@click.command(
    cls=SectionedCommand,
    sections=_SECTIONS,
    short_help="Reduce images to their N best colors.",
    options_metavar="[OPTIONS]",
    epilog=examples(
        "colorquant reduce 64 photo.jpg                      # makes photo-cq.png",
        "colorquant reduce photo.jpg -k 16 -o photo.gif",
        "colorquant reduce 32 -r sprites -o small/           # a whole tree",
        "colorquant reduce -Q 60-80 --skip-if-larger *.png",
        "colorquant reduce chart.png --max-delta-e 5           # the fewest colors that do",
        "colorquant reduce 64 frame*.png --shared-palette --export-palette all.gpl -o frames/",
        "colorquant reduce -p gameboy photo.jpg -o photo.png",
        "colorquant reduce 16 s.png --color-depth rgb555 --fixed-color '#00000000' -o s.gif",
        "colorquant reduce 64 - < photo.png > small.png",
    ),
)
@click.argument("files", metavar="[N] FILE...", nargs=-1, required=True)
@color_count_option(None, "256, or the first argument")
@click.option(
    "-Q",
    "--quality",
    metavar="MIN-MAX",
    type=parse_quality,
    help="The fewest colors up to N that reach MAX, on pngquant's scale of 0 to 100; an image "
    "that N colors do not bring to MIN is skipped.",
)
@click.option(
    "--max-delta-e",
    metavar="ΔE",
    type=parse_difference,
    help="The fewest colors up to N so that no pixel is off by more of CIEDE2000; without a "
    "dither, and in lab unless --space says otherwise.",
)
@click.option(
    "--target-size",
    metavar="SIZE",
    type=parse_size,
    help="The most colors up to N whose file has no more bytes, such as 200k.",
)
@click.option(
    "-p",
    "--palette",
    metavar="PALETTE",
    cls=LazyHelpOption,
    lazy_help=help_of_palette,
)
@click.option("--shared-palette", is_flag=True, help="Fit one palette to all images together.")
@click.option(
    "--export-palette",
    metavar="FILE",
    type=file_path,
    help="Write the palette, too, to a palette file such as .gpl.",
)
@search_options
@click.option(
    "--fixed-color",
    metavar="COLOR",
    type=parse_color,
    multiple=True,
    help="A color that the palette must have, exactly, #rrggbb or #rrggbbaa; repeatable.",
)
@click.option(
    "--color-depth",
    metavar="GRID",
    type=parse_grid,
    help="The colors that the hardware has: rgb565, rgb555 or another name, or bits: 4,5,4.",
)
@click.option(
    "--candidates",
    metavar="FILE",
    type=file_path,
    help="A palette file of the colors that there are: the best N of them are taken.",
)
@click.option(
    "--min-delta-e",
    metavar="ΔE",
    type=parse_difference,
    help="The least CIEDE2000 between two colors of the palette.",
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
@dither_options
@click.option(
    "--weights",
    metavar="MASK",
    type=file_path,
    help="A gray image of the image's size: white where color matters, black where not at all.",
)
@click.option(
    "--nodata",
    metavar="COLOR",
    type=parse_color,
    multiple=True,
    help="A color to leave out of the fit, #rrggbb or #rrggbbaa; repeatable.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=parse_destination,
    help="A .png, .gif, .webp, .tif or .bmp file; a folder, such as small/, that is made if it is "
    "not there; or - for standard output.  [default: beside each FILE]",
)
@click.option(
    "--ext",
    metavar="SUFFIX",
    type=parse_ext,
    show_default="-cq.png, in a folder .png",
    help="What takes the place of the ending of FILE; it names the format, too.",
)
@click.option("-f", "--force", is_flag=True, help="Replace files that exist, even FILE itself.")
@click.option(
    "-r", "--recursive", is_flag=True, help="Take all images in folders, and keep the tree."
)
@click.option(
    "--skip-if-larger", is_flag=True, help="Write no file that is not smaller than its input."
)
@click.option("-n", "--dry-run", is_flag=True, help="Do everything but writing, and tell of it.")
@click.option(
    "--compression",
    metavar="HOW",
    type=parse_compression,
    show_default="small",
    help="How hard the pixels of a PNG or WebP are compressed: fast, small, smallest.",
)
@click.option(
    "--keep-metadata/--strip-metadata",
    "keep",
    default=False,
    help="Keep the image's metadata (EXIF, XMP, resolution, texts) or leave it out.  "
    "[default: strip]",
)
@click.option(
    "--profile",
    metavar="WHAT",
    type=parse_profile,
    default="convert",
    show_default=True,
    help="What to do with an embedded color profile: convert to sRGB, keep, ignore.",
)
@click.option(
    "--preserve", is_flag=True, help="Give the output the times and permissions of its input."
)
@click.option("-j", "--json", "as_json", is_flag=True, help="Print a line of JSON for each image.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print more of each image.")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with 99 if an image was skipped for its quality, or else 98 if for its size.",
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
@click.option("--nofs", is_flag=True, help="--dither none.")
@click.option(
    "--floyd",
    metavar="[=S]",
    type=parse_share,
    help="--dither floyd-steinberg, at strength S if it is given.",
)
@click.option(
    "-s",
    "--speed",
    metavar="SPEED",
    type=whole_number(1, 11),
    help="--effort: 1 is best, 2 to 5 are balanced, 6 to 11 are fast.",
)
@click.option(
    "--posterize",
    metavar="BITS",
    type=whole_number(0, 4),
    help="--color-depth without that many of the 8 bits of each channel.",
)
@click.pass_context
def reduce(ctx: click.Context, /, files: tuple[str, ...], **asked: Any) -> None:
    """Reduce images to their N best colors and write them as indexed images.

    Each FILE, or - for standard input, is written beside itself as FILE-cq.png, or to where -o
    says; a PNG has 1, 2, 4 or 8 bits per pixel, the fewest that its colors need, and above 256
    colors it is a true-color PNG. Transparency is kept; a GIF has but one transparent entry, and
    its pixels are transparent or opaque; a BMP is opaque. An image that has N colors or fewer
    keeps them all, unchanged, but for those that a mask or --nodata leaves out of the fit.

    A first argument of digits is N; a file of such a name is written ./64, or behind --.

    Nothing is overwritten without --force. An image that cannot be reduced is reported and the
    others go on. The exit status is 0 if all images are done or rightly skipped, 1 if one failed,
    2 if the command makes no sense.
    """
    given = {
        name for name in asked if ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE
    }
    from colorquant.cli.reduce.run import run

    behind = ctx.meta.get(SectionedCommand.BEHIND, 0)
    status = run(files, behind, given, _spellings(ctx.command), asked)
    if status:
        ctx.exit(status)


def _spellings(command: click.Command) -> dict[str, str]:
    return {option.name: max(option.opts, key=len) for option in command.params if option.name}
