"""read_asset()."""

import hashlib
from importlib.resources import files

from colorquant.web import read_asset


def test_the_slider_is_the_published_one() -> None:
    slider = files("colorquant.web").joinpath("img-comparison-slider.js").read_bytes()

    assert hashlib.sha256(slider).hexdigest() == (
        "6e01335000bbafdd053f851db4e0025dc3e0fadd677deca51548d6fe95b42162"
    )


def test_a_text_defines_the_element_and_points_to_no_source_map() -> None:
    text = read_asset("img-comparison-slider.js")

    assert 'customElements.define("img-comparison-slider"' in text
    assert "sourceMappingURL" not in text


def test_the_license_goes_with_it() -> None:
    assert "Permission is hereby granted" in read_asset("LICENSE.img-comparison-slider")
