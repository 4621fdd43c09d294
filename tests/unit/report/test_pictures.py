"""Each result beside the original and beside its errors."""

from colorquant.compare import Comparison
from colorquant.report.error_maps import ErrorMaps
from colorquant.report.pictures import results_section
from colorquant.report.views import make_views


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
