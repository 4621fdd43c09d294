"""A size of the file not to be exceeded."""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.files import encode_indexed
from colorquant.targets.fitted import Fitted
from colorquant.targets.target import Target


@dataclass(frozen=True)
class SizeOfFile(Target):
    """At most so many bytes, in the file that `IndexedImage.save` writes.

    Parameters
    ----------
    suffix
        The ending of the file, which names its format.
    """

    name: ClassVar[str] = "file_size"
    caps_colors: ClassVar[bool] = True

    suffix: str = ".png"

    def _measure(self, fitted: Fitted) -> float:
        image = fitted.image
        data = encode_indexed(self.suffix, image.indices, image.palette.colors, image.metadata)
        return len(data)
