"""The report of an image: K-Means beside other methods, as ``colorquant compare`` makes it."""

from __future__ import annotations

from dataclasses import replace

from colorquant._progress import Progress
from colorquant.compare import compare
from colorquant.report import make_report
from colorquant.studio.held import HeldImage
from colorquant.studio.settings import Settings


def report_of(image: HeldImage, n: int, settings: Settings, *, progress: Progress) -> bytes:
    """Return a page of HTML that needs nothing else.

    Parameters
    ----------
    image
        What is compared; masks, locked colors and dithers have no part in it.
    n
        How many colors each method gets.
    settings
        Whose effort and space K-Means takes.
    progress
        Told between steps; it may raise to stop the work.
    """
    comparison = compare(
        image.picture,
        n,
        effort=settings.effort,
        space=settings.space,
        on_step=lambda step: progress(0.0),
    )
    named = replace(comparison, request=replace(comparison.request, path=image.name))
    return make_report(named).encode("utf-8", "replace")
