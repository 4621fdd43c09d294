"""``colorquant histogram info``: what histogram files hold."""

import json
from pathlib import Path

import click

from colorquant.cli.histogram.summary import facts, summary
from colorquant.cli.messages import Failures, examples
from colorquant.cli.values import file_path


@click.command(
    short_help="Show what is in histogram files.",
    epilog=examples("colorquant histogram info a.npz", "colorquant histogram info --json *.npz"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=file_path)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, one object per file.")
def info(files: tuple[Path, ...], as_json: bool) -> None:
    """Show the pixels, distinct colors, depth, alpha and weights of each FILE.

    If a file cannot be read, the others are still shown, and the exit status is 1.
    """
    from colorquant.histogram import ColorHistogram

    failures = Failures()
    told = []
    for path in files:
        with failures.reported():
            histogram = ColorHistogram.load(path)
            told.append({"path": str(path), **facts(histogram)})
            if not as_json:
                click.echo(summary(path, histogram))
    if as_json:
        click.echo(json.dumps(told, indent=2))
    failures.end()
