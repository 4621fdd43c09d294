import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

import colorquant as cq
from colorquant.image import Metadata, Pixels, SourceImage, as_image, load_frames, load_image


@pytest.fixture
def path(photo: NDArray[np.uint8], tmp_path: Path) -> Path:
    Image.fromarray(photo).save(tmp_path / "photo.png", dpi=(300, 300))
    return tmp_path / "photo.png"


def test_every_source_gives_the_same_picture(photo: NDArray[np.uint8], path: Path) -> None:
    with path.open("rb") as stream, Image.open(path) as image:
        for source in (path, str(path), stream, io.BytesIO(path.read_bytes()), image, photo):
            picture = load_image(source)
            np.testing.assert_array_equal(picture.pixels, photo)
            assert picture.metadata == Metadata()
            assert picture.indexed is None


def test_a_plain_array_is_taken_as_it_is(photo: NDArray[np.uint8]) -> None:
    assert load_image(photo).pixels is photo


def test_a_picture_is_returned_as_it_is(photo: NDArray[np.uint8]) -> None:
    picture = SourceImage(photo, Metadata(text={"Title": "kept"}))
    assert load_image(picture) is picture


def test_an_image_is_the_pixels_of_a_picture(path: Path) -> None:
    np.testing.assert_array_equal(as_image(path), load_image(path).pixels)


def test_metadata_is_stripped_unless_it_is_kept(path: Path) -> None:
    assert load_image(path).metadata.dpi is None
    assert load_image(path, metadata="keep").metadata.dpi == pytest.approx((300, 300), abs=0.01)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"profile": "srgb"}, "profile is 'srgb'; allowed are convert, keep, ignore"),
        ({"metadata": True}, "metadata is True; allowed are strip, keep"),
        ({"metadata": ["keep"]}, r"metadata is \['keep'\]; allowed are strip, keep"),
    ],
)
def test_options_that_there_are_not(photo: NDArray[np.uint8], options: Any, message: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match=message):
        load_image(photo, **options)


@pytest.mark.parametrize("source", [[[1, 2, 3]], None, 7, b"bytes"])
def test_what_is_no_image_at_all_is_refused(source: Any) -> None:
    name = type(source).__name__
    with pytest.raises(
        cq.InvalidImageError, match=f"got {name}; allowed are a path, a file object, a Pillow"
    ):
        load_image(source)


def test_a_file_that_cannot_be_decoded_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(cq.ImageFileError, match=r"photo\.png cannot be decoded: "):
        load_image(path)
    with (
        Image.open(path) as opened,
        pytest.raises(cq.ImageFileError, match="the image cannot be decoded: "),
    ):
        load_image(opened)


def test_metadata_that_cannot_be_read_does_not_matter(
    photo: NDArray[np.uint8], tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a description to be cut short"
    Image.fromarray(photo).save(tmp_path / "photo.jpg", exif=exif.tobytes()[:-12])
    assert load_image(tmp_path / "photo.jpg", metadata="keep").pixels.shape == photo.shape


def test_errors_name_the_file_object(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])
    with path.open("rb") as stream, pytest.raises(cq.ImageFileError, match=r"photo\.png cannot"):
        load_image(stream)
    with pytest.raises(cq.ImageFileError, match="the file object cannot be decoded"):
        load_image(io.BytesIO(path.read_bytes()))


def test_a_note_on_frames_names_the_file(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    frames = [Image.fromarray(photo), Image.fromarray(photo[::-1])]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])
    with pytest.warns(cq.ColorQuantWarning, match=r"two\.gif has 2 frames; only the first"):
        load_image(tmp_path / "two.gif")


def test_a_note_can_be_made_an_error(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    frames = [Image.fromarray(photo), Image.fromarray(photo[::-1])]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])
    with pytest.raises(cq.ColorQuantWarning):  # the tests turn all warnings into errors
        load_image(tmp_path / "two.gif")


def test_more_pixels_than_pillow_allows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(cq.ImageFileError, match="limit of 2,000"):
        load_image(path)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_binary_alpha_is_none_or_full(kind: type) -> None:
    one = np.iinfo(kind).max // 255
    half = 128 * one
    image: Pixels = np.array([[[9, 8, 7, half - one], [9, 8, 7, half], [1, 2, 3, 0]]], kind)
    image[..., 0] += one // 2  # so that 16 bits stay 16
    opaque = np.iinfo(kind).max
    binary = load_image(image).with_binary_alpha()
    assert binary.pixels[0, :, 3].tolist() == [0, opaque, 0]
    assert binary.pixels[0, 1, :3].tolist() == image[0, 1, :3].tolist()
    assert image[0, 0, 3] == half - one


def test_binary_alpha_of_opaque_pictures_is_the_same(photo: NDArray[np.uint8]) -> None:
    for image in (photo, np.ascontiguousarray(photo[..., 0])):
        picture = load_image(image)
        assert picture.with_binary_alpha() is picture


def test_binary_alpha_that_is_so_already_changes_nothing() -> None:
    picture = load_image(np.array([[[9, 8, 7, 255], [0, 0, 0, 0]]], np.uint8))
    assert picture.with_binary_alpha() is picture


def test_a_users_image_is_not_decoded(path: Path) -> None:
    with Image.open(path) as image:
        first, second = load_image(image), load_image(image)
        assert image.tile, "still to be decoded"
    np.testing.assert_array_equal(first.pixels, second.pixels)


def test_a_transparent_color_of_16_bits_is_found_at_8_too(tmp_path: Path) -> None:
    with Image.new("RGB", (2, 1), (255, 0, 10)) as image:
        image.putpixel((0, 0), (1, 2, 3))
        image.info["transparency"] = (65535, 0, 10 * 257 + 100)
        assert load_image(image).pixels[0, :, 3].tolist() == [255, 0]


def test_a_damaged_profile_cannot_be_kept(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(photo).save(tmp_path / "cut.png", icc_profile=whole[: len(whole) // 2])
    for profile in ("keep", "convert"):
        with pytest.raises(cq.InvalidImageError, match="its ICC profile cannot be used"):
            load_image(tmp_path / "cut.png", profile=profile)


def test_resolution_turns_with_the_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    for name in ("photo.png", "photo.tif"):
        Image.new("RGB", (4, 2)).save(tmp_path / name, exif=exif, dpi=(300, 150))
        picture = load_image(tmp_path / name, metadata="keep")
        assert picture.pixels.shape[:2] == (4, 2)
        assert picture.metadata.dpi == pytest.approx((150, 300), abs=0.1)


def test_several_frames_can_be_refused(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    frames = [Image.fromarray(photo), Image.fromarray(photo[::-1])]
    frames[0].save(tmp_path / "two.png", save_all=True, append_images=frames[1:])
    with pytest.raises(cq.InvalidImageError, match=r"two\.png has 2 frames; allowed is one, or"):
        load_image(tmp_path / "two.png", first_frame=False)


@pytest.mark.parametrize("ending", ["gif", "png", "webp"])
def test_all_frames_are_loaded_as_they_are_shown(tmp_path: Path, ending: str) -> None:
    shown = [np.full((9, 9, 3), level, np.uint8) for level in (255, 0, 128)]
    shown[1][2:5, 3:6] = shown[2][2:5, 3:6] = 64  # which the third frame leaves from the second
    frames = [Image.fromarray(each) for each in shown]
    options: dict[str, Any] = {"lossless": True} if ending == "webp" else {}
    frames[0].save(
        tmp_path / f"a.{ending}", save_all=True, append_images=frames[1:], duration=9, **options
    )

    loaded = [as_image(frame) for frame in load_frames(tmp_path / f"a.{ending}")]

    colors = [each if each.ndim == 3 else np.stack([each] * 3, axis=-1) for each in loaded]
    np.testing.assert_array_equal(colors, shown)


def test_a_still_is_one_frame_and_of_pages_the_first_is_taken(
    photo: NDArray[np.uint8], tmp_path: Path
) -> None:
    Image.fromarray(photo).save(tmp_path / "still.gif")
    Image.fromarray(photo).save(
        tmp_path / "pages.tif", save_all=True, append_images=[Image.fromarray(photo[::-1])]
    )

    assert len(list(load_frames(tmp_path / "still.gif"))) == 1
    assert len(list(load_frames(photo))) == 1
    with pytest.warns(cq.ColorQuantWarning, match=r"pages\.tif has 2 frames; only the first"):
        (first,) = load_frames(tmp_path / "pages.tif")
    np.testing.assert_array_equal(first.pixels, photo)
