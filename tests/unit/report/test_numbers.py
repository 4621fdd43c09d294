"""The table of results."""

import re

from colorquant.compare import Comparison
from colorquant.report.error_maps import ErrorMaps
from colorquant.report.numbers import table_of_results


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
