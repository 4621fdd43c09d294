from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.color import SPACES
from colorquant.palette.palette import dark_to_light


def test_keeps_its_colors_in_the_order_given() -> None:
    palette = cq.Palette([[255, 0, 0], [0, 0, 0], [0, 0, 255]])
    assert palette.colors.tolist() == [[255, 0, 0], [0, 0, 0], [0, 0, 255]]
    assert palette.colors.dtype == np.uint8
    assert len(palette) == 3


def test_is_a_value() -> None:
    colors = np.array([[1, 2, 3]])
    palette = cq.Palette(colors)
    colors[0] = 0
    assert palette == cq.Palette([[1, 2, 3]])
    assert hash(palette) == hash(cq.Palette([[1, 2, 3]]))
    assert palette != cq.Palette([[1, 2, 4]])
    with pytest.raises(ValueError, match="read-only"):
        palette.colors[0, 0] = 9


@pytest.mark.parametrize(
    ("colors", "message"),
    [
        ([], "shape is"),
        ([[1, 2]], "shape is"),
        ([1, 2, 3], "shape is"),
        ([[1, 2, 3], [4, 5]], "rows differ in length"),
        ([[0.5, 0.5, 0.5]], "type is float64"),
        ([["a", "b", "c"]], "type is"),
        ([[0, 0, 256]], "values go from 0 to 256"),
        ([[-1, 0, 0]], "values go from -1 to 0"),
        ([[1, 1, 1], [2, 2, 2], [1, 1, 1]], "repeats 1 of its colors"),
    ],
)
def test_what_makes_no_palette_is_refused(colors: list[object], message: str) -> None:
    with pytest.raises(cq.InvalidPaletteError, match=message):
        cq.Palette(colors)  # type: ignore[arg-type]


def test_apply_maps_each_pixel_to_its_nearest_color(photo: NDArray[np.uint8]) -> None:
    palette = cq.Palette([[200, 60, 30], [0, 0, 0], [250, 240, 30], [120, 120, 180]])
    indexed = palette.apply(photo)
    assert indexed.palette is palette
    assert indexed.indices.shape == photo.shape[:2]
    assert indexed.distortion == cq.metrics.distortion(photo, indexed.to_array())


def test_ties_go_to_the_lowest_index() -> None:
    image = np.full((1, 1, 3), 10, dtype=np.uint8)
    for colors in ([[8, 10, 10], [12, 10, 10]], [[12, 10, 10], [8, 10, 10]]):
        assert cq.Palette(colors).apply(image, dither="none").indices.tolist() == [[0]]


def test_apply_to_gray_equals_apply_to_equal_channels(photo: NDArray[np.uint8]) -> None:
    gray = np.ascontiguousarray(photo[..., 0])
    palette = cq.Palette([[200, 60, 30], [0, 0, 0], [90, 90, 95]])
    of_gray, of_color = palette.apply(gray), palette.apply(np.stack([gray] * 3, axis=-1))
    np.testing.assert_array_equal(of_gray.indices, of_color.indices)
    assert of_gray.distortion == of_color.distortion


def test_dark_to_light_orders_by_luma() -> None:
    colors = np.array([[255, 255, 255], [0, 0, 255], [0, 255, 0], [0, 0, 0]], dtype=np.uint8)
    assert dark_to_light(colors).tolist() == [
        [0, 0, 0],
        [0, 0, 255],
        [0, 255, 0],
        [255, 255, 255],
    ]


def test_alpha_is_there_only_where_it_is_needed() -> None:
    assert cq.Palette([(1, 2, 3, 255), (4, 5, 6, 255)]).colors.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert cq.Palette([(9, 9, 9, 0), (4, 5, 6, 255)]).colors.tolist() == [
        [0, 0, 0, 0],
        [4, 5, 6, 255],
    ]
    with pytest.raises(cq.InvalidPaletteError, match="repeats 1"):
        cq.Palette([(9, 9, 9, 0), (1, 2, 3, 0)])


def test_space_says_what_is_nearest() -> None:
    """To the eye blue is nearer to a bright violet than to black; in numbers it is the other."""
    image = np.array([[[20, 0, 110]]], np.uint8)
    colors = [(0, 0, 0), (60, 20, 215)]
    indices = {
        s: cq.Palette(colors, space=s).apply(image, dither="none").indices.item() for s in SPACES
    }
    assert indices["srgb"] != indices["lab"]
    assert cq.Palette(colors, space="lab") != cq.Palette(colors)
    with pytest.raises(cq.InvalidOptionError, match="space is 'rgb'; allowed are srgb, linear"):
        cq.Palette(colors, space="rgb")


def test_dark_to_light_starts_with_the_transparent() -> None:
    colors = np.array([[0, 0, 0, 255], [0, 0, 0, 0], [0, 0, 0, 9]], np.uint8)
    assert dark_to_light(colors)[:, 3].tolist() == [0, 9, 255]


def test_entries_may_have_names() -> None:
    palette = cq.Palette([[1, 2, 3], [4, 5, 6]], names=["Réd", ""])
    assert palette.names == ("Réd", "")
    assert cq.Palette([[1, 2, 3]]).names is None
    assert cq.Palette([[1, 2, 3]], names=[""]).names is None


def test_palettes_of_other_names_are_equal() -> None:
    named, plain = cq.Palette([[1, 2, 3]], names=["red"]), cq.Palette([[1, 2, 3]])
    assert named == plain
    assert hash(named) == hash(plain)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["a"], "has 1 names and 2 colors"),
        ("ab", "names is of type str; allowed is a sequence"),
        (7, "names is of type int"),
        (["a", 7], "the name of entry 1 is 7; allowed is one line"),
        (["a\nb", "c"], r"the name of entry 0 is 'a\\nb'; allowed is one line"),
        ([" a", "c"], "the name of entry 0 is ' a'; .* without surrounding white space"),
        (["a", "\ud800"], "the name of entry 1 is"),
    ],
)
def test_what_makes_no_names_is_refused(names: object, message: str) -> None:
    with pytest.raises(cq.InvalidPaletteError, match=message):
        cq.Palette([[1, 2, 3], [4, 5, 6]], names=names)  # type: ignore[arg-type]


def test_is_saved_and_loaded(tmp_path: Path) -> None:
    palette = cq.Palette([[1, 2, 3, 128], [4, 5, 6, 255]], names=["half", "full"], space="oklab")
    palette.save(tmp_path / "brand.json")
    assert '"name": "brand"' in (tmp_path / "brand.json").read_text("utf-8")
    loaded = cq.Palette.load(tmp_path / "brand.json", space="oklab")
    assert loaded == palette
    assert loaded.names == palette.names


def test_is_saved_in_a_format_that_is_asked_for(tmp_path: Path) -> None:
    palette = cq.Palette([[1, 2, 3]])
    palette.save(str(tmp_path / "brand.pal"), format="riff")
    assert (tmp_path / "brand.pal").read_bytes().startswith(b"RIFF")
    assert cq.Palette.load(str(tmp_path / "brand.pal")) == palette


def test_the_warning_of_repeated_colors_points_at_who_loads(tmp_path: Path) -> None:
    (tmp_path / "twice.hex").write_text("ff0000\nff0000\n", "utf-8")
    with pytest.warns(cq.ColorQuantWarning, match="repeats 1 of its 2 colors") as caught:
        assert len(cq.Palette.load(tmp_path / "twice.hex")) == 1
    assert caught[0].filename == __file__


NAMED = cq.Palette(
    [[255, 255, 255, 0], [0, 0, 255, 255], [255, 0, 0, 255], [9, 9, 9, 255]],
    names=["clear", "sea", "signal", ""],
    space="lab",
)


def test_is_sorted_with_its_names() -> None:
    palette = NAMED.sorted("luma", keep=1)
    assert palette.names == ("clear", "", "sea", "signal")
    assert palette.colors[:, 2].tolist() == [0, 9, 255, 0]
    assert palette.space == "lab"
    assert palette.sorted("hue", keep=1).names == ("clear", "", "signal", "sea")
    assert palette.sorted("none") == palette


def test_keeps_what_is_known_of_it_when_it_is_sorted() -> None:
    palette = cq.Palette([[9, 9, 9], [0, 0, 0]], algorithm_version=7, optimal=True).sorted("luma")
    assert palette.colors.tolist() == [[0, 0, 0], [9, 9, 9]]
    assert (palette.algorithm_version, palette.optimal, palette.names) == (7, True, None)


def test_alone_has_no_counts_to_be_sorted_by() -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"'count', which needs an image"):
        NAMED.sorted("count")


def test_is_put_in_any_order() -> None:
    assert NAMED.permuted([3, 2, 1, 0]).names == ("", "signal", "sea", "clear")
    with pytest.raises(cq.InvalidOptionError, match="each integer from 0 to 3 once"):
        NAMED.permuted([0, 1, 2])


def test_is_shown_in_one_line() -> None:
    assert repr(NAMED) == "<Palette of 4 colors, space lab: #00000000 #0000ff #ff0000 #090909>"
    assert repr(cq.Palette([[1, 2, 3]])) == "<Palette of 1 color, space srgb: #010203>"
    many = repr(cq.Palette([(i // 256, i % 256, 0) for i in range(65_536)]))
    assert many.startswith("<Palette of 65,536 colors, space srgb: #000000 #000100")
    assert many.endswith(" …>")
    assert len(many) < 120


def test_notebooks_show_its_swatches() -> None:
    html = NAMED._repr_html_()
    assert "Palette of 4 colors, space lab" in html
    assert 'title="2: #ff0000 signal"' in html
    assert NAMED._repr_png_().startswith(b"\x89PNG")


def test_swatches_are_a_picture() -> None:
    picture = NAMED.swatches(columns=2, side=10)
    assert picture.size == (20, 20)
    assert picture.getpixel((15, 5)) == (0, 0, 255, 255)
