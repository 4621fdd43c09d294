"""Command-line options that several commands share."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from .images import DEFAULT_FOLDERS, SHARED

Option = Callable[[Callable[..., Any]], Callable[..., Any]]

TEXTBOOK = "scikit-learn textbook"


def numbers(text: str) -> list[int]:
    """``16,64,256``; what is not a number is a usage error, as click has it."""
    return [int(part) for part in text.split(",")]


def names(text: str) -> list[str]:
    """``china,kodak/*``."""
    return [part for part in text.split(",") if part]


def colors(default: str) -> Option:
    return click.option(
        "-k",
        "numbers",
        type=numbers,
        default=default,
        show_default=True,
        help="Numbers of colors.",
    )


def rounds(default: int) -> Option:
    return click.option("--rounds", type=click.IntRange(1), default=default, show_default=True)


def time_limit(default: float) -> Option:
    return click.option(
        "--time-limit",
        type=click.FloatRange(0, min_open=True),
        default=default,
        show_default=True,
        help="Seconds for one peer on one image and N.",
    )


def baseline(default: str) -> Option:
    return click.option(
        "--baseline", default=default, show_default=True, help="The peer whose time counts as 1."
    )


threads = click.option(
    "-t",
    "--threads",
    type=numbers,
    default="1,2",
    show_default=True,
    help="Threads of colorquant, one row each; the peers use what they use.",
)
peers = click.option(
    "--peers",
    "patterns",
    type=names,
    default="",
    help="Peers to run, as patterns: 'colorquant*,pillow*'.",
)
slow = click.option("--slow", is_flag=True, help="Also run the peers that take seconds.")
json_file = click.option(
    "--json",
    "json_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write every time and ratio to this file.",
)


def folders_beside(others: str, default: Iterable[Path] = DEFAULT_FOLDERS) -> Option:
    return click.option(
        "--images",
        "folders",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        multiple=True,
        default=[folder for folder in default if folder.is_dir()],
        help=f"A folder of images, beside {others}; repeatable.",
    )


folders = folders_beside("the samples")
folder = click.option(
    "--images",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=SHARED / "kodak",
    help="The folder of images.",
)
only = click.option(
    "--only",
    "names",
    type=names,
    default="",
    help="Images to take, as patterns: 'china,kodak/*'.",
)
