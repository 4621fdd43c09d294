"""``colorquant reduce``: images in, images of few colors out."""

from colorquant.cli.reduce.command import reduce

__all__ = ["reduce"]
