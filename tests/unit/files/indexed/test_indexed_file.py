from __future__ import annotations

import errno
import io
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests import icc

import colorquant as cq
from colorquant.files import (
    COMPRESSIONS,
    INDEXED_FORMATS,
    Metadata,
    alpha_levels,
    check_indexed_output,
    encode_indexed,
    save_indexed,
)
from colorquant.files.indexed.indexed_format import metadata_left_out


@pytest.mark.parametrize("suffix", INDEXED_FORMATS)
def test_pillow_knows_each_ending(suffix: str) -> None:
    assert suffix == suffix.lower()
    assert suffix in Image.registered_extensions()


FULL = Metadata(exif=b"e", xmp=b"x", dpi=(1.0, 1.0), text={"Title": "t", "Comment": "c"})


def test_all_that_is_not_held_is_named() -> None:
    assert metadata_left_out(FULL, "it holds little", held=["xmp"], texts=["Comment"]) == [
        "it holds little; left out: Exif, resolution, the text 'Title'"
    ]


def test_nothing_is_said_of_what_there_is_not() -> None:
    assert metadata_left_out(Metadata(), "it holds nothing") == []
    held = ["exif", "xmp", "dpi"]
    assert metadata_left_out(FULL, "all", held=held, texts=["Title", "Comment"]) == []


def write(path: Path, size: int) -> None:
    colors = np.stack([np.arange(size) % 256, np.arange(size) // 256, np.zeros(size)], axis=1)
    indices = np.arange(2 * size, dtype=np.uint16).reshape(2, size) % size
    save_indexed(path, indices, colors.astype(np.uint8))


@pytest.mark.parametrize(
    ("size", "depth"),
    [(1, 1), (2, 1), (3, 2), (4, 2), (5, 4), (16, 4), (17, 8), (256, 8)],
)
def test_png_has_the_smallest_depth_and_palette_that_fit(
    tmp_path: Path, size: int, depth: int
) -> None:
    write(tmp_path / "out.png", size)
    data = (tmp_path / "out.png").read_bytes()
    bit_depth, color_type = data[24], data[25]
    assert (bit_depth, color_type) == (depth, 3)
    at = data.index(b"PLTE")
    assert struct.unpack(">I", data[at - 4 : at])[0] == 3 * size


def test_png_is_true_color_above_256(tmp_path: Path) -> None:
    write(tmp_path / "out.png", 300)
    with Image.open(tmp_path / "out.png") as image:
        assert image.mode == "RGB"
        assert len(np.unique(np.asarray(image).reshape(-1, 3), axis=0)) == 300


def test_gif_above_256_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"out.gif would hold 300 colors; .* 256"):
        write(tmp_path / "out.gif", 300)
    assert not list(tmp_path.iterdir())


def test_gif_too_wide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cq.InvalidImageError, match=r"70,000 x 1 pixels; .* at most 65,535 a side"):
        save_indexed(
            tmp_path / "out.gif",
            np.zeros((1, 70_000), np.uint8),
            np.zeros((1, 3), np.uint8),
        )
    assert not list(tmp_path.iterdir())


def test_what_fits_is_known_before_any_work(tmp_path: Path) -> None:
    assert check_indexed_output(tmp_path / "out.gif", 256) == tmp_path / "out.gif"
    assert check_indexed_output(tmp_path / "out.png", 65_536) == tmp_path / "out.png"
    with pytest.raises(cq.InvalidOptionError, match=r"257 colors; allowed in a \.GIF file"):
        check_indexed_output(tmp_path / "out.GIF", 257)
    with pytest.raises(
        cq.InvalidOptionError, match=r"allowed are \.bmp, \.gif, \.png, \.tif, \.tiff, \.webp"
    ):
        check_indexed_output(tmp_path / "out.jpg", 2)


CLEAR, HALF, SOLID = (0, 0, 0, 0), (10, 20, 30, 128), (40, 50, 60, 255)
INDICES = np.array([[0, 1, 2, 3]], np.uint8)


def palette(*colors: tuple[int, ...]) -> NDArray[np.uint8]:
    return np.array(colors, np.uint8)


def chunks(path: Path) -> dict[bytes, bytes]:
    """Return the chunks of a PNG."""
    data, start, found = path.read_bytes(), 8, {}
    while start < len(data):
        length, kind = struct.unpack_from(">I4s", data, start)
        found[kind] = data[start + 8 : start + 8 + length]
        start += 12 + length
    return found


def test_png_keeps_the_order_and_the_alpha_of_its_colors(tmp_path: Path) -> None:
    colors = palette(SOLID, HALF, SOLID, CLEAR)
    save_indexed(tmp_path / "out.png", INDICES, colors)
    found = chunks(tmp_path / "out.png")
    assert found[b"PLTE"] == colors[:, :3].tobytes()
    assert found[b"tRNS"] == b"\xff\x80\xff\x00"
    with Image.open(tmp_path / "out.png") as image:
        np.testing.assert_array_equal(np.asarray(image.convert("RGBA")), colors[INDICES])


def test_png_tells_alpha_only_as_far_as_it_must(tmp_path: Path) -> None:
    save_indexed(tmp_path / "out.png", INDICES, palette(CLEAR, HALF, SOLID, SOLID))
    assert chunks(tmp_path / "out.png")[b"tRNS"] == b"\x00\x80"
    save_indexed(tmp_path / "out.png", INDICES, palette(SOLID, SOLID, SOLID, SOLID))
    assert b"tRNS" not in chunks(tmp_path / "out.png")


def test_png_in_true_color_has_alpha(tmp_path: Path) -> None:
    colors = np.arange(1200, dtype=np.uint16).reshape(300, 4).view(np.uint8)[:, :4].copy()
    indices = np.arange(300, dtype=np.uint16).reshape(10, 30)
    save_indexed(tmp_path / "out.png", indices, colors)
    with Image.open(tmp_path / "out.png") as image:
        assert image.mode == "RGBA"
        np.testing.assert_array_equal(np.asarray(image), colors[indices])


def test_gif_has_one_transparent_color(tmp_path: Path) -> None:
    colors = palette(SOLID, (1, 2, 3, 127), HALF, CLEAR)
    with pytest.warns(cq.ColorQuantWarning, match=r"out\.gif: 2 entries are partly transparent"):
        save_indexed(tmp_path / "out.gif", INDICES, colors)
    with Image.open(tmp_path / "out.gif") as image:
        assert image.info["transparency"] == 1
        result = np.asarray(image.convert("RGBA"))[0].tolist()
        indices = np.asarray(image)[0].tolist()
    assert indices == [0, 1, 2, 1]
    assert [color[3] for color in result] == [255, 0, 255, 0]
    assert result[0] == list(SOLID)
    assert result[2] == [10, 20, 30, 255]


def test_gif_of_opaque_colors_has_no_transparent_one(tmp_path: Path) -> None:
    save_indexed(tmp_path / "out.gif", INDICES, palette(SOLID, SOLID, SOLID, SOLID))
    with Image.open(tmp_path / "out.gif") as image:
        assert "transparency" not in image.info


EXIF = Image.Exif()
EXIF[0x010E] = "a view"
FILLED = Metadata(
    icc_profile=icc.rgb_profile(),
    exif=EXIF.tobytes(),
    xmp=b"<x:xmpmeta>\xc3\xa4</x:xmpmeta>",
    dpi=(300.0, 72.0),
    text={"Comment": "over the hills", "Title": "\u4e16\u754c", "Long": "x" * 5000},
)


@pytest.mark.parametrize("size", [4, 300])
def test_png_holds_all_metadata(tmp_path: Path, size: int) -> None:
    colors = np.stack([np.arange(size) % 256, np.arange(size) // 256, np.zeros(size)], axis=1)
    save_indexed(tmp_path / "out.png", INDICES, colors.astype(np.uint8), FILLED)
    with Image.open(tmp_path / "out.png") as image:
        image.load()
        assert image.info["icc_profile"] == FILLED.icc_profile
        assert image.getexif()[0x010E] == "a view"
        assert image.info["dpi"] == pytest.approx(FILLED.dpi, abs=0.02)
        text: dict[str, str] = dict(image.text)  # type: ignore[attr-defined]
    assert text.pop("XML:com.adobe.xmp").encode() == FILLED.xmp
    assert text == FILLED.text


def test_nothing_is_written_that_there_is_not(tmp_path: Path) -> None:
    save_indexed(tmp_path / "out.png", INDICES, palette(SOLID, SOLID, SOLID, SOLID), Metadata())
    assert set(chunks(tmp_path / "out.png")) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    save_indexed(tmp_path / "out.gif", INDICES, palette(SOLID, SOLID, SOLID, SOLID), Metadata())
    with Image.open(tmp_path / "out.gif") as image:
        assert not {"comment", "icc_profile", "exif", "xmp"} & set(image.info)


def test_gif_holds_the_comment(tmp_path: Path) -> None:
    metadata = Metadata(exif=FILLED.exif, text={"Comment": "h\u00fcgel", "Title": "left out"})
    lost = r"a GIF holds no metadata but a comment; left out: Exif, the text 'Title'"
    with pytest.warns(cq.ColorQuantWarning, match=lost):
        save_indexed(tmp_path / "out.gif", INDICES, palette(SOLID, SOLID, SOLID, CLEAR), metadata)
    with Image.open(tmp_path / "out.gif") as image:
        assert image.info["comment"].decode() == "h\u00fcgel"


def test_gif_does_not_lose_a_profile_in_silence(tmp_path: Path) -> None:
    with pytest.raises(
        cq.InvalidOptionError, match=r"out\.gif cannot hold the ICC profile .*\.png"
    ):
        save_indexed(tmp_path / "out.gif", INDICES, palette(SOLID, HALF, SOLID, CLEAR), FILLED)
    assert not list(tmp_path.iterdir())


@pytest.mark.filterwarnings("ignore::colorquant.ColorQuantWarning")
@pytest.mark.parametrize("name", ["out.png", "out.gif", "out.tif", "out.webp"])
@pytest.mark.parametrize(
    "metadata",
    [
        None,
        Metadata(exif=FILLED.exif, dpi=FILLED.dpi, text=FILLED.text),
    ],
)
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, name: str, metadata: Any) -> None:
    written = []
    for _ in range(2):
        save_indexed(tmp_path / name, INDICES, palette(SOLID, HALF, CLEAR, CLEAR), metadata)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


OPAQUE = palette((40, 50, 60), (0, 0, 0), (255, 254, 3), (255, 255, 255))


def decoded(data: bytes) -> NDArray[np.uint8]:
    """Return the pixels of a file as Pillow reads it, (h, w, 4)."""
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGBA"))


@pytest.mark.parametrize("suffix", INDEXED_FORMATS)
@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (17, 64)])
def test_every_format_holds_opaque_pixels_exactly(suffix: str, shape: tuple[int, int]) -> None:
    indices = (np.arange(shape[0] * shape[1]) % 4).reshape(shape).astype(np.uint8)
    data = encode_indexed(suffix[1:], indices, OPAQUE)
    np.testing.assert_array_equal(decoded(data)[..., :3], OPAQUE[indices])


@pytest.mark.parametrize("suffix", [".bmp", ".gif", ".png", ".tif"])
def test_a_palette_keeps_its_order_and_the_entries_of_no_pixel(suffix: str) -> None:
    with Image.open(io.BytesIO(encode_indexed(suffix[1:], INDICES[:, 1:3], OPAQUE))) as image:
        assert image.mode == "P"
        assert np.asarray(image).tolist() == [[1, 2]]
        assert (image.getpalette() or [])[:12] == OPAQUE.ravel().tolist()


def test_the_levels_of_opacity_of_each_format() -> None:
    levels = {suffix: alpha_levels(f"out{suffix.upper()}") for suffix in INDEXED_FORMATS}
    assert levels == {
        ".bmp": 1,
        ".gif": 2,
        ".png": 256,
        ".tif": 256,
        ".tiff": 256,
        ".webp": 256,
    }


@pytest.mark.parametrize("suffix", [".png", ".tif", ".tiff", ".webp"])
def test_alpha_is_held_exactly(suffix: str) -> None:
    colors = palette(SOLID, HALF, SOLID, CLEAR)
    np.testing.assert_array_equal(
        decoded(encode_indexed(suffix[1:], INDICES, colors)), colors[INDICES]
    )


def test_alpha_that_cannot_be_shown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        cq.InvalidImageError,
        match=r"out\.bmp would hold alpha, in 2 of 3 colors; .* are opaque colors$",
    ):
        save_indexed(tmp_path / "out.bmp", INDICES[:, :3], palette(CLEAR, HALF, SOLID))
    assert not list(tmp_path.iterdir())


def test_a_file_object_gets_the_same_bytes_and_stays_open(tmp_path: Path) -> None:
    for name in ("out.png", "out.gif"):
        stream = io.BytesIO()
        save_indexed(stream, INDICES, OPAQUE, format=name[-3:])
        save_indexed(tmp_path / name, INDICES, OPAQUE)
        assert stream.getvalue() == (tmp_path / name).read_bytes()
        assert stream.getvalue() == encode_indexed(name[-3:], INDICES, OPAQUE)


def test_a_file_object_that_takes_nothing_is_one_error() -> None:
    class Closed(io.RawIOBase):
        def write(self, data: object) -> int:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    with pytest.raises(cq.ImageFileError, match=r"^cannot write the file object: Broken pipe$"):
        save_indexed(Closed(), INDICES, OPAQUE)  # type: ignore[arg-type]
    with pytest.raises(cq.ImageFileError, match=r"^cannot write the file object: "):
        save_indexed(io.StringIO(), INDICES, OPAQUE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "options", "message"),
    [
        (io.BytesIO(), {"format": "jpg"}, r"format is 'jpg'; allowed are bmp, gif, png"),
        (io.BytesIO(), {"preserve": "in"}, r"a file object cannot have the times of in"),
        ("out.png", {"format": "gif"}, r"format is 'gif' and output out.png ends in '.png'"),
        ("out.png", {"compression": "tiny"}, r"'tiny'; allowed are fast, small, smallest$"),
        ("out.gif", {"compression": "small"}, r"got 'small'; allowed with \.png, \.webp$"),
        (None, {}, r"^output is NoneType; allowed is a path or a file object$"),
    ],
)
def test_what_cannot_be_asked_for(target: Any, options: Any, message: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match=message):
        save_indexed(target, INDICES, OPAQUE, **options)


def test_an_ending_and_the_same_format_may_both_be_named(tmp_path: Path) -> None:
    save_indexed(tmp_path / "out.GIF", INDICES, OPAQUE, format="gif")
    assert (tmp_path / "out.GIF").read_bytes().startswith(b"GIF8")


def test_what_is_not_installed_is_known_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("colorquant.files.indexed.indexed_file.find_spec", lambda package: None)
    check_indexed_output(tmp_path / "out.png", 4, compression="small")
    check_indexed_output(tmp_path / "out.webp", 4, compression="smallest")
    with pytest.raises(cq.InvalidOptionError, match=r"zopfli, .*'colorquant\[optimize\]'$"):
        check_indexed_output(tmp_path / "out.png", 4, compression="smallest")


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_more_effort_gives_the_same_picture_and_no_larger_file(suffix: str) -> None:
    rng = np.random.default_rng(8)
    colors = rng.integers(0, 256, (200, 3), dtype=np.uint8)
    indices = np.cumsum(rng.integers(-1, 2, (60, 80)), axis=1).astype(np.uint8) % 200
    files = [encode_indexed(suffix[1:], indices, colors, compression=each) for each in COMPRESSIONS]
    for data in files:
        np.testing.assert_array_equal(decoded(data)[..., :3], colors[indices])
    assert len(files[0]) >= len(files[1]) >= len(files[2])
    assert encode_indexed(suffix[1:], indices, colors) == files[1]


def test_times_are_preserved_on_request(tmp_path: Path) -> None:
    (tmp_path / "in").touch()
    os.utime(tmp_path / "in", (1000, 2000))
    save_indexed(tmp_path / "out.png", INDICES, OPAQUE, preserve=tmp_path / "in")
    assert (tmp_path / "out.png").stat().st_mtime == 2000


def test_a_path_without_an_ending_has_the_format_that_is_named(tmp_path: Path) -> None:
    save_indexed(tmp_path / "out", INDICES, OPAQUE, format="gif")
    assert (tmp_path / "out").read_bytes() == encode_indexed("gif", INDICES, OPAQUE)
    with pytest.raises(cq.InvalidOptionError, match=r"out has no ending"):
        save_indexed(tmp_path / "out", INDICES, OPAQUE)
