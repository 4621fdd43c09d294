"""Make the pictures of docs/dithering.md: python tools/dithering_figures.py.

Each ditherer of the registry has one of each image, in the page's table. The photograph comes with
scikit-learn.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

import colorquant as cq
from colorquant.dithering import DITHERERS, NONE

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "dithering.md"
FIGURES = DOCS / "images" / "dithering"
COLORS = 16

Pixels = NDArray[np.uint8]


def photo() -> Pixels:
    """The pavilion's roof, of china.jpg."""
    spec = find_spec("sklearn")
    if spec is None or spec.origin is None:
        raise SystemExit("china.jpg comes with scikit-learn, which is not installed")
    china = cq.image.as_image(Path(spec.origin).parent / "datasets" / "images" / "china.jpg")
    return np.ascontiguousarray(china[150:310, 240:480]).view(np.uint8)


def gradient() -> Pixels:
    """A sky at dusk."""
    y, x = np.mgrid[0:160, 0:240]
    share = np.clip(y / 159 + 0.15 * (x / 239 - 0.5), 0, 1)[..., np.newaxis]
    above, below = np.array([28, 42, 96]), np.array([246, 178, 122])
    sky: Pixels = np.rint(above + (below - above) * share).astype(np.uint8)
    return sky


def screenshot() -> Pixels:
    """A window with a title, a list, icons and a button that is shaded."""
    image = Image.new("RGB", (240, 160), "#f4f5f7")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 239, 21), fill="#2f3b52")
    draw.text((8, 5), "Untitled - Paint", fill="white")
    for place, color in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        draw.ellipse((188 + 16 * place, 6, 198 + 16 * place, 16), fill=color)
    for row, words in enumerate(("Sky and water", "Old town", "Poppies", "Harbour at dusk")):
        top = 28 + 24 * row
        draw.rectangle((6, top, 150, top + 20), fill="#dce7fb" if row == 1 else "#ffffff")
        draw.rectangle(
            (10, top + 3, 24, top + 17), fill=("#4c8dd6", "#b5734a", "#d43c3c", "#e8a13a")[row]
        )
        draw.text((30, top + 5), words, fill="#20242c")
    draw.rectangle((158, 28, 233, 120), fill="#ffffff", outline="#c4c9d2")
    draw.polygon([(164, 114), (190, 60), (206, 92), (214, 80), (228, 114)], fill="#5a9a68")
    draw.ellipse((204, 38, 222, 56), fill="#f2c84b")
    for row in range(22):
        draw.line((158, 130 + row, 233, 130 + row), fill=(66 + 3 * row, 120 + 3 * row, 220))
    draw.text((178, 135), "Save as", fill="white")
    draw.text((8, 136), "4 pictures, 2.1 MB", fill="#6b7280")
    return np.asarray(image)


IMAGES = {"photo": photo, "gradient": gradient, "screenshot": screenshot}


def figures() -> Iterator[tuple[str, cq.IndexedImage]]:
    """The name of each picture and what it shows, the ditherers in the order of the registry."""
    for name, make in IMAGES.items():
        image = make()
        palette = cq.quantize(image, COLORS, dither=NONE).palette
        for dither in (NONE, *DITHERERS):
            yield f"{name}-{dither}.png", palette.apply(image, dither=dither)


def draw(folder: Path) -> None:
    """Save all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, indexed in figures():
        indexed.save(folder / name)


def rows() -> str:
    """Return the rows of the page's table."""
    names = (NONE, *DITHERERS)
    return "".join(
        f"| `{dither}` | "
        + " | ".join(f"![{name}](images/dithering/{name}-{dither}.png)" for name in IMAGES)
        + " |\n"
        for dither in names
    )


def update(page: Path) -> None:
    """Put today's rows into the page's table."""
    text = page.read_text("utf-8")
    head, begin, rest = text.partition("| --- | --- | --- | --- |\n")
    after = rest[f"\n{rest}".index("\n\n") :]
    page.write_text(head + begin + rows() + after, "utf-8")


if __name__ == "__main__":
    draw(FIGURES)
    update(PAGE)
