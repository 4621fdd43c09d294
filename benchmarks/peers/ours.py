"""colorquant itself, at its three efforts."""

from collections.abc import Iterable
from functools import partial

import colorquant as cq
from colorquant._options import EFFORTS, Effort
from colorquant.color.depth import to_8_bits, with_alpha

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int, *, effort: Effort, threads: int) -> Quantized:
    result = cq.quantize(image, n, effort=effort, threads=threads)
    colors = result.palette.colors
    return result.indices, to_8_bits(with_alpha(colors)) if image.shape[2] == 4 else colors


def peers(threads: Iterable[int]) -> tuple[Peer, ...]:
    return tuple(
        Peer(
            family="colorquant",
            variant=effort,
            module="colorquant",
            distribution="colorquant",
            quantize=partial(quantize, effort=effort, threads=count),
            threads=count,
            takes_alpha=True,
        )
        for effort in EFFORTS
        for count in threads
    )
