"""``colorquant reduce`` and ``colorquant apply``: images in, images of few colors out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from colorquant.cli.blocks import by_blocks, scheduler_option
from colorquant.cli.messages import examples
from colorquant.cli.options import (
    add_transparent_option,
    candidates_option,
    color_count_option,
    color_depth_option,
    dither_options,
    fixed_color_option,
    min_delta_e_option,
    nodata_option,
    palette_option,
    search_options,
    sort_option,
    space_option,
    threads_option,
    version_option,
)
from colorquant.cli.plan import check_exclusive, make_plan, palette_file, spellings
from colorquant.cli.pngquant import parse_quality
from colorquant.cli.sections import SectionedCommand
from colorquant.cli.values import (
    count_of,
    file_path,
    parse_compression,
    parse_destination,
    parse_difference,
    parse_ext,
    parse_profile,
    parse_share,
    parse_size,
    whole_number,
)
from colorquant.errors import InvalidOptionError

if TYPE_CHECKING:
    from colorquant.batch import Job, Task
    from colorquant.quantizer import Quantizer

Verb = TypeVar("Verb", bound=Callable[..., Any])

_OUTPUT = ("output", "ext", "force", "recursive", "skip_if_larger", "dry_run")
_FILES = ("compression", "keep_metadata", "profile", "first_frame", "preserve")
_REPORTS = ("threads", "as_json", "quiet", "verbose", "strict")

_REDUCE_SECTIONS = {
    "Number of colors": (
        *("n", "quality", "psnr", "mean_delta_e", "max_delta_e", "max_bytes"),
        *("effort", "seed"),
    ),
    "Palette": (
        *(
            "palette",
            "add_transparent",
            "shared_palette",
            "fixed_colors",
            "color_depth",
            "candidates",
        ),
        *("min_delta_e", "space", "weights", "nodata", "sort", "export_palette"),
    ),
    "Dithering": ("dither", "dither_strength"),
    "Output": _OUTPUT,
    "File contents": _FILES,
    "Threads and reports": _REPORTS,
    "pngquant compatibility": ("nofs", "floyd", "speed", "posterize"),
}
_APPLY_SECTIONS = {
    "Palette": ("add_transparent", "space", "sort", "export_palette"),
    "Dithering": ("dither", "dither_strength"),
    "Output": _OUTPUT,
    "File contents": _FILES,
    "Threads and reports": (*_REPORTS, "scheduler"),
}


def _batch_options(verb: Verb) -> Verb:
    """Give a verb the options for outputs, their contents and reports."""
    options = (
        click.option(
            "--export-palette",
            metavar="FILE",
            type=file_path,
            help="Also write the palette to a palette file such as .gpl.",
        ),
        click.option(
            "-o",
            "--output",
            metavar="OUT",
            type=parse_destination,
            help="A .png, .gif, .webp, .tif or .bmp file; a folder, such as small/, which is made "
            "if it does not exist; or - for standard output.  [default: beside each FILE]",
        ),
        click.option(
            "--ext",
            metavar="SUFFIX",
            type=parse_ext,
            show_default="-cq.png, in a folder .png",
            help="Replaces the ending of FILE; it also names the format.",
        ),
        click.option(
            "-f",
            "--force",
            is_flag=True,
            help="Replace existing files, and images by their own results.",
        ),
        click.option(
            "-r",
            "--recursive",
            is_flag=True,
            help="Take all images in folders, and keep the tree.",
        ),
        click.option(
            "--skip-if-larger",
            is_flag=True,
            help="Write no file that is not smaller than its input.",
        ),
        click.option(
            "-n", "--dry-run", is_flag=True, help="Do everything but writing, and report it."
        ),
        click.option(
            "--compression",
            metavar="LEVEL",
            type=parse_compression,
            show_default="small",
            help="How hard the pixels of a PNG or WebP are compressed: fast, small, smallest.",
        ),
        click.option(
            "--keep-metadata/--strip-metadata",
            "keep_metadata",
            default=False,
            help="Keep the image's metadata (EXIF, XMP, resolution, texts) or leave it out.  "
            "[default: strip]",
        ),
        click.option(
            "--profile",
            metavar="ACTION",
            type=parse_profile,
            default="convert",
            show_default=True,
            help="What to do with an embedded color profile: convert to sRGB, keep, ignore.",
        ),
        click.option(
            "--first-frame",
            is_flag=True,
            help="Take the first frame of an animation, or the first page; without it, an image of "
            "several is an error.",
        ),
        click.option(
            "--preserve",
            is_flag=True,
            help="Give the output the times and permissions of its input.",
        ),
        click.option(
            "-j", "--json", "as_json", is_flag=True, help="Print a line of JSON for each image."
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
        click.option("-v", "--verbose", is_flag=True, help="Print more about each image."),
        click.option(
            "--strict",
            is_flag=True,
            help="Exit with 99 if an image was skipped for its quality, or else 98 if for its "
            "size.",
        ),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


@click.command(
    cls=SectionedCommand,
    sections=_REDUCE_SECTIONS,
    short_help="Reduce images to their N best colors.",
    options_metavar="[OPTIONS]",
    epilog=examples(
        "colorquant reduce 64 photo.jpg                      # makes photo-cq.png",
        "colorquant reduce photo.jpg -k 16 -o photo.gif",
        "colorquant reduce 32 -r sprites -o small/           # a whole tree",
        "colorquant reduce -Q 60-80 --skip-if-larger *.png",
        "colorquant reduce chart.png --max-delta-e 5         # the fewest colors that do",
        "colorquant reduce 64 frame*.png --shared-palette --export-palette all.gpl -o frames/",
        "colorquant reduce -p gameboy photo.jpg -o photo.png",
        "colorquant reduce 16 s.png --color-depth rgb555 --fixed-color '#00000000' -o s.gif",
        "colorquant reduce 64 - < photo.png > small.png",
    ),
)
@click.argument("files", metavar="[N] FILE...", nargs=-1, required=True)
@color_count_option("256, or the first argument")
@click.option(
    "-Q",
    "--quality",
    metavar="MIN-MAX",
    type=parse_quality,
    help="Use the fewest colors up to N that reach MAX, on pngquant's scale of 0 to 100; skip an "
    "image that N colors do not bring to MIN.",
)
@click.option(
    "--psnr",
    metavar="DB",
    type=parse_difference,
    help="Use the fewest colors up to N whose peak signal-to-noise ratio is at least this.",
)
@click.option(
    "--mean-delta-e",
    metavar="ΔE",
    type=parse_difference,
    help="Use the fewest colors up to N so that the mean CIEDE2000 is at most this.",
)
@click.option(
    "--max-delta-e",
    metavar="ΔE",
    type=parse_difference,
    help="Use the fewest colors up to N so that no pixel differs by more of CIEDE2000; not "
    "dithered, and in lab unless --space is given.",
)
@click.option(
    "--target-size",
    "max_bytes",
    metavar="SIZE",
    type=parse_size,
    help="Use the most colors up to N whose file has no more bytes, such as 200k.",
)
@palette_option
@add_transparent_option
@click.option("--shared-palette", is_flag=True, help="Fit one palette to all images together.")
@search_options
@fixed_color_option
@color_depth_option
@candidates_option
@min_delta_e_option
@sort_option
@dither_options
@click.option(
    "--weights",
    metavar="MASK",
    type=file_path,
    help="A grayscale image of the image's size: white where color matters, black where not.",
)
@nodata_option
@_batch_options
@version_option
@click.option("--nofs", is_flag=True, help="Same as --dither none.")
@click.option(
    "--floyd",
    metavar="[=S]",
    type=parse_share,
    help="Same as --dither floyd-steinberg, at strength S if given.",
)
@click.option(
    "-s",
    "--speed",
    metavar="SPEED",
    type=whole_number(1, 11),
    help="Same as --effort: 1 is best, 2 to 5 are balanced, 6 to 11 are fast.",
)
@click.option(
    "--posterize",
    metavar="BITS",
    type=whole_number(0, 4),
    help="Same as --color-depth, with BITS fewer than 8 bits for each channel.",
)
@click.pass_context
def reduce(ctx: click.Context, /, files: tuple[str, ...], **options: Any) -> None:
    """Reduce images to their N best colors and write them as indexed images.

    Pixels are dithered where that is visible; --dither none maps each to its nearest color.

    Each FILE, or - for standard input, is written beside itself as FILE-cq.png, or to where -o
    says; a PNG has 1, 2, 4 or 8 bits per pixel, the fewest that its colors need, and above 256
    colors it is a true-color PNG. Transparency is kept; a GIF has one transparent entry, so its
    pixels are transparent or opaque; a BMP is opaque. An image that has N colors or fewer
    keeps them all, unchanged, except for those that a mask or --nodata leaves out of the fit.

    A first argument of digits is N; a file of such a name is written ./64, or after --.

    No file is overwritten without --force. If an image cannot be reduced, this is reported and the
    others are still done. The exit status is 0 if all images are done or skipped as asked, 1 if
    one failed, 2 if the command is invalid.
    """
    behind = ctx.meta.get(SectionedCommand.BEHIND, 0)
    n, files_only = _count_and_files(files, behind, options["n"])
    plan = make_plan(ctx, options, n=n)
    _run(ctx, plan, files_only, options, read=(options["weights"], options["candidates"]))


@click.command(
    cls=SectionedCommand,
    sections=_APPLY_SECTIONS,
    short_help="Map images to the colors of a given palette.",
    options_metavar="[OPTIONS]",
    epilog=examples(
        "colorquant apply brand.gpl photo.jpg -o branded.png",
        "colorquant apply gameboy *.png --dither none -o reduced/",
        "colorquant apply inks.ase photo.jpg --space lab -o print.tif",
        "colorquant apply map.gpl big.zarr --scheduler tcp://10.0.0.1:8786 -o indices.zarr",
    ),
)
@click.argument("palette", metavar="PALETTE")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@add_transparent_option
@space_option
@sort_option
@dither_options
@threads_option
@scheduler_option
@_batch_options
@click.pass_context
def apply(ctx: click.Context, /, palette: str, files: tuple[str, ...], **options: Any) -> None:
    """Map images to the colors of PALETTE: a palette file, a name, or "#rrggbb #rrggbb".

    This is "colorquant reduce" with a given palette. Pixels are dithered where that is visible;
    --dither none maps each to its nearest color. The palette stays as it is: all of its entries,
    in their order, also those that no pixel has. A PNG, GIF, TIFF or BMP of up to 256 colors
    stores it like that. Fully transparent pixels under an opaque palette get an entry behind them.

    Zarr arrays, and TIFF files of more than 67 million pixels, are mapped block by block, without
    dithering, to a .zarr or a tiled .tif.

    If an image cannot be mapped, this is reported and the others are still done; the exit status
    is then 1.
    """
    output, scheduler = options["output"], options.pop("scheduler")
    plan = make_plan(ctx, options, palette=palette)
    images = [Path(file) for file in files]
    if by_blocks(images, scheduler) or (output or "").endswith(".zarr"):
        from colorquant.cli.applied_blocks import apply_blocks

        apply_blocks(ctx, plan, images, palette_file(palette), scheduler, options)
        return
    _run(ctx, plan, files, options, read=(palette_file(palette),))


def _count_and_files(
    files: Sequence[str], behind: int, n: int | None
) -> tuple[int | None, Sequence[str]]:
    first = files[0]
    if not (first.isascii() and first.isdigit() and len(files) > behind):
        return n, files
    if n is not None:
        raise InvalidOptionError(
            f"the number of colors is given twice, {first} and -k {n:,}; "
            f"a file of that name is written ./{first}"
        )
    if len(files) == 1:
        raise InvalidOptionError(f"got N, {first}, and no FILE; a file of that name is ./{first}")
    return count_of(first), files[1:]


def _run(
    ctx: click.Context,
    plan: Quantizer,
    files: Sequence[str],
    options: dict[str, Any],
    *,
    read: Sequence[object],
) -> None:
    """Do a plan to files, report on each, and exit."""
    from colorquant.batch import fit_shared

    check_exclusive(ctx, "quiet", dict.fromkeys(("verbose", "as_json"), "-q prints errors only"))
    _check_compression(plan, options["compression"])
    also_read = [path for path in (*map(_file_of, read), _file_of(options.get("palette"))) if path]
    tasks = _tasks(plan, files, options, also_read)
    _check_export(plan, options, tasks)
    job = _job(plan, options)
    if plan.shared_palette and len(tasks) > 1:
        job, tasks = fit_shared(job, tasks, threads=options["threads"])
    job = _export_once(job, tasks)
    status = _report(ctx, job, tasks, options)
    if status:
        ctx.exit(status)


def _file_of(value: object) -> Path | None:
    return value if isinstance(value, Path) else palette_file(value if value else None)  # type: ignore[arg-type]  # a text


def _check_compression(plan: Quantizer, compression: str | None) -> None:
    if plan.max_bytes is not None and compression == "fast":
        raise InvalidOptionError(
            "--target-size and --compression fast are given; allowed with it are small, which the "
            "size is measured with, and smallest"
        )


def _tasks(
    plan: Quantizer, files: Sequence[str], options: dict[str, Any], also_read: Sequence[Path]
) -> list[Task]:
    from colorquant.batch import BESIDE, find_inputs, plan_outputs

    output, ext = options["output"], options["ext"]
    inputs = find_inputs(files, recursive=options["recursive"], ext=ext or BESIDE, output=output)
    tasks = plan_outputs(
        inputs,
        output,
        plan.max_colors,
        ext=ext,
        force=options["force"],
        compression=options["compression"],
        also_read=also_read,
    )
    _check_alpha(plan, tasks)
    if options["preserve"] and any(None in (task.target, task.source.path) for task in tasks):
        raise InvalidOptionError("--preserve is given; allowed is it from file to file")
    return tasks


def _check_alpha(plan: Quantizer, tasks: Sequence[Task]) -> None:
    """Make sure that no output would change the partial opacity of a given palette."""
    from colorquant.files import alpha_levels
    from colorquant.palette import Palette

    if not isinstance(plan.palette, Palette):
        return
    colors = plan.palette.colors.tolist()
    soft = sum(0 < color[3] < 255 for color in colors if len(color) == 4)
    for task in tasks if soft else ():
        if alpha_levels(f"x.{task.format}") == 2:
            raise InvalidOptionError(
                f"output {task.name} would hold {soft:,} colors of partial opacity; "
                f"allowed in a .{task.format} file are opaque colors and a transparent one"
            )


def _check_export(plan: Quantizer, options: dict[str, Any], tasks: Sequence[Task]) -> None:
    from colorquant.files import PALETTE_FORMATS, check_output

    path: Path | None = options["export_palette"]
    if path is None:
        return
    if len(tasks) > 1 and not plan.shared_palette and plan.palette is None:
        raise InvalidOptionError(
            f"--export-palette is given for {len(tasks):,} palettes; "
            "allowed is one: --shared-palette"
        )
    inputs = [task.source.path for task in tasks if task.source.path is not None]
    outputs = [task.target for task in tasks if task.target is not None]
    suffixes = {each.suffix for each in PALETTE_FORMATS}
    check_output(path, inputs=inputs, suffixes=suffixes)
    if path.absolute() in [output.absolute() for output in outputs]:
        raise InvalidOptionError(f"--export-palette: {path} is an output, too; allowed is another")
    if path.exists() and not options["force"]:
        raise InvalidOptionError(f"--export-palette: {path} exists; -f replaces it")


def _job(plan: Quantizer, options: dict[str, Any]) -> Job:
    from colorquant.batch import Job
    from colorquant.image import load_image

    mask = options.get("weights")
    return Job(
        plan=plan,
        weights=None if mask is None else load_image(mask, profile="ignore"),
        profile=options["profile"],
        metadata="keep" if options["keep_metadata"] else "strip",
        first_frame=options["first_frame"],
        compression=options["compression"],
        force=options["force"],
        preserve=options["preserve"],
        skip_if_larger=options["skip_if_larger"],
        dry_run=options["dry_run"],
        measure_delta_e=options["as_json"] or options["verbose"],
        export_palette=options["export_palette"],
    )


def _export_once(job: Job, tasks: Sequence[Task]) -> Job:
    """Write the palette that several images have in common."""
    from dataclasses import replace

    from colorquant.palette import Palette

    if len(tasks) < 2 or not isinstance(job.plan.palette, Palette):
        return job
    if job.export_palette is not None and not job.dry_run:
        job.plan.palette.save(job.export_palette, overwrite=job.force)
    return replace(job, export_palette=None)


def _report(ctx: click.Context, job: Job, tasks: Sequence[Task], options: dict[str, Any]) -> int:
    """Do the work, print a line for each image, and return the exit status."""
    from colorquant.batch import ProgressBar, run_all
    from colorquant.cli.report import Report

    report = Report(
        as_json=options["as_json"],
        quiet=options["quiet"],
        verbose=options["verbose"],
        on_stderr=tasks[0].target is None,
        dry_run=options["dry_run"],
        spelling=spellings(ctx.command),
    )
    bar = ProgressBar(len(tasks), wanted=not options["quiet"])
    bar.draw()
    for result in run_all(job, tasks, threads=options["threads"], finished=bar.advance):
        bar.clear()
        report.add(result)
        bar.draw()
    bar.clear()
    report.summarize()
    return report.status(strict=options["strict"])
