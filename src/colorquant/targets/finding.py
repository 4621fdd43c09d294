"""Which palettes to try for which targets, and what to say if none will do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from colorquant.errors import InvalidOptionError
from colorquant.targets.fitted import Fitted
from colorquant.targets.reached import Trial
from colorquant.targets.search import Search
from colorquant.targets.size_of_file import SizeOfFile
from colorquant.targets.target import Target
from colorquant.targets.worst_difference import WorstDifference

NewSearch = Callable[[Sequence[Target]], Search]
Span = tuple[int, int]


class Found(NamedTuple):
    """A palette beside the image, its trial, and all trials."""

    fitted: Fitted
    final: Trial
    trials: list[Trial]


def find(
    new_search: NewSearch,
    qualities: Sequence[Target],
    size: SizeOfFile | None,
    span: Span,
    *,
    is_free: bool,
) -> Found:
    """Find the fewest colors that meet the qualities, or without any the most that fit the size.

    Parameters
    ----------
    new_search
        Makes a search that measures the targets it is given.
    qualities, size
        What is asked, at least one.
    span
        The least and the greatest number of colors to try.
    is_free
        Whether entries can be any colors, so that they can be put where they are needed.

    Raises
    ------
    InvalidOptionError
        If nothing will do.
    """
    if qualities:
        found = _fewest(new_search(qualities), qualities, span, is_free=is_free)
        return found if size is None else _in_size(new_search, found, qualities, size, span)
    assert size is not None
    search = new_search([size])
    final = search.most(lambda trial: trial.met, *span)
    if final is None:
        raise InvalidOptionError(_missed(search.trials, [size], span))
    return Found(search.beside(final), final, search.trials)


def _fewest(search: Search, qualities: Sequence[Target], span: Span, *, is_free: bool) -> Found:
    low, high = span
    best = search.fewest(lambda trial: trial.met, low, high)
    for target in qualities:
        if isinstance(target, WorstDifference) and is_free:
            max_colors = high if best is None else best.n - 1
            best = _by_insertion(search, target.limit, low, max_colors) or best
    if best is None:
        raise InvalidOptionError(_missed(search.trials, qualities, span))
    return Found(search.beside(best), best, search.trials)


def _by_insertion(search: Search, limit: float, low: int, max_colors: int) -> Trial | None:
    inserted = search.inserted(limit, low, max_colors)
    if inserted is None or inserted.met:
        return inserted
    search.hold(inserted)  # what other targets ask for besides, K-Means adds
    return search.fewest(lambda trial: trial.met, inserted.n, max_colors)


def _in_size(
    new_search: NewSearch,
    found: Found,
    qualities: Sequence[Target],
    size: SizeOfFile,
    span: Span,
) -> Found:
    value = size.value(found.fitted)
    final = replace(found.final, values={**found.final.values, size.name: value})
    if size.is_met(value):
        return Found(found.fitted, final, found.trials)
    needed = ", ".join(f"{target.name} {target.limit:g}" for target in qualities)
    message = (
        f"{needed} takes {final.n:,} colors, whose file has {value:,.0f} bytes; "
        f"allowed by file_size are {size.limit:,.0f}"
    )
    search = new_search([size, *qualities])
    fits = search.most(lambda trial: size.is_met(trial.values[size.name]), *span)
    if fits is not None:
        reached = ", ".join(f"{t.name} {fits.values[t.name]:.6g}" for t in qualities)
        message += f", which {fits.n:,} colors fit into, with {reached}"
    raise InvalidOptionError(message)


def _missed(trials: Sequence[Trial], targets: Sequence[Target], span: Span) -> str:
    """Say which targets are out of reach, and how near to them one can get."""
    best_of = {target: _best(trials, target) for target in targets}
    missed = {
        target: best
        for target, best in best_of.items()
        if not target.is_met(best.values[target.name])
    }
    parts = [
        f"{target.name} is {target.limit:.12g}, and the best found is "
        f"{best.values[target.name]:.6g} with {best.n:,} color{'s' * (best.n != 1)}"
        for target, best in (missed or best_of).items()
    ]
    together = "" if missed else " together"
    low, high = span
    return f"{'; '.join(parts)}; allowed is what {low:,} to {high:,} colors can meet{together}"


def _best(trials: Sequence[Trial], target: Target) -> Trial:
    sign = -1.0 if target.is_least else 1.0
    return min(trials, key=lambda trial: (sign * trial.values[target.name], trial.n))
