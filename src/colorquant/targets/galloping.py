"""The search for a number by few questions."""

from collections.abc import Callable


def least(is_enough: Callable[[int], bool], low: int, high: int, guess: int) -> int | None:
    """Find a number that is enough where one less is not.

    Steps that double lead away from the guess until the answer changes, and halving between ends
    the search. Where the answers are not monotone, there are several such numbers, and this finds
    one near the guess.

    Parameters
    ----------
    is_enough
        Asked a few times, now and then the same.
    low, high
        The least and the greatest number.
    guess
        Where to begin, from low to high.

    Returns
    -------
    int or None
        The number; `low` if that is enough, None if not even `high` was.
    """
    enough, not_enough = high + 1, low - 1
    step, place = 1, guess
    while not_enough < place < enough:
        if is_enough(place):
            enough, place = place, max(low, place - step)
        else:
            not_enough, place = place, min(high, place + step)
        step *= 2
        if not_enough >= low and enough <= high:
            break
    while enough - not_enough > 1:
        middle = (enough + not_enough) // 2
        if is_enough(middle):
            enough = middle
        else:
            not_enough = middle
    return None if enough > high else enough
