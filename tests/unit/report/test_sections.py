from __future__ import annotations

import re

import numpy as np

from colorquant.compare import Comparison, compare
from colorquant.pixels import to_hex
from colorquant.report.encoded import Encoded
from colorquant.report.error_maps import ErrorMaps
from colorquant.report.sections import palette_section, results_section, table_of_results, toolbar
from colorquant.report.views import View, make_views


def test_a_row_holds_what_was_measured(
    comparison: Comparison, errors: ErrorMaps, pngs: list[bytes]
) -> None:
    table = table_of_results(comparison, errors.maps, pngs)

    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table)
    assert [label for label, _ in rows] == ["K-Means", "Random"]
    cells = re.findall("<td>(.*?)</td>", rows[0][1])
    assert float(cells[3]) == round(comparison.results[0].distortion, 2)
    assert float(cells[5]) == round(errors.maps[0].mean, 2)
    assert float(cells[6]) == round(errors.maps[0].worst, 1)
    assert int(cells[7].replace(",", "")) == len(pngs[0])
    assert table.count('scope="col"') == len(cells) + 1


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


def test_every_result_has_a_slider_and_its_errors(
    comparison: Comparison, errors: ErrorMaps, pngs: list[bytes]
) -> None:
    views = make_views(comparison, errors, pngs)

    section = results_section(comparison, views, errors.top)

    assert section.count("<img-comparison-slider ") == 2
    for result, pair in zip(comparison.results, views[0].results, strict=True):
        assert f">{result.label}</h3>" in section
        for picture in pair:
            assert section.count(picture.uri) == 1


def test_the_original_is_not_repeated(
    comparison: Comparison, errors: ErrorMaps, pngs: list[bytes]
) -> None:
    views = make_views(comparison, errors, pngs)

    assert views[0].original.uri not in results_section(comparison, views, errors.top)


def test_every_picture_says_what_it_is(
    comparison: Comparison, errors: ErrorMaps, pngs: list[bytes]
) -> None:
    section = results_section(comparison, make_views(comparison, errors, pngs), errors.top)

    assert section.count("<img ") == section.count(' alt="') == 6
    assert 'alt="Where Random is off, whole picture"' in section


FILE = Encoded(b"", "image/png")
WHOLE = View("whole", "Whole picture", "Scaled down.", 4, 3, FILE, ())
DETAIL = View("detail", "Detail", "As it is.", 2, 2, FILE, ())


def test_one_view_leaves_no_choice() -> None:
    assert 'type="radio"' not in toolbar([WHOLE])


def test_of_two_one_is_chosen_and_each_says_what_it_is() -> None:
    bar = toolbar([WHOLE, DETAIL])

    assert bar.count('type="radio"') == 2
    assert '<p data-view="detail">As it is.</p>' in bar


def test_it_is_hidden_until_something_hears_it() -> None:
    assert 'aria-label="Pictures" hidden>' in toolbar([WHOLE])
    assert "Without JavaScript" in toolbar([WHOLE])
