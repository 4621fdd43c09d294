"""Histogram files: what is written, and everything that is refused before it is believed."""

import pickle
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from colorquant.counting import Counted
from colorquant.errors import ImageFileError, InvalidOptionError
from colorquant.files import read_histogram, write_histogram

COLORS = np.array([[0, 0, 1], [0, 2, 0], [9, 9, 9]], np.uint8)
COUNTS = np.array([5, 1, 2], np.int64)
ARRAYS: dict[str, Any] = {"version": np.array(1), "colors": COLORS, "counts": COUNTS}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.npz"


def refusal(path: Path) -> str:
    with pytest.raises(ImageFileError) as caught:
        read_histogram(path)
    message = str(caught.value)
    assert message.startswith(str(path)) or repr(str(path)) in message
    assert "\n" not in message
    return message


def archive(path: Path, members: dict[str, bytes], **options: Any) -> None:
    with zipfile.ZipFile(path, "w", **options) as file:
        for name, data in members.items():
            file.writestr(name, data)


def npy(array: Any, version: tuple[int, int] = (1, 0)) -> bytes:
    stream = BytesIO()
    np.lib.format.write_array(stream, array, version=version)
    return stream.getvalue()


@pytest.mark.parametrize("weights", [None, np.array([255, 1, 7], np.int64)])
def test_numpy_reads_what_is_written(path: Path, weights: Any) -> None:
    write_histogram(path, Counted(COLORS, COUNTS, weights))

    with np.load(path) as loaded:
        assert int(loaded["version"]) == 1
        np.testing.assert_array_equal(loaded["colors"], COLORS)
        np.testing.assert_array_equal(loaded["counts"], COUNTS)
        assert ("weights" in loaded) == (weights is not None)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_what_numpy_writes_is_read(path: Path, dtype: type) -> None:
    np.savez(path, **{**ARRAYS, "colors": COLORS.astype(dtype)})

    colors, counts, weights, coarse = read_histogram(path)

    assert colors.dtype == dtype
    np.testing.assert_array_equal(colors, COLORS)
    np.testing.assert_array_equal(counts, COUNTS)
    assert weights is None
    assert coarse is None


def test_the_bytes_say_nothing_of_when_or_where(path: Path) -> None:
    write_histogram(path, Counted(COLORS, COUNTS, None))

    with zipfile.ZipFile(path) as file:
        for member in file.infolist():
            assert (member.date_time[0], member.create_system) == (1980, 3)
            assert member.compress_type == zipfile.ZIP_STORED


def test_the_ending_is_npz(tmp_path: Path) -> None:
    with pytest.raises(InvalidOptionError, match=r"ends in '.gpl'; allowed are .npz"):
        write_histogram(tmp_path / "a.gpl", Counted(COLORS, COUNTS, None))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"version": np.array(2)}, "is a histogram of version 2; allowed is 1"),
        ({"version": np.array(2), "tree": COUNTS}, "is a histogram of version 2; allowed is 1"),
        ({"version": np.array([1, 1])}, "is a histogram of version [1 1]; allowed is 1"),
        ({"version": np.array(1.0)}, "has version of type '<f8'; allowed is <i8"),
        ({"colors": COLORS.astype(np.float32)}, "has colors of type '<f4'; allowed is |u1 or <u2"),
        ({"colors": COLORS.astype(">u2")}, "has colors of type '>u2'"),
        ({"counts": COUNTS.astype(np.int32)}, "has counts of type '<i4'; allowed is <i8"),
        ({"weights": COUNTS.astype(np.uint64)}, "has weights of type '<u8'; allowed is <i8"),
        ({"colors": COLORS[:, :2].copy()}, "has colors of shape (3, 2); allowed are (m, 3) and"),
        ({"colors": COLORS[0]}, "has colors of shape (3,); allowed are (m, 3) and (m, 4)"),
        ({"colors": COLORS[:0]}, "has colors of shape (0, 3); allowed are 1 to 134,217,728 rows"),
        ({"counts": COUNTS[:2]}, "has counts of shape (2,) for 3 colors; allowed is one for each"),
        ({"weights": COUNTS[:1]}, "has weights of shape (1,) for 3 colors"),
        ({"colors": np.asfortranarray(COLORS)}, "has colors in another form than NumPy's 1.0"),
        ({"more": COUNTS}, "holds 'version', 'colors', 'counts', 'more'; needed are version, col"),
    ],
)
def test_arrays_that_make_no_histogram_are_refused(
    path: Path, changed: dict[str, Any], said: str
) -> None:
    np.savez(path, **{**ARRAYS, **changed})

    assert said in refusal(path)


def write_pickle(path: Path) -> None:
    archive(path, {"version.npy": npy(np.array(1)), "colors.npy": pickle.dumps(COLORS)})


def write_objects(path: Path) -> None:
    np.savez(path, allow_pickle=True, **{**ARRAYS, "counts": np.array([print, {}, 1], object)})


def write_compressed(path: Path) -> None:
    np.savez_compressed(path, **ARRAYS)


def write_foreign(path: Path) -> None:
    np.savez(path, some=COLORS, thing=COUNTS)


def write_many_members(path: Path) -> None:
    archive(path, {f"{number}.npy": b"" for number in range(1000)})


def write_twice(path: Path) -> None:
    members = {f"{name}.npy": npy(array) for name, array in ARRAYS.items()}
    archive(path, {**members, "counts_npy": npy(COUNTS)})
    path.write_bytes(path.read_bytes().replace(b"counts_npy", b"counts.npy"))


def write_huge_shape(path: Path) -> None:
    colors = npy(COLORS).replace(b"(3, 3), }" + b" " * 7, b"(99999999, 3), }")
    archive(path, {"version.npy": npy(np.array(1)), "colors.npy": colors, "counts.npy": b""})


def write_version_2(path: Path) -> None:
    members = {f"{name}.npy": npy(array, (2, 0)) for name, array in ARRAYS.items()}
    archive(path, members)


def write_code_as_header(path: Path) -> None:
    header = npy(COLORS).replace(b"'shape': (3, 3), }", b"'shape':exit(1), }")
    archive(path, {"version.npy": npy(np.array(1)), "colors.npy": header, "counts.npy": b""})


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (write_pickle, r"holds 'version', 'colors'; needed are"),
        (write_objects, r"has counts in another form than NumPy's 1.0 of a plain array"),
        (write_compressed, r"has 'version' compressed; allowed is an archive without compression"),
        (write_foreign, r"holds 'some', 'thing'; needed are version, colors, counts and perhaps"),
        (write_many_members, r"is an archive of other things"),
        (write_twice, r"holds 'version', 'colors', 'counts'; needed are"),
        (write_huge_shape, r"has .* bytes of colors, which are not of shape \(99999999, 3\)"),
        (write_version_2, r"has version in another form than NumPy's 1.0"),
        (write_code_as_header, r"has colors in another form than NumPy's 1.0"),
        (lambda path: path.write_bytes(b"\x93NUMPY\x01\0" + b" " * 99), r"is no .npz file, or cut"),
        (lambda path: path.touch(), r"is no .npz file, or cut short; a histogram file is needed"),
        (Path.mkdir, r"is a folder; a histogram file is needed"),
        (lambda path: None, r"does not exist"),
        (lambda path: path.symlink_to("/dev/zero"), r"is no regular file"),
    ],
)
def test_files_that_are_no_histogram_are_refused(
    path: Path, write: Callable[[Path], object], said: str
) -> None:
    write(path)

    assert re.search(said, refusal(path))


def test_damage_is_found_by_the_checksums(path: Path) -> None:
    write_histogram(path, Counted(COLORS, COUNTS, None))
    data = path.read_bytes()
    path.write_bytes(data.replace(COLORS.tobytes(), COLORS.tobytes()[::-1]))

    assert "is damaged: Bad CRC-32 for file 'colors.npy'" in refusal(path)
