"""Make the pictures of docs/recipes by running its pages: python tools/recipe_figures.py."""

import os
import re
import tempfile
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).parent.parent / "docs"
FIGURES = DOCS / "images" / "recipes"
WIDTH = 480  # smaller pictures are enlarged to about this by a whole factor, so pixels stay square

_CODE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"\]\(\.\./images/recipes/(.*?)\)")


def draw(page: Path) -> None:
    """Run a page's Python and keep the pictures that it shows."""
    text = page.read_text("utf-8")
    namespace: dict[str, object] = {}
    for block in _CODE.findall(text):
        exec(compile(block, page.name, "exec"), namespace)
    for name in _PICTURE.findall(text):
        with Image.open(name) as made:
            factor = max(1, round(WIDTH / made.width))
            size = made.width * factor, made.height * factor
            made.resize(size, Image.Resampling.NEAREST).save(FIGURES / name, optimize=True)


if __name__ == "__main__":
    FIGURES.mkdir(parents=True, exist_ok=True)
    for page in sorted(DOCS.glob("recipes/*.md")):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            draw(page)
            os.chdir(DOCS)
