"""``colorquant info``: facts about image files."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colorquant.cli.messages import Failures, colors, examples
from colorquant.cli.options import threads_option
from colorquant.cli.values import file_path

if TYPE_CHECKING:
    from colorquant.image import Description

_ALPHA = {"none": "opaque", "binary": "opaque or transparent", "soft": "alpha"}


@click.command(
    short_help="Show the size, colors, alpha, profile and metadata of images.",
    epilog=examples("colorquant info photo.jpg", "colorquant info --json *.png"),
)
@click.argument("images", metavar="IMAGE...", nargs=-1, required=True, type=file_path)
@threads_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, one object per image.")
def info(images: tuple[Path, ...], threads: int | None, as_json: bool) -> None:
    """Show the format, size, mode, distinct colors, alpha, profile and metadata of each IMAGE.

    Colors are counted as they are in the file, without applying a profile. If an image cannot be
    read, the others are still shown, and the exit status is 1.
    """
    from colorquant.image import describe

    failures = Failures()
    described = []
    for image in images:
        with failures.reported():
            description = describe(image, threads=threads)
            described.append(description)
            if not as_json:
                click.echo(_line(description))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in described], indent=2))
    failures.end()


def _frames(image: Description) -> list[str]:
    if image.seconds is None:
        return [] if image.frames == 1 else [f"{image.frames:,} pages"]
    loops = {None: "once", 0: "forever"}.get(image.loop, f"loop {image.loop}")
    return [f"{image.frames:,} frames in {image.seconds:.2f} s, {loops}"]


def _line(image: Description) -> str:
    profile = [] if image.profile is None else [f"profile {image.profile or 'unreadable'}"]
    facts = [
        f"{image.format}, {image.width} x {image.height} pixels",
        *_frames(image),
        f"{image.mode} of {image.bits} bit{'s' * (image.bits > 1)}",
        colors(image.colors, "distinct"),
        _ALPHA[image.alpha],
        *profile,
        *image.metadata,
        f"{image.bytes:,} bytes",
    ]
    return f"{click.format_filename(image.path)}: {', '.join(facts)}"
