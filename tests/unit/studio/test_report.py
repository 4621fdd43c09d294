"""Reports: a page of their own about the image, at the number of colors that was found."""

from tests.studio import Pixels, hold, nothing

from colorquant.quantizer import Quantizer
from colorquant.studio.report import make_image_report


def test_it_is_one_page_about_the_image(small: Pixels) -> None:
    plan = Quantizer(effort="fast", space="lab")

    page = make_image_report(hold(small, "my <photo>.png"), 5, plan, progress=nothing).decode()

    assert page.startswith("<!DOCTYPE html>")
    assert "my &lt;photo&gt;.png" in page
    assert "-k 5" in page
    assert "--effort fast --space lab" in page
