"""The files of this room."""

from importlib.resources import files

_SOURCE_MAP = "//# sourceMappingURL="


def read_asset(name: str) -> str:
    """Return the text of a file of this room.

    Parameters
    ----------
    name
        Such as ``"img-comparison-slider.js"``.

    Returns
    -------
    str
        Without the line that points to a source map, which is not here.
    """
    text = files(__package__).joinpath(name).read_text("utf-8")
    return text.partition(_SOURCE_MAP)[0]
