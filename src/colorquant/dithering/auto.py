"""The ditherer to take unless one knows better."""

from dataclasses import dataclass

from colorquant.dithering.floyd_steinberg import FloydSteinberg


@dataclass(frozen=True, kw_only=True)
class Auto(FloydSteinberg):
    """Error diffusion as it looks best by measurement; see ``docs/dithering.md``.

    Errors are weighed as the eye weighs them, in OKLab, and fade from pixel to pixel, so that no
    noise appears where an entry is near enough. An entry is left only for one that is clearly
    nearer, which makes files smaller by a few percent.

    Parameters
    ----------
    strength, space, serpentine, reluctance
        See `ErrorDiffusion`.
    """

    strength: float = 0.9  # from `python -m benchmarks dithering --strengths`
    space: str | None = "oklab"
    hysteresis: float = 0.22  # against pngquant's files, see `python -m benchmarks sizes`
