"""colorquant itself, at its three efforts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import colorquant as cq
from colorquant._validation import EFFORTS, Effort
from colorquant.dithering import DITHERERS, NONE
from colorquant.pixels import to_8_bits, with_alpha

from .peer import ImageArray, Peer, Quantized, Remap

EVERY_DITHER = (NONE, *DITHERERS)
UNAWARE = " unaware"


def quantize(image: ImageArray, n: int, *, effort: Effort, threads: int) -> Quantized:
    result = cq.quantize(image, n, effort=effort, dither=NONE, threads=threads)
    colors = result.palette.colors
    return result.indices, to_8_bits(with_alpha(colors)) if image.shape[2] == 4 else colors


def dither(image: ImageArray, n: int, *, options: Mapping[str, Any]) -> Quantized:
    result = cq.quantize(image, n, **options)
    return result.indices, result.palette.colors


def prepare_dither(image: ImageArray, n: int, *, options: Mapping[str, Any]) -> Remap:
    palette = cq.quantize(image, n, **options).palette
    of_mapping = {name: value for name, value in options.items() if name != "dither_aware"}
    return partial(palette.apply, image, **of_mapping)


def dithering(names: Iterable[str], strengths: Sequence[float]) -> tuple[Peer, ...]:
    """Each ditherer at its own strength, or at each of those given."""
    ways: list[tuple[str, Mapping[str, Any]]] = []
    for name in names:
        option: dict[str, Any] = {"dither": name}
        if name.endswith(UNAWARE):
            option = {"dither": name.removesuffix(UNAWARE), "dither_aware": False}
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
