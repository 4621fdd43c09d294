"""``colorquant compare``: several methods on one photo, in numbers and in a figure."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from colorquant.cli.messages import check_replaced, colors, examples, refusal
from colorquant.cli.options import LazyHelpOption, color_count_option, force_option, search_options
from colorquant.cli.values import file_path, whole_number

if TYPE_CHECKING:
    from colorquant.compare import Comparison, Step

Verb = TypeVar("Verb", bound=Callable[..., Any])


def parse_methods(value: str) -> tuple[str, ...]:
    """Return the methods that a comma-separated list names."""
    from colorquant.fitting import FITTERS

    methods = tuple(name.strip() for name in value.split(","))
    for name in methods:
        if name not in FITTERS:
            raise click.BadParameter(refusal(name, FITTERS))
    return methods


def _help_of_methods() -> str:
    from colorquant.fitting import FITTERS

    return f"Methods to compare, separated by commas: {', '.join(FITTERS)}."


def comparison_options(verb: Verb) -> Verb:
    """Give a verb everything that steers a comparison."""
    options = (
        color_count_option("64", 64),
        search_options,
        click.option(
            "--methods",
            cls=LazyHelpOption,
            lazy_help=_help_of_methods,
            metavar="NAMES",
            type=parse_methods,
            default="kmeans,random",
            show_default=True,
        ),
        click.option(
            "--sample",
            metavar="PIXELS",
            type=whole_number(1, 2**63 - 1),
            help="Fit K-Means on this many pixels drawn at random instead of on all of them.",
        ),
        click.option(
            "-o",
            "--output",
            "figure",
            metavar="FIGURE",
            type=file_path,
            help="Where to draw the figure: a .png, .jpg or .webp file.  [default: figure.png, or "
            "no figure with --html]",
        ),
        click.option(
            "--plain",
            is_flag=True,
            help="Draw the figure as for a paper, without notes and palettes.",
        ),
        click.option(
            "--html",
            "report",
            metavar="REPORT",
            type=file_path,
            help="Write a page to explore: sliders, error maps, palettes, errors by the number of "
            "colors; a .html file.",
        ),
        force_option,
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


@click.command(
    short_help="Compare methods that choose N colors for a photo.",
    epilog=examples(
        "colorquant compare photo.jpg -k 64 -o figure.png",
        "colorquant compare photo.jpg --methods kmeans,median-cut,fast-octree",
        "colorquant compare photo.jpg --sample 1000",
        "colorquant compare photo.jpg --html report.html",
    ),
)
@click.argument("image", required=False, type=file_path)
@comparison_options
def compare(image: Path | None, **options: Any) -> None:
    """Compare K-Means on all pixels of IMAGE with other ways to choose N colors.

    Each pixel is mapped to its nearest color: what is compared is the palettes, not dithering.

    Prints each step with the seconds it took, then each method's distortion (the mean over pixels
    of the squared error, summed over red, green and blue) and PSNR, and draws one figure of the
    original and every result, or writes a report that opens in a browser. Without IMAGE, the photo
    is that of "colorquant demo".
    """
    from colorquant.cli.sample_photo import find_sample_photo

    run_comparison(find_sample_photo() if image is None else image, **options)


def run_comparison(
    image: Path,
    *,
    n: int,
    figure: Path | None,
    plain: bool,
    report: Path | None,
    force: bool,
    **options: Any,
) -> None:
    """Compare methods on an image, print steps and errors, and save the figure and the report."""
    from colorquant.compare import compare as compare_methods

    if figure is None and (report is None or plain):
        figure = Path("figure.png")
    _check_outputs(image, figure, report, force)
    comparison = compare_methods(
        image,
        n,
        space=options.pop("space") or "srgb",
        on_step=lambda step: click.echo(_step_line(step)),
        **options,
    )
    click.echo(f"\n{_table(comparison)}\n")
    if figure is not None:
        _save_figure(comparison, figure, plain, force)
    if report is not None:
        _save_report(comparison, report, options["threads"], force)


def _check_outputs(image: Path, figure: Path | None, report: Path | None, force: bool) -> None:
    """Make sure, before any work is done, that what was asked for can be written."""
    from colorquant.compare import FIGURE_SUFFIXES
    from colorquant.files import check_output

    if figure is not None:
        check_output(figure, inputs=(image,), suffixes=FIGURE_SUFFIXES)
        check_replaced(figure, force=force)
    if report is not None:
        from colorquant.report import REPORT_SUFFIXES

        check_output(report, inputs=(image,), suffixes=REPORT_SUFFIXES)
        check_replaced(report, force=force)


def _save_figure(comparison: Comparison, path: Path, plain: bool, force: bool) -> None:
    from colorquant.compare import draw_figure, draw_plain_figure, save_figure

    drawing = draw_plain_figure(comparison) if plain else draw_figure(comparison)
    save_figure(drawing, path, overwrite=force)
    click.echo(f"{click.format_filename(path)}: {drawing.width} x {drawing.height} pixels")


def _save_report(comparison: Comparison, path: Path, threads: int | None, force: bool) -> None:
    from colorquant.report import write_report

    write_report(comparison, path, threads=threads, overwrite=force)
    click.echo(f"{click.format_filename(path)}: {path.stat().st_size:,} bytes")


def _step_line(step: Step) -> str:
    """Return the seconds of a step and what was done in them."""
    if step.task == "count":
        done = f"counted {colors(step.colors, 'distinct')} in {step.pixels:,} pixels"
    elif step.task == "fit":
        share = f"{step.pixels:,} sampled pixels" if step.sampled else f"all {step.pixels:,} pixels"
        done = f"fitted {step.label} on {share}"
    else:
        done = f"mapped the image to the {colors(step.colors)} of {step.label}"
    return f"{step.seconds:9.4f} s  {done}"


def _table(comparison: Comparison) -> str:
    """Return the errors of every result, in aligned columns."""
    width = max(len(result.label) for result in comparison.results)
    rows = [f"{'':{width}}  distortion      PSNR"]
    for result in comparison.results:
        lossless = math.isinf(result.psnr)
        psnr = "lossless" if lossless else f"{result.psnr:.2f} dB"
        optimal = "  proven optimal" if result.optimal and not lossless else ""
        rows.append(f"{result.label:{width}}  {result.distortion:10.2f}  {psnr:>8}{optimal}")
    return "\n".join(rows)
