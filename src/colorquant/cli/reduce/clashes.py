"""Options that do not go together: nothing that is asked for is silently ignored."""

from collections.abc import Collection, Mapping

from colorquant.errors import InvalidOptionError

_OF_FITS = (
    *(
        "n",
        "effort",
        "speed",
        "seed",
        "fixed_colors",
        "color_depth",
        "posterize",
        "candidates",
        "min_delta_e",
    ),
    *("weights", "nodata", "quality", "target_size", "max_delta_e", "shared"),
)
_OF_TARGETS = ("min_delta_e", "shared")

_CLASHES: Mapping[str, tuple[Collection[str], str]] = {
    "palette": (
        _OF_FITS,
        "a palette that is given is not fitted; --candidates takes the best N of it",
    ),
    "quality": (
        ("target_size", "max_delta_e", "weights", "nodata", "min_delta_e", "shared"),
        "a quality is of each image, and of all of its pixels",
    ),
    "target_size": (_OF_TARGETS, "a target is met by each image on its own"),
    "max_delta_e": (
        (*_OF_TARGETS, "dither", "dither_strength", "floyd"),
        "no pixel may be off by more, as they are in a dither",
    ),
    "shared": (("weights",), "a mask is for one image"),
    "posterize": (("color_depth",), "both say which colors there are"),
    "speed": (("effort",), "both say how hard to look"),
    "nofs": (("dither", "dither_strength", "floyd"), "there is no dither then"),
    "floyd": (("dither", "dither_strength"), "both say how to dither"),
    "quiet": (("verbose", "as_json"), "-q prints nothing but errors"),
}


def check_clashes(given: Collection[str], spelling: Mapping[str, str]) -> None:
    """Refuse options that say opposite things, or one of which would have no effect.

    Parameters
    ----------
    given
        The names of the options that are there.
    spelling
        How each is written.

    Raises
    ------
    InvalidOptionError
        If two of them do not go together.
    """
    for name, (others, why) in _CLASHES.items():
        for other in others if name in given else ():
            if other in given:
                raise InvalidOptionError(
                    f"{spelling[name]} and {spelling[other]} are given; "
                    f"allowed is one of them: {why}"
                )
