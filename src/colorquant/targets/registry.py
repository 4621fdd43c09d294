"""The kinds of targets by the names that options have for them."""

from collections.abc import Mapping

from colorquant._options import MAX_COLORS, check_integer, check_number
from colorquant.errors import InvalidOptionError
from colorquant.files import INDEXED_FORMATS
from colorquant.targets.mean_difference import MeanDifference
from colorquant.targets.signal_to_noise import SignalToNoise
from colorquant.targets.size_of_file import SizeOfFile
from colorquant.targets.target import Target
from colorquant.targets.worst_difference import WorstDifference

QUALITIES: dict[str, type[Target]] = {
    kind.name: kind for kind in (SignalToNoise, MeanDifference, WorstDifference)
}
TARGETS: tuple[str, ...] = (*QUALITIES, SizeOfFile.name)

_MAX_BYTES = 2**63 - 1


def quality_targets(limits: Mapping[str, object]) -> list[Target]:
    """Return the targets whose limit is not None.

    Parameters
    ----------
    limits
        By name, one of `QUALITIES`.

    Raises
    ------
    InvalidOptionError
        If a limit is no number from 0 on.
    """
    return [
        QUALITIES[name](check_number(name, limit, 0.0))
        for name, limit in limits.items()
        if limit is not None
    ]


def size_target(max_bytes: object, format: object, max_colors: int) -> SizeOfFile | None:
    """Return the target for a file's size, if there is one.

    Parameters
    ----------
    max_bytes
        In bytes, or None.
    format
        Of the file; None for a PNG.
    max_colors
        How many colors the file may have to hold.

    Raises
    ------
    InvalidOptionError
        If there is no such format or size, or the format does not hold so many colors.
    """
    if max_bytes is None:
        if format is not None:
            raise InvalidOptionError(f"format is {format!r}; allowed is one with file_size only")
        return None
    formats = [suffix.lstrip(".") for suffix in INDEXED_FORMATS]
    name = "png" if format is None else format
    if name not in formats:
        raise InvalidOptionError(f"format is {format!r}; allowed are {', '.join(formats)}")
    held = min(INDEXED_FORMATS[f".{name}"].max_colors, MAX_COLORS)
    if max_colors > held:
        raise InvalidOptionError(
            f"most is {max_colors:,}; allowed in a .{name} file is at most {held:,}"
        )
    return SizeOfFile(check_integer("max_bytes", max_bytes, 1, _MAX_BYTES), name)
