import pytest
from PIL import Image

from colorquant.files.indexed.formats import INDEXED_FORMATS


@pytest.mark.parametrize("suffix", INDEXED_FORMATS)
def test_pillow_knows_each_ending(suffix: str) -> None:
    assert suffix == suffix.lower()
    assert suffix in Image.registered_extensions()
