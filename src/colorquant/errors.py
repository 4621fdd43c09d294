"""Everything colorquant raises on purpose."""


class ColorQuantError(Exception):
    """Base of all errors that colorquant raises."""


class InvalidImageError(ColorQuantError, ValueError):
    """An image that cannot be taken: its shape, size, type, mode or content."""


class InvalidOptionError(ColorQuantError, ValueError):
    """An option or an output file that cannot be: known before any work is done."""


class InvalidPaletteError(ColorQuantError, ValueError):
    """Colours that do not make a palette."""


class ImageFileError(ColorQuantError, OSError):
    """A file that cannot be read or written: missing, damaged, not permitted, disk full."""
