"""``colorquant histogram count``: images in, a histogram file out."""

from pathlib import Path

import click

from colorquant.cli.blocks import scheduler_option
from colorquant.cli.counting import count_images
from colorquant.cli.histogram.summary import HISTOGRAM_OUTPUT, summary
from colorquant.cli.messages import check_replaced, examples
from colorquant.cli.options import force_option, nodata_option, threads_option
from colorquant.cli.values import file_path


@click.command(
    short_help="Count the colors of images (the default).",
    epilog=examples(
        "colorquant histogram count *.jpg -o photos.npz",
        "colorquant histogram map.tif --nodata '#000000' -o map.npz",
        "colorquant histogram big.zarr --scheduler tcp://10.0.0.1:8786 -o big.npz",
    ),
)
@click.argument("images", metavar="IMAGE...", nargs=-1, required=True, type=file_path)
@nodata_option
@threads_option
@scheduler_option
@HISTOGRAM_OUTPUT
@force_option
def count(
    images: tuple[Path, ...],
    nodata: tuple[tuple[int, ...], ...],
    threads: int | None,
    scheduler: str | None,
    output: Path,
    force: bool,
) -> None:
    """Count every pixel of every IMAGE into one histogram.

    An IMAGE may be the folder of a Zarr array. If images cannot be read, each is an error, and
    nothing is written.
    """
    from colorquant.files import check_output

    check_output(output, inputs=images, suffixes=[".npz"])
    check_replaced(output, force=force)
    histogram = count_images(images, nodata=nodata, threads=threads, scheduler=scheduler)
    histogram.save(output, overwrite=force)
    click.echo(summary(output, histogram))
