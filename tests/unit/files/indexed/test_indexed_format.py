import numpy as np

from colorquant.files import Metadata
from colorquant.files.indexed.indexed_format import COMPRESSIONS, IndexedFormat


def test_a_format_holds_everything_unless_it_says_so() -> None:
    form = IndexedFormat(lambda indices, colors, metadata, compression: b"", longest_side=9)
    assert form.losses(np.zeros((1, 4), np.uint8), Metadata(text={"a": "b"})) == []
    assert (form.max_colors, form.alpha_levels, form.holds_profile) == (65_536, 256, True)


def test_compressions_go_from_fast_to_smallest() -> None:
    assert COMPRESSIONS == ("fast", "small", "smallest")
