"""A scikit-learn estimator for K-Means with the palette engine.

Needs scikit-learn: ``pip install "colorquant[sklearn]"``.
"""

from importlib.util import find_spec

if find_spec("sklearn") is None:
    raise ModuleNotFoundError(
        'colorquant.sklearn needs scikit-learn: pip install "colorquant[sklearn]"',
        name="sklearn",
    )

from colorquant.sklearn.quantizer import ColorQuantizer

__all__ = ["ColorQuantizer"]
