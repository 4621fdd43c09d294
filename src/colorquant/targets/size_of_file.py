"""A size of the file not to be exceeded."""

import warnings
from dataclasses import dataclass
from typing import ClassVar

from colorquant.errors import ColorQuantWarning
from colorquant.files import encode_indexed
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

    name: ClassVar[str] = "file_size"
    caps_colors: ClassVar[bool] = True

    format: str = "png"

    def _measure(self, fitted: Fitted) -> float:
        image = fitted.image
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ColorQuantWarning)  # saving warns, once
            data = encode_indexed(self.format, image.indices, image.palette.colors, image.metadata)
        return len(data)
