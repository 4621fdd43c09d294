"""Draw the figure of the README: python tools/readme_figure.py (needs the extra `demo`)."""

from pathlib import Path

from colorquant.cli import main

FIGURE = Path(__file__).parent.parent / "docs" / "images" / "demo.png"

if __name__ == "__main__":
    FIGURE.parent.mkdir(exist_ok=True)
    main(["demo", "-k", "64", "--force", "-o", str(FIGURE)])
