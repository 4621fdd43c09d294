"""Palette files that are text: lines, levels and hexadecimal digits."""

import re
import reprlib
from collections.abc import Iterator
from contextlib import contextmanager

from colorquant.files.palettes.swatches import DamagedPaletteError

_LINE_END = re.compile(r"\r\n|\r|\n")
_HEX = re.compile(r"#?([0-9a-fA-F]+)")
_MAX_DIGITS = 9
_LONGEST_SHOWN = 60
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SHORT = reprlib.Repr()
_SHORT.maxlevel = 1

Color = tuple[int, ...]


def decode(data: bytes) -> str:
    """Decode the text of a file by its byte order mark, as UTF-8, or else as Latin-1.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    str
    """
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def lines_of(data: bytes) -> Iterator[tuple[int, str]]:
    """Iterate over the lines that are not blank, with their numbers.

    Parameters
    ----------
    data
        The bytes of the file.

    Yields
    ------
    int, str
        The number, from 1, and the line without white space at its ends.
    """
    for number, line in enumerate(_LINE_END.split(decode(data)), 1):
        if text := line.strip():
            yield number, text


def shown(value: object) -> str:
    """Return a value as an error message shows it: quoted, and cut short.

    Parameters
    ----------
    value
        Any value.

    Returns
    -------
    str
    """
    text = _SHORT.repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def level(text: str) -> int:
    """Parse a level in decimal digits.

    Parameters
    ----------
    text
        The digits.

    Returns
    -------
    int
        From 0 to 255.
    """
    if text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS and int(text) <= 255:
        return int(text)
    raise DamagedPaletteError(f"{shown(text)} is no level; allowed are 0 to 255")


def levels(text: str, channels: int) -> Color:
    """Parse a color of levels separated by white space.

    Parameters
    ----------
    text
        The levels.
    channels
        How many there must be.

    Returns
    -------
    tuple of int
        From 0 to 255 each.
    """
    fields = text.split()
    if len(fields) != channels:
        raise DamagedPaletteError(f"{shown(text)} is no color; needed are {channels} levels")
    return tuple(map(level, fields))


def hex_color(text: str, digits: tuple[int, ...]) -> Color:
    """Parse a color in hexadecimal digits, with or without ``#``.

    Parameters
    ----------
    text
        The digits, in upper or lower case. Of 3 or 4, each stands for two of itself, as in CSS.
    digits
        How many of them are allowed.

    Returns
    -------
    tuple of int
        3 or 4 levels, 0 to 255.
    """
    found = _HEX.fullmatch(text)
    if found is None or len(found[1]) not in digits:
        allowed = " or ".join(map(str, digits))
        raise DamagedPaletteError(
            f"{shown(text)} is no color; needed are {allowed} hexadecimal digits"
        )
    short = len(found[1]) < 6
    return tuple(bytes.fromhex("".join(c * 2 for c in found[1]) if short else found[1]))


@contextmanager
def at(place: str) -> Iterator[None]:
    """Add a place, such as ``"line 7"``, to the error of what is done there.

    Parameters
    ----------
    place
        The place.

    Yields
    ------
    None
    """
    try:
        yield
    except DamagedPaletteError as error:
        raise DamagedPaletteError(f"{place}: {error}") from None
