"""Which photo goes to which file, settled before any work starts."""

from collections.abc import Sequence
from pathlib import Path

import click

from colorquant.errors import InvalidOptionError
from colorquant.files import INDEXED_FORMATS, check_indexed_output


def plan_outputs(
    photos: Sequence[Path], out: Path, n: int, *, also_read: Sequence[Path] = ()
) -> list[Path]:
    """Return the file that each photo is written to.

    Parameters
    ----------
    photos
        The inputs; none of them may be written over.
    out
        A file, for one photo, or an existing folder, for any number.
    n
        How many colours each file is to hold.
    also_read
        More files that may not be written over.

    Returns
    -------
    list of Path
        One file per photo; in a folder, the photo's name with the suffix ``.png``.

    Raises
    ------
    InvalidOptionError
        If several photos would go to one file, or one cannot be written where it would go; see
        `colorquant.files.check_indexed_output`.
    """
    targets = _targets(photos, out)
    takers: dict[Path, Path] = {}
    for photo, target in zip(photos, targets, strict=True):
        if target in takers:
            first, second, shared = map(click.format_filename, (takers[target], photo, target))
            raise InvalidOptionError(
                f"-o: {first} and {second} would both become {shared}; allowed is one photo a file"
            )
        takers[target] = photo
        check_indexed_output(target, n, inputs=(*photos, *also_read))
    return targets


def _targets(photos: Sequence[Path], out: Path) -> list[Path]:
    if out.is_dir():
        return [out / f"{photo.stem}.png" for photo in photos]
    if len(photos) == 1 and out.suffix:
        return [out]
    got, allowed = f"{len(photos)} photos", "an existing folder"
    if len(photos) == 1:
        got, allowed = "a photo", f"{allowed} or a file ending in {' or '.join(INDEXED_FORMATS)}"
    raise InvalidOptionError(
        f"-o: got {click.format_filename(out)} for {got}; allowed is {allowed}"
    )
