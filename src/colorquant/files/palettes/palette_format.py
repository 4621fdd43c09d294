"""What a format of palette files can do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from colorquant._validation import MAX_COLORS
from colorquant.files.palettes.swatches import Swatches


@dataclass(frozen=True)
class PaletteFormat:
    """How entries become a file and come back, and what such a file holds.

    Attributes
    ----------
    name : str
        What the option `format` calls it.
    suffix : str
        The ending of its files, in lower case.
    read : callable
        From the bytes of a file; raises `DamagedPaletteError`.
    write : callable
        To the bytes of a file, of entries that it can hold.
    holds_names : bool
        Whether entries have names there.
    alpha : str
        Which entries may not be opaque: ``"none"``, ``"one"`` that is fully transparent, or
        ``"any"``.
    max_colors : int
        How many entries a file may have.
    signature : bytes
        What its files begin with, where several formats share an ending.
    """

    name: str
    suffix: str
    read: Callable[[bytes], Swatches]
    write: Callable[[Swatches], bytes]
    holds_names: bool = False
    alpha: Literal["none", "one", "any"] = "none"
    max_colors: int = MAX_COLORS
    signature: bytes = b""
