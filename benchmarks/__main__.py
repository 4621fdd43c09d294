"""The benchmarks' command line: one command per question, one file per command."""

import click

from .alpha import alpha
from .batch import batch
from .best_known import best_known
from .cluster import cluster
from .dithering import dithering
from .in_process import inprocess, many_colors
from .large import large, one_large_run
from .plot import plot
from .process import process
from .scaling import scaling
from .sizes import sizes
from .spaces import spaces
from .stages import stages
from .startup import startup
from .studio import studio
from .targets import targets


@click.group()
def main() -> None:
    """Time and quality of colorquant beside its peers, measured side by side in one run."""


COMMANDS = (
    *(inprocess, many_colors, large, one_large_run, stages, process),
    *(alpha, spaces, dithering, targets, sizes, batch, studio, startup, best_known, plot),
    *(scaling, cluster),
)
for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
