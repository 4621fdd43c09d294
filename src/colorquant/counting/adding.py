"""How counts add up."""

from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np

from colorquant.color.depth import Colors
from colorquant.counting.coarsening import coarsened
from colorquant.counting.counted import Coarse, Counted
from colorquant.counting.kinds import of_one_kind
from colorquant.counting.tally import tally


def add(parts: Sequence[Counted], *, threads: int, max_colors: int | None = None) -> Counted:
    """Add up counts; colors of lesser depth, and without alpha, become like the others.

    Parameters
    ----------
    parts
        One or more, of any kinds.
    threads
        How many threads to use; the answer does not depend on it.
    max_colors
        How many colors there may be before they are cells, see `coarsened`; None for any number.

    Returns
    -------
    Counted
        The same for any order.
    """
    alike = of_one_kind(parts)
    # All are of one type, which NumPy's types cannot say.
    rows = cast(Colors, np.concatenate([part.colors for part in alike]))
    counts = np.concatenate([part.counts for part in alike])
    weights = [part.weights for part in alike if part.weights is not None]
    total = tally(rows, counts, np.concatenate(weights) if weights else None, threads=threads)
    shifts = [part.coarse.shift for part in alike if part.coarse is not None]
    if shifts:
        sums = np.concatenate([part.sums for part in alike])
        columns = [
            tally(rows, counts, np.ascontiguousarray(column), threads=threads).sample_weight
            for column in sums.T
        ]
        total = total._replace(coarse=Coarse(np.column_stack(columns), max(shifts)))
    return total if max_colors is None else coarsened(total, max_colors)


def add_as_they_come(
    parts: Iterable[Counted], *, threads: int, max_colors: int | None = None
) -> Counted:
    """Add up counts one after the other, holding no more than twice their sum.

    What has come is added when it has become as much as the sum so far, or half of the most there
    may be, so that each color is added only a few times.

    Parameters
    ----------
    parts
        One or more, of any kinds.
    threads
        How many threads to use; the answer does not depend on it.
    max_colors
        How many colors there may be before they are cells, see `coarsened`; None for any number.

    Returns
    -------
    Counted
        The same for any order.
    """
    held: list[Counted] = []
    for part in parts:
        held.append(part)
        waiting = sum(len(each.colors) for each in held[1:])
        enough = (
            len(held[0].colors) if max_colors is None else min(len(held[0].colors), max_colors // 2)
        )
        if waiting >= enough:
            held = [add(held, threads=threads, max_colors=max_colors)]
    return add(held, threads=threads, max_colors=max_colors)
