"""Reports: a page of their own about the image, at the number of colors that was found."""

from tests.studio import Pixels, hold, nothing

from colorquant.studio.reports import report_of
from colorquant.studio.settings import Settings


def test_it_is_one_page_about_the_image(small: Pixels) -> None:
    settings = Settings(effort="fast", space="lab")

    page = report_of(hold(small, "my <photo>.png"), 5, settings, progress=nothing).decode()

    assert page.startswith("<!DOCTYPE html>")
    assert "my &lt;photo&gt;.png" in page
    assert "-k 5" in page
    assert "--effort fast --space lab" in page
