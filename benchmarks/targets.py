"""``targets``: how many colors photographs take for a quality, by search and by K-Means alone."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

import click

import colorquant as cq
from colorquant.targets import TargetResult

from .images import DEFAULT_FOLDERS, Photo, photos

_ASKED: tuple[dict[str, float], ...] = (
    {"psnr": 30.0},
    {"psnr": 34.0},
    {"mean_delta_e": 3.0},
    {"max_delta_e": 20.0},
    {"max_delta_e": 12.0},
)
_BYTES = 100_000
_MOST = 1024


@click.command()
@click.option("--image", "patterns", multiple=True, default=["china", "kodak/kodim0[1-5]"])
@click.option("--space", default="lab", help="The working space of all fits.")
def targets(patterns: Sequence[str], space: str) -> None:
    """How many colors targets take; in brackets by K-Means alone, where that is another way."""
    folders = [folder for folder in DEFAULT_FOLDERS if folder.is_dir()]
    chosen = [each for each in photos(folders) if any(fnmatchcase(each.name, p) for p in patterns)]
    heads = [f"{name} {limit:g}" for asked in _ASKED for name, limit in asked.items()]
    click.echo(f"| | {' | '.join([*heads, f'file_size {_BYTES:,}'])} |")
    click.echo(f"| --- |{' ---: |' * (len(heads) + 1)}")
    for photo in chosen:
        cells = [_quality(photo, asked, space) for asked in _ASKED]
        cells.append(str(cq.quantize_to_target(photo.load(), max_bytes=_BYTES, space=space).n))
        click.echo(f"| {photo.name} | {' | '.join(cells)} |")


def _quality(photo: Photo, asked: dict[str, float], space: str) -> str:
    try:
        reached = cq.quantize_to_target(photo.load(), max_colors=_MOST, space=space, **asked)  # type: ignore[arg-type]  # one of several targets
    except cq.InvalidOptionError:
        return f"over {_MOST:,}"
    return f"{reached.n}{_by_k_means_alone(reached)}"


def _by_k_means_alone(reached: TargetResult) -> str:
    if "max_delta_e" not in reached.asked:
        return ""
    met = [trial.n for trial in reached.trials if trial.met and trial.method == "k-means"]
    return f" ({min(met)})" if met else f" (over {_MOST:,})"
