"""Histogram files come back as they were; damaged ones are read, or refused by an error of ours."""

import io
import warnings
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import colorquant as cq


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("histograms") / "a.npz"


@st.composite
def histograms(draw: st.DrawFn) -> cq.ColorHistogram:
    rows, channels = draw(st.integers(1, 12)), draw(st.sampled_from([3, 4]))
    dtype = draw(st.sampled_from([np.uint8, np.uint16]))
    numbers = npst.arrays(np.int64, rows, elements=st.integers(1, 2**36))
    colors = draw(npst.arrays(dtype, (rows, channels)))
    return cq.ColorHistogram(colors, draw(numbers), draw(st.none() | numbers))


@given(histograms())
@settings(max_examples=200)
def test_a_histogram_comes_back(path: Path, histogram: cq.ColorHistogram) -> None:
    histogram.save(path)
    first = path.read_bytes()
    loaded = cq.ColorHistogram.load(path)
    loaded.save(path)
    assert loaded == histogram
    assert path.read_bytes() == first


def read_or_refuse(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with suppress(cq.ImageFileError):
            assert cq.ColorHistogram.load(path).counts.min() >= 1


def whole() -> bytes:
    stream = io.BytesIO()
    colors = np.array([[0, 0, 1], [0, 2, 0], [9, 9, 9]], np.uint16)
    np.savez(stream, version=np.array(1), colors=colors, counts=np.array([1, 2, 3]))
    return stream.getvalue()


WHOLE = whole()


@given(st.data())
@settings(max_examples=600)
def test_a_damaged_file_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        damaged[start : start + data.draw(st.sampled_from([0, 1, 2, 4, 40]))] = data.draw(
            st.binary(max_size=4)
        )
    read_or_refuse(path, bytes(damaged))


@given(
    st.dictionaries(
        st.sampled_from(["version", "colors", "counts", "weights"]).map("{}.npy".format),
        st.tuples(st.integers(0, 140), st.binary(max_size=8), st.booleans()),
    )
)
@settings(max_examples=400)
def test_damage_behind_right_checksums_is_read_or_refused(
    path: Path, changes: dict[str, tuple[int, bytes, bool]]
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            member = bytearray(source.read(name))
            at, data, longer = changes.get(name, (0, b"", True))
            member[at : at + (0 if longer else len(data))] = data
            target.writestr(name, bytes(member))
    read_or_refuse(path, stream.getvalue())


def test_a_file_cut_short_anywhere_is_refused(path: Path) -> None:
    for end in range(len(WHOLE)):
        path.write_bytes(WHOLE[:end])
        with pytest.raises(cq.ImageFileError):
            cq.ColorHistogram.load(path)
