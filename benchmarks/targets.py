"""``targets``: how many colors photographs need for a target, by search and by K-Means alone."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

import click

import colorquant as cq
from colorquant.targets import TargetResult

from .images import DEFAULT_FOLDERS, Photo, photos

_TARGETS: tuple[dict[str, float], ...] = (
    {"psnr": 30.0},
    {"psnr": 34.0},
    {"mean_delta_e": 3.0},
    {"max_delta_e": 20.0},
    {"max_delta_e": 12.0},
)
_BYTES = 100_000
_MAX_COLORS = 1024


@click.command()
@click.option("--image", "patterns", multiple=True, default=["china", "kodak/kodim0[1-5]"])
@click.option("--space", default="lab", help="The working space of all fits.")
def targets(patterns: Sequence[str], space: str) -> None:
    """How many colors targets need; in parentheses, by K-Means alone."""
    folders = [folder for folder in DEFAULT_FOLDERS if folder.is_dir()]
    chosen = [each for each in photos(folders) if any(fnmatchcase(each.name, p) for p in patterns)]
    heads = [f"{name} {limit:g}" for target in _TARGETS for name, limit in target.items()]
    click.echo(f"| | {' | '.join([*heads, f'max_bytes {_BYTES:,}'])} |")
    click.echo(f"| --- |{' ---: |' * (len(heads) + 1)}")
    for photo in chosen:
        cells = [_quality(photo, target, space) for target in _TARGETS]
        fits = cq.quantize_to_target(photo.load(), max_bytes=_BYTES, space=space, dither="none")
        cells.append(str(fits.n))
        click.echo(f"| {photo.name} | {' | '.join(cells)} |")


def _quality(photo: Photo, target: dict[str, float], space: str) -> str:
    try:
        found = cq.quantize_to_target(
            photo.load(),
            max_colors=_MAX_COLORS,
            space=space,
            dither="none",
            **target,  # type: ignore[arg-type]  # one of several targets
        )
    except cq.InvalidOptionError:
        return f"over {_MAX_COLORS:,}"
    return f"{found.n}{_by_k_means_alone(found)}"


def _by_k_means_alone(found: TargetResult) -> str:
    if "max_delta_e" not in found.asked:
        return ""
    met = [trial.n for trial in found.trials if trial.met and trial.method == "k-means"]
    return f" ({min(met)})" if met else f" (over {_MAX_COLORS:,})"
