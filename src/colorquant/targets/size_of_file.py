"""A size of the file not to be exceeded."""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.files import size_of_indexed
from colorquant.targets.fitted import Fitted
from colorquant.targets.target import Target


@dataclass(frozen=True)
class SizeOfFile(Target):
    """At most so many bytes, in the file that `IndexedImage.save` writes.

    Parameters
    ----------
    format
        Of the file; see `IndexedImage.encode`.
    """

    name: ClassVar[str] = "max_bytes"
    caps_colors: ClassVar[bool] = True

    format: str = "png"

    def _measure(self, fitted: Fitted) -> float:
        image = fitted.image
        return size_of_indexed(self.format, image.indices, image.palette.colors, image.metadata)
