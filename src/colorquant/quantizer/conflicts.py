"""Options that cannot be combined, so that none is silently ignored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from colorquant.errors import InvalidOptionError

_OF_A_FIT = (
    *("n", "effort", "seed", "fixed_colors", "color_depth", "candidates", "min_delta_e"),
    *("weights", "nodata", "dither_aware", "shared_palette"),
)
_TARGETS = ("psnr", "mean_delta_e", "max_delta_e", "max_bytes")

CONFLICTS: tuple[tuple[Iterable[str], Iterable[str], str], ...] = (
    (
        ("palette",),
        (*_OF_A_FIT, "quality", *_TARGETS),
        "a given palette is not fitted; `candidates` takes the best n of it",
    ),
    (
        ("quality",),
        (*_TARGETS, "weights", "nodata", "min_delta_e", "shared_palette"),
        "a quality is that of all pixels of one image",
    ),
    (_TARGETS, ("shared_palette",), "each image meets a target on its own"),
    (_TARGETS, ("min_delta_e",), "a target decides how many colors there are"),
    (
        ("max_delta_e",),
        ("dither", "dither_strength"),
        "dithered pixels differ by more",
    ),
    (
        ("quality", "psnr", "mean_delta_e", "max_delta_e"),
        ("dither_aware",),
        "these are measured before dithering",
    ),
    (("shared_palette",), ("weights",), "a mask is for one image"),
)
"""Options, those that none of them goes with, and the reason."""


def check_conflicts(given: Mapping[str, str]) -> None:
    """Refuse options that contradict each other, or one of which would have no effect.

    Parameters
    ----------
    given
        The options that are given, by their names in `Quantizer` (and ``"weights"``), and how the
        user wrote each.

    Raises
    ------
    InvalidOptionError
        If two of them conflict.
    """
    for names, others, why in CONFLICTS:
        for name in names:
            for other in others:
                if name in given and other in given:
                    raise InvalidOptionError(
                        f"{given[name]} and {given[other]} are given; allowed is one of them: "
                        f"{in_the_users_words(why, given)}"
                    )


def in_the_users_words(message: str, spelling: Mapping[str, str]) -> str:
    """Write the names of options in a message as the user writes them.

    Parameters
    ----------
    message
        Names of options stand in backticks.
    spelling
        How the user writes each; others stay as they are, without backticks.

    Returns
    -------
    str
    """
    parts = message.split("`")
    return "".join(
        spelling.get(part, part) if place % 2 else part for place, part in enumerate(parts)
    )
