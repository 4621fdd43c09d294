"""Everything colorquant raises on purpose."""


class ColorQuantError(Exception):
    """Base of all errors that colorquant raises."""


class InvalidImageError(ColorQuantError, ValueError):
    """An image that cannot be taken: its shape, type, mode or content."""


class InvalidOptionError(ColorQuantError, ValueError):
    """An option outside what is allowed."""


class InvalidPaletteError(ColorQuantError, ValueError):
    """Colours that do not make a palette."""


class ImageFileError(ColorQuantError, OSError):
    """A file that cannot be read or written."""
