"""The table of times and errors."""

from collections.abc import Sequence

from colorquant.compare import Comparison
from colorquant.compare.summary import HEAD, summary
from colorquant.metrics import DifferenceMap
from colorquant.rendering import as_table


def table_of_results(
    comparison: Comparison, errors: Sequence[DifferenceMap], pngs: Sequence[bytes]
) -> str:
    """Return a row for each result: what it took, how far off it is, how large its PNG is.

    Parameters
    ----------
    comparison
        The results.
    errors, pngs
        Of each.
    """
    head = (*HEAD, "Mean ΔE", "Worst ΔE", "PNG (bytes)")
    rows = [
        (*summary(result), f"{error.mean:.2f}", f"{error.worst:.1f}", f"{len(png):,}")
        for result, error, png in zip(comparison.results, errors, pngs, strict=True)
    ]
    table = as_table("What each method took and reached", head, rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table of results">{table}</div>'
    )
