"""Options that do not go together: nothing that is asked for is silently ignored."""

from collections.abc import Collection, Mapping

from colorquant.errors import InvalidOptionError

_OF_FITS = (
    *("n", "effort", "speed", "seed", "lock", "grid", "posterize", "catalog", "min_distance"),
    *("weights", "nodata", "quality", "target_size", "max_error", "shared"),
)
_OF_TARGETS = ("min_distance", "shared")

_CLASHES: Mapping[str, tuple[Collection[str], str]] = {
    "palette": (
        _OF_FITS,
        "a palette that is given is not fitted; --catalog takes the best N of it",
    ),
    "quality": (
        ("target_size", "max_error", "weights", "nodata", "min_distance", "shared"),
        "a quality is of each image, and of all of its pixels",
    ),
    "target_size": (_OF_TARGETS, "a target is met by each image on its own"),
    "max_error": (
        (*_OF_TARGETS, "dither", "dither_strength", "floyd"),
        "no pixel may be off by more, as they are in a dither",
    ),
    "shared": (("weights",), "a mask is for one image"),
    "posterize": (("grid",), "both say which colors there are"),
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
