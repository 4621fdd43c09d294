"""Palette files that are binary: fields taken one after the other, never beyond the end."""

import struct
from typing import Any

from colorquant.files.palettes.swatches import DamagedPaletteError


class Fields:
    """The bytes of a file or of a block, consumed from the front.

    Parameters
    ----------
    data
        The bytes.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """How many bytes have not been taken."""
        return len(self._data) - self._at

    def take(self, size: int, what: str) -> bytes:
        """Return the next bytes.

        Parameters
        ----------
        size
            The number of bytes.
        what
            Their name in an error message.

        Returns
        -------
        bytes
        """
        if size > self.left:
            raise DamagedPaletteError(
                f"ends within {what}: it would be {size:,} bytes and {self.left:,} are there"
            )
        self._at += size
        return self._data[self._at - size : self._at]

    def unpack(self, layout: str, what: str) -> tuple[Any, ...]:
        """Return the next fields.

        Parameters
        ----------
        layout
            Their format, as `struct.unpack` takes it.
        what
            Their name in an error message.

        Returns
        -------
        tuple
            The values.
        """
        return struct.unpack(layout, self.take(struct.calcsize(layout), what))

    def utf_16(self, units: int, what: str) -> str:
        """Return a big-endian UTF-16 text that ends with a zero.

        Parameters
        ----------
        units
            The number of 16-bit units, with the zero.
        what
            Its name in an error message.

        Returns
        -------
        str
        """
        text = self.take(2 * units, what).decode("utf-16-be", "replace")
        return text.partition("\0")[0]


def to_utf_16(text: str) -> tuple[int, bytes]:
    """Encode a text as big-endian UTF-16 with a zero at its end.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    int, bytes
        The number of 16-bit units, with the zero; and the bytes.
    """
    data = f"{text}\0".encode("utf-16-be")
    return len(data) // 2, data
