"""``inprocess`` and ``many-colors``: an RGB array in, indices and palette out."""

import math
from collections.abc import Sequence
from pathlib import Path

import click

from . import options
from .images import Photo, photos
from .measure import timed
from .race import Race, race_options
from .results import Result
from .turns import Turns


@click.command()
@options.folders
@options.only
@options.colors("16,64,256")
@race_options(rounds=5)
def inprocess(
    race: Race, folders: Sequence[Path], names: Sequence[str], numbers: Sequence[int]
) -> None:
    """Time and distortion of every peer on every image."""
    run(race, photos(folders, names), numbers)


@click.command("many-colors")
@options.colors("1024,4096,16384")
@race_options(rounds=3, baseline="scikit-learn random codebook")
def many_colors(race: Race, numbers: Sequence[int]) -> None:
    """Time and distortion on china.jpg, beyond 256 colors."""
    run(race, photos([], ["china"]), numbers)


def run(race: Race, photographs: Sequence[Photo], numbers: Sequence[int]) -> None:
    if not photographs:
        raise click.UsageError("no image has such a name")
    _warm_up(race, photographs[0])
    turns = Turns(race.rounds, race.time_limit, race.skipped)
    for photo in photographs:
        image = photo.load()
        for n in sorted(numbers):
            taken = turns.take(race.peers, n, lambda peer: timed(peer, image, n))  # noqa: B023
            race.add([Result.of(peer, photo.name, n, runs) for peer, runs in taken])
    race.print_report()


def _warm_up(race: Race, photo: Photo) -> None:
    """Let the peers load what they load on their first call."""
    corner, n = photo.load()[:64, :64].copy(), 8
    Turns(1, math.inf, race.skipped).take(race.peers, n, lambda peer: timed(peer, corner, n))
