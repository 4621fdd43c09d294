"""The N colors that represent an image best: K-Means over every pixel, exactly."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from colorquant import color, errors, files, fitting, image, metrics
    from colorquant.errors import (
        ClusterError,
        ColorQuantError,
        ColorQuantWarning,
        ImageFileError,
        InvalidImageError,
        InvalidOptionError,
        InvalidPaletteError,
        LowQualityError,
    )
    from colorquant.fitting import KMeans, RandomCodebook
    from colorquant.histogram import ColorHistogram
    from colorquant.image import SourceImage, load_image
    from colorquant.palette import IndexedImage, Palette
    from colorquant.quantizer import Quantizer, quantize, quantize_to_target
    from colorquant.targets import TargetResult

__version__ = "0.1.0.dev0"

__all__ = [
    "ClusterError",
    "ColorHistogram",
    "ColorQuantError",
    "ColorQuantWarning",
    "ImageFileError",
    "IndexedImage",
    "InvalidImageError",
    "InvalidOptionError",
    "InvalidPaletteError",
    "KMeans",
    "LowQualityError",
    "Palette",
    "Quantizer",
    "RandomCodebook",
    "SourceImage",
    "TargetResult",
    "color",
    "errors",
    "files",
    "fitting",
    "image",
    "load_image",
    "metrics",
    "quantize",
    "quantize_to_target",
]

# Public names are imported when they are first used, from these modules; the others are modules.
_MODULE_OF = {
    "ClusterError": "errors",
    "ColorHistogram": "histogram",
    "ColorQuantError": "errors",
    "ColorQuantWarning": "errors",
    "ImageFileError": "errors",
    "IndexedImage": "palette",
    "InvalidImageError": "errors",
    "InvalidOptionError": "errors",
    "InvalidPaletteError": "errors",
    "KMeans": "fitting",
    "LowQualityError": "errors",
    "Palette": "palette",
    "Quantizer": "quantizer",
    "SourceImage": "image",
    "RandomCodebook": "fitting",
    "TargetResult": "targets",
    "load_image": "image",
    "quantize": "quantizer",
    "quantize_to_target": "quantizer",
}

if not TYPE_CHECKING:  # to a type checker, a name that is not imported above is an error

    def __getattr__(name):
        """Import a public name (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f"{__name__}.{_MODULE_OF.get(name, name)}")
        value = globals()[name] = getattr(module, name) if name in _MODULE_OF else module
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
