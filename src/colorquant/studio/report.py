"""The report of an image: K-Means beside other methods, as ``colorquant compare`` makes it."""

from __future__ import annotations

from dataclasses import replace

from colorquant._progress import Progress
from colorquant.compare import compare
from colorquant.quantizer import Quantizer
from colorquant.report import make_report
from colorquant.studio.session_image import SessionImage


def make_image_report(image: SessionImage, n: int, plan: Quantizer, *, progress: Progress) -> bytes:
    """Return a page of HTML that needs nothing else.

    Parameters
    ----------
    image
        What is compared; masks, fixed colors and dithering are left out.
    n
        How many colors each method gets.
    plan
        Whose effort and space K-Means uses.
    progress
        Told between steps; it may raise to stop the work.
    """
    comparison = compare(
        image.source,
        n,
        effort=plan.effort,
        space=plan.space or "srgb",
        on_step=lambda step: progress(0.0),
    )
    named = replace(comparison, request=replace(comparison.request, path=image.name))
    return make_report(named).encode("utf-8", "replace")
