"""colorquant itself, at its three efforts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import colorquant as cq
from colorquant import remapping
from colorquant._options import EFFORTS, Effort
from colorquant.color.depth import to_8_bits, with_alpha

from .peer import ImageArray, Peer, Quantized, Remap

NONE = "none"
_REGISTRY: Iterable[str] = getattr(remapping, "DITHERERS", ())  # until it is there for sure
DITHERERS = tuple(dict.fromkeys((NONE, *_REGISTRY)))


def quantize(image: ImageArray, n: int, *, effort: Effort, threads: int) -> Quantized:
    result = cq.quantize(image, n, effort=effort, threads=threads)
    colors = result.palette.colors
    return result.indices, to_8_bits(with_alpha(colors)) if image.shape[2] == 4 else colors


def dither(image: ImageArray, n: int, *, options: Mapping[str, Any]) -> Quantized:
    result = cq.quantize(image, n, **options)
    return result.indices, result.palette.colors


def prepare_dither(image: ImageArray, n: int, *, options: Mapping[str, Any]) -> Remap:
    return partial(cq.quantize(image, n, **options).palette.apply, image, **options)


def dithering(names: Iterable[str], strengths: Sequence[float]) -> tuple[Peer, ...]:
    """Each ditherer at its own strength, or at each of those given."""
    ways: list[tuple[str, Mapping[str, Any]]] = []
    for name in names:
        option = {"dither": name} if _REGISTRY or name != NONE else {}
        if not strengths or name == NONE:
            ways.append((name, option))
        ways += [
            (f"{name} {strength:g}", option | {"dither_strength": strength})
            for strength in strengths
            if name != NONE
        ]
    return tuple(
        Peer(
            family="colorquant",
            variant=variant,
            module="colorquant",
            distribution="colorquant",
            quantize=partial(dither, options=options),
            prepare=partial(prepare_dither, options=options),
        )
        for variant, options in ways
    )


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
