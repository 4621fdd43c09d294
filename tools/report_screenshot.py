"""Take the picture of the report in the docs: python tools/report_screenshot.py.

It needs the extras `demo`, `optimize` and `browser`, and Chromium: apt-get install chromium.
"""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import colorquant as cq
from colorquant.cli.sample_photo import find_sample_photo
from colorquant.compare import compare
from colorquant.report import write_report

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "report.png"
WIDTH, HEIGHT = 960, 880


def screenshot(page_on_disk: Path) -> bytes:
    """Open a report and look at it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_on_disk.as_uri())
        page.wait_for_timeout(300)
        taken: bytes = page.screenshot()
        browser.close()
    return taken


if __name__ == "__main__":
    comparison = compare(find_sample_photo(), 16)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        write_report(comparison, report)
        with Image.open(io.BytesIO(screenshot(report))) as picture:
            cq.quantize(picture, 200, dither="none").save(PICTURE, compression="smallest")
