import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorquant.files.indexed.deflate import deflated
from colorquant.files.indexed.indexed_format import COMPRESSIONS, Compression


@pytest.mark.parametrize("compression", COMPRESSIONS)
@given(data=st.binary(max_size=300), repeats=st.integers(1, 40))
def test_what_went_in_comes_out(compression: Compression, data: bytes, repeats: int) -> None:
    stream = deflated(data * repeats, compression)
    assert zlib.decompress(stream) == data * repeats
    assert stream == deflated(data * repeats, compression)


@given(data=st.lists(st.integers(0, 3), max_size=2000).map(bytes))
def test_smallest_is_never_larger_than_small(data: bytes) -> None:
    assert len(deflated(data, "smallest")) <= len(deflated(data, "small"))


def test_small_is_smaller_than_what_zlib_makes_by_itself() -> None:
    changing = b"".join(bytes([n, n * 7 % 256, n % 5]) * (n % 9) for n in range(256)) * 3
    assert len(deflated(changing, "small")) <= len(zlib.compress(changing, 9))
