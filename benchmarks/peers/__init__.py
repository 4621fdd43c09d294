"""The peers: one file each, and one line here."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from . import (
    faiss,
    ffmpeg,
    libimagequant,
    libvips,
    opencv,
    ours,
    pillow,
    pngquant,
    scikit_learn,
)
from .peer import ImageArray, Peer, Quantized

__all__ = [
    "ImageArray",
    "Peer",
    "Quantized",
    "all_ditherers",
    "all_peers",
    "find_peer",
    "select_peers",
]


def all_peers(threads: Iterable[int]) -> tuple[Peer, ...]:
    """Every peer, with colorquant once for each number of threads."""
    return (
        *ours.peers(threads),
        *scikit_learn.PEERS,
        *pillow.PEERS,
        *libimagequant.PEERS,
        *libvips.PEERS,
        *opencv.PEERS,
        *faiss.PEERS,
    )


def all_ditherers(names: Iterable[str], strengths: Sequence[float]) -> tuple[Peer, ...]:
    """Every peer that dithers, and each once without; of colorquant's ditherers those named."""
    return (
        *ours.dithering(names, strengths),
        *libimagequant.DITHERING,
        *pngquant.DITHERING,
        *pillow.DITHERING,
        *ffmpeg.DITHERING,
    )


def find_peer(name: str, threads: Iterable[int]) -> Peer:
    return next(peer for peer in all_peers(threads) if peer.name == name)


def select_peers(
    peers: Iterable[Peer], patterns: Sequence[str], *, slow: bool
) -> tuple[list[Peer], dict[str, str]]:
    """Split peers into those to run and those skipped, with the reason for each of the latter.

    Patterns are matched as file names are, ignoring case; none selects every peer.
    """
    chosen: list[Peer] = []
    skipped: dict[str, str] = {}
    for peer in peers:
        if patterns and not any(_matches(peer.name, pattern) for pattern in patterns):
            continue
        if peer.slow and not slow:
            skipped[peer.name] = "slow; runs with --slow"
        elif reason := peer.available():
            skipped[peer.name] = reason
        else:
            chosen.append(peer)
    return chosen, skipped


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name.lower(), pattern.lower())
