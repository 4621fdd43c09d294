"""``colorquant histogram merge``: histogram files in, their sum out."""

from pathlib import Path

import click

from colorquant.cli.counting import load_histograms
from colorquant.cli.histogram.summary import HISTOGRAM_OUTPUT, summary
from colorquant.cli.messages import check_replaced, examples
from colorquant.cli.options import force_option
from colorquant.cli.values import file_path


@click.command(
    short_help="Merge histogram files.",
    epilog=examples("colorquant histogram merge a.npz b.npz -o all.npz"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=file_path)
@HISTOGRAM_OUTPUT
@force_option
def merge(files: tuple[Path, ...], output: Path, force: bool) -> None:
    """Merge histogram files; the result is the same as counting all of their images at once.

    Where kinds differ, 8-bit colors become 16-bit and opaque colors get alpha. If files cannot be
    read, each is an error, and nothing is written.
    """
    from colorquant.files import check_output
    from colorquant.histogram import ColorHistogram

    check_output(output, inputs=files, suffixes=[".npz"])
    check_replaced(output, force=force)
    merged = ColorHistogram.from_histograms(load_histograms(files))
    merged.save(output, overwrite=force)
    click.echo(summary(output, merged))
