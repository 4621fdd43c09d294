"""What the options ask for, in the library's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from colorquant.cli.reduce.methods import Options
from colorquant.cli.reduce.pngquant import effort_of_speed


@dataclass(frozen=True)
class Asked:
    """What the options ask for.

    Attributes
    ----------
    n : int
        How many colors.
    given : frozenset of str
        The names of the options that are there.
    options : dict
        Their values, and the defaults of the others.
    """

    n: int
    given: frozenset[str]
    options: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.options[name]

    @property
    def space(self) -> str:
        """The working space; for color differences, that of color differences."""
        by_eye = self["max_delta_e"] is not None and "space" not in self.given
        return "lab" if by_eye else str(self["space"])

    @property
    def fit(self) -> Options:
        """What `colorquant.KMeans` takes, but for the number and the threads."""
        from colorquant.palette import Palette

        candidates, speed, bits = self["candidates"], self["speed"], self["posterize"]
        return {
            "effort": self["effort"] if speed is None else effort_of_speed(speed),
            "space": self.space,
            "fixed_colors": self["fixed_colors"] or None,
            "color_depth": self["color_depth"] if bits is None else (8 - bits,) * 3,
            "candidates": None
            if candidates is None
            else Palette.load(candidates, space=self.space),
            "seed": self["seed"],
        }

    @property
    def dither(self) -> Options:
        """What `colorquant.Palette.apply` takes."""
        if self["nofs"]:
            return {"dither": "none"}
        if self["floyd"] is not None:
            return {"dither": "floyd-steinberg", "dither_strength": self["floyd"]}
        return {"dither": self["dither"], "dither_strength": self["dither_strength"]}

    @property
    def counted(self) -> Options:
        """What `colorquant.ColorHistogram.from_image` takes."""
        from colorquant.image import load_image

        mask = self["weights"]
        return {
            "weights": None if mask is None else load_image(mask, profile="ignore"),
            "nodata": self["nodata"] or None,
        }
