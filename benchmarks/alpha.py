"""``alpha``: images with transparency in, indices and palette out."""

from collections.abc import Sequence
from pathlib import Path

import click

from . import options
from .images import SHARED
from .measure import timed
from .race import Race, race_options
from .results import Result
from .transparent import transparent_images
from .turns import Turns


@click.command()
@click.option(
    "--images",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=SHARED / "screenshots",
    help="A folder whose images with transparency are taken, beside the made ones.",
)
@options.colors("8,16,64,256")
@race_options(rounds=5, baseline="libimagequant speed 1")
def alpha(race: Race, folder: Path, numbers: Sequence[int]) -> None:
    """Time, and the worse of the distortions over black and over white."""
    takers = [peer for peer in race.peers if peer.takes_alpha]
    turns = Turns(race.rounds, race.time_limit, race.skipped)
    for name, image in transparent_images(folder).items():
        for n in sorted(numbers):
            taken = turns.take(takers, n, lambda peer: timed(peer, image, n))  # noqa: B023
            race.add([Result.of(peer, name, n, runs) for peer, runs in taken])
    race.print_report()
