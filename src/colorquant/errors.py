"""Everything colorquant raises on purpose."""


class ColorQuantError(Exception):
    """Base of all errors that colorquant raises."""


class InvalidImageError(ColorQuantError, ValueError):
    """An image that cannot be taken: its shape, size, type, mode or content."""


class InvalidOptionError(ColorQuantError, ValueError):
    """An option or an output file that cannot be: known before any work is done."""


class InvalidPaletteError(ColorQuantError, ValueError):
    """Colors that do not make a palette."""


class ImageFileError(ColorQuantError, OSError):
    """A file that cannot be read or written: missing, damaged, not permitted, disk full."""


class ClusterError(ColorQuantError, RuntimeError):
    """A cluster that the work cannot be done on: not reached, without workers, or they died."""


class ColorQuantWarning(UserWarning):
    """What a user should know of an image that was taken all the same."""


def reason_of(error: object) -> str:
    """Return the message of another library's error in one line.

    Parameters
    ----------
    error
        An exception, or a text.

    Returns
    -------
    str
    """
    return " ".join(str(error).split()) or type(error).__name__


class LowQualityError(ColorQuantError, ValueError):
    """The lowest allowed quality of an image is not reached."""
