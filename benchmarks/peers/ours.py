"""colorquant itself, at its three efforts."""

from collections.abc import Iterable
from functools import partial

import colorquant as cq
from colorquant._options import EFFORTS, Effort

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int, *, effort: Effort, threads: int) -> Quantized:
    result = cq.quantize(image, n, effort=effort, threads=threads)
    return result.indices, result.palette.colors


def peers(threads: Iterable[int]) -> tuple[Peer, ...]:
    return tuple(
        Peer(
            family="colorquant",
            variant=effort,
            module="colorquant",
            distribution="colorquant",
            quantize=partial(quantize, effort=effort, threads=count),
            threads=count,
        )
        for effort in EFFORTS
        for count in threads
    )
