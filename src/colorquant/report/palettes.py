"""The palette of a result, with the share of each color."""

from colorquant.color.hexadecimal import to_hex
from colorquant.compare import MethodResult
from colorquant.rendering import as_html, percent

_FEW = 32  # are shown without being asked for
_MAX_BANDS = 256  # more are too narrow to be seen


def palette_section(result: MethodResult) -> str:
    """Return a strip of the colors by their shares, and each with its count below it.

    Parameters
    ----------
    result
        Of a method.
    """
    colors, counts = result.palette.colors, result.indexed.counts.tolist()
    total = sum(counts)
    shares = [percent(count / total) for count in counts]
    captions = [f"{count:,}\u00a0px {share}" for count, share in zip(counts, shares, strict=True)]
    by_count = sorted(zip(counts, colors.tolist(), strict=True), key=lambda pair: -pair[0])
    bands = "".join(
        f'<span style="flex:{count} 0 0;background:{to_hex(color)}"></span>'
        for count, color in by_count[:_MAX_BANDS]
        if count
    )
    title = "1 color" if len(colors) == 1 else f"{len(colors):,} colors"
    label = f"Shares of the palette's colors; the largest is {percent(by_count[0][0] / total)}"
    swatches = as_html(colors, captions, "By place in the palette, with pixels and share:")
    return (
        f'<h4>Palette</h4><div class="strip" role="img" aria-label="{label}">{bands}</div>'
        f"<details{' open' if len(colors) <= _FEW else ''}><summary>{title}</summary>"
        f"{swatches}</details>"
    )
