"""The palette of a result, with shares."""

import re

import numpy as np

from colorquant.color.hexadecimal import to_hex
from colorquant.compare import Comparison, compare
from colorquant.report.palettes import palette_section


def test_every_color_has_its_count_and_share(comparison: Comparison) -> None:
    result = comparison.results[0]

    section = palette_section(result)

    counts = result.indexed.counts.tolist()
    for color, count in zip(result.palette.colors.tolist(), counts, strict=True):
        assert re.search(rf"{to_hex(color)}</span> <bdi>{count:,}\s+px \d+\.\d+\s+%", section)


def test_the_strip_goes_from_the_largest_share_down(comparison: Comparison) -> None:
    widths = re.findall(r"flex:(\d+) 0 0", palette_section(comparison.results[0]))

    numbers = list(map(int, widths))
    assert numbers == sorted(comparison.results[0].indexed.counts.tolist(), reverse=True)


def test_many_colors_are_shown_when_asked_for(comparison: Comparison) -> None:
    gradient = np.arange(64, dtype=np.uint8)[np.newaxis]

    assert "<details open>" in palette_section(comparison.results[0])
    assert "<details><summary>64 colors" in palette_section(compare(gradient, 64).results[0])


def test_one_color_is_one() -> None:
    section = palette_section(compare(np.zeros((2, 2), np.uint8), 4).results[0])

    assert "<summary>1 color</summary>" in section
    assert "4\u00a0px 100\u00a0%" in section


def test_the_largest_palette_takes_little_room() -> None:
    every = np.arange(65_536, dtype=np.uint16).reshape(256, 256, 1)
    image = np.concatenate([every >> 8, every & 255, every * 0], axis=2).astype(np.uint8)

    section = palette_section(compare(image, 65_536, methods=["kmeans"]).results[0])

    assert section.count("flex:1 0 0") == section.count("<li") == 256
    assert "The first 256 of 65,536 are shown." in section
