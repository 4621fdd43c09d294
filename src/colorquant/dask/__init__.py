"""Quantize images larger than memory with dask, on threads or a cluster.

Needs dask: ``pip install "colorquant[dask]"``.
"""

from importlib.util import find_spec

if find_spec("dask") is None:
    raise ModuleNotFoundError(
        'colorquant.dask needs dask: pip install "colorquant[dask]"', name="dask"
    )

from colorquant.dask.applying import apply
from colorquant.dask.counting import histogram
from colorquant.dask.fitting import fit
from colorquant.dask.opening import open_raster
from colorquant.dask.writing import write

__all__ = ["apply", "fit", "histogram", "open_raster", "write"]
