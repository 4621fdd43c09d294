"""Checks of the options that several rooms share."""

import math
import operator
import os
from contextlib import suppress
from typing import Literal, SupportsFloat, get_args

from colorquant.errors import InvalidOptionError

Effort = Literal["fast", "balanced", "best"]

EFFORTS: tuple[Effort, ...] = get_args(Effort)
MAX_COLORS = 65_536
MAX_THREADS = 256


def check_integer(name: str, value: object, low: int, high: int) -> int:
    """Return `value` as an int, or say what was got and what is allowed."""
    allowed = f"allowed is a whole number from {low:,} to {high:,}"
    try:
        number = operator.index(value)  # type: ignore[arg-type]  # that is what is being checked
    except TypeError:
        number = None
    if number is None or isinstance(value, bool):
        raise InvalidOptionError(f"{name} is {value!r}; {allowed}")
    if not low <= number <= high:
        raise InvalidOptionError(f"{name} is {number:,}; {allowed}")
    return number


def check_number(name: str, value: object, low: float, high: float = math.inf) -> float:
    """Return `value` as a float, or say what was got and what is allowed."""
    is_number = isinstance(value, SupportsFloat) and not isinstance(value, bool | str | bytes)
    number = math.nan
    with suppress(TypeError, ValueError, OverflowError):
        number = float(value) if is_number else math.nan  # type: ignore[arg-type]  # it is one
    if low <= number <= high:  # false for NaN
        return number
    upper = "on" if high == math.inf else f"to {high:g}"
    raise InvalidOptionError(f"{name} is {value!r}; allowed is a number from {low:g} {upper}")


def check_n(n: object) -> int:
    """Return the number of colors asked for."""
    return check_integer("the number of colors", n, 1, MAX_COLORS)


def check_seed(seed: object) -> int:
    """Return the seed of the pseudo-random numbers."""
    return check_integer("seed", seed, 0, 2**64 - 1)


def check_effort(effort: object) -> Effort:
    """Return the effort."""
    for name in EFFORTS:
        if effort == name:
            return name
    raise InvalidOptionError(f"effort is {effort!r}; allowed are {', '.join(EFFORTS)}")


def resolve_threads(threads: object) -> int:
    """Return how many threads to use.

    `None` stands for the environment variable ``COLORQUANT_THREADS``, and without it for the
    processors this process may run on.
    """
    if threads is not None:
        return check_integer("threads", threads, 1, MAX_THREADS)
    from_environment = os.environ.get("COLORQUANT_THREADS")
    if from_environment is None:
        return min(_available_processors(), MAX_THREADS)
    try:
        value: object = int(from_environment)
    except ValueError:
        value = from_environment
    return check_integer("COLORQUANT_THREADS", value, 1, MAX_THREADS)


def _available_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
